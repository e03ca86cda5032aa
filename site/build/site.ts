import { readFileSync } from "node:fs";
import { rolldown, type OutputOptions, type Plugin, type RolldownOptions } from "rolldown";
import { docsFiles } from "./docs-files.js";
import { styleOf } from "./style.js";
import { forBrowsers } from "./for-browsers.js";
import { yosysVersion } from "./yosys.js";

/** Where `npm run site` writes. */
export const folder = "site-out";

/** The site: the configurator's script is bundled, then put into its page. */
export const siteOptions = {
  input: "site/page/main.ts",
  platform: "browser",
  tsconfig: "site/tsconfig.json",
  plugins: [...forBrowsers(), inItsPage()],
  output: { dir: folder, format: "iife", minify: true, codeSplitting: false },
} satisfies RolldownOptions;

/** The documentation's search, and beside it the pages. */
export const docsOptions = {
  input: { "docs/search": "site/docs/search.ts" },
  platform: "browser",
  tsconfig: "site/tsconfig.json",
  plugins: [withPages()],
  output: { dir: folder, format: "iife", minify: true, entryFileNames: "[name].js" },
} satisfies RolldownOptions;

/** The site's files by name, nothing written. */
export async function siteFiles({
  output,
  ...input
}: RolldownOptions & { readonly output: OutputOptions } = siteOptions): Promise<
  ReadonlyMap<string, string | Uint8Array>
> {
  const bundle = await rolldown(input);
  try {
    const { output: files } = await bundle.generate(output);
    return new Map(files.map((file) => [file.fileName, file.type === "asset" ? file.source : file.code]));
  } finally {
    await bundle.close();
  }
}

/** The configurator is one file of HTML, which asks for nothing: its policy forbids it to. */
function inItsPage(): Plugin {
  return {
    name: "in-its-page",
    generateBundle(_, bundle) {
      const [script] = Object.values(bundle);
      if (script?.type !== "chunk") throw new Error("there is no script for the page");
      const source = filledIn({
        style: within("style", styleOf("site/page/page.css")),
        script: within("script", script.code),
        yosys: yosysVersion() ?? "",
      });
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a bundle's files are left out so
      delete bundle[script.fileName];
      this.emitFile({ type: "asset", fileName: "index.html", source });
      this.emitFile({ type: "asset", fileName: "elk.js", source: elk() });
    },
  };
}

/**
 * What lays out diagrams, which the page loads for the first of them: nearly half as much again as the page. A script that has the
 * worker's text: a page from a file can load scripts, and no other data.
 */
const elk = (): string =>
  `window.tapirElk = ${JSON.stringify(readFileSync("node_modules/elkjs/lib/elk-worker.min.js", "utf8"))};\n`;

function withPages(): Plugin {
  return {
    name: "with-pages",
    generateBundle() {
      for (const [fileName, source] of docsFiles()) this.emitFile({ type: "asset", fileName, source });
    },
  };
}

/** The page with texts in place of the comments that name them. */
function filledIn(parts: Readonly<Record<string, string>>): string {
  const page = readFileSync("site/page/page.html", "utf8");
  return Object.entries(parts).reduce((filled, [name, text]) => {
    const place = `/* ${name} */`;
    if (!filled.includes(place)) throw new Error(`site/page/page.html has no place for ${name}`);
    return filled.replace(place, () => text);
  }, page);
}

/** Text for an element that ends where its end tag first stands. */
const within = (element: "script" | "style", text: string): string =>
  text.replaceAll(`</${element}`, String.raw`<\/${element}`);
