import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "rolldown";
import { precompiledTemplates, templatesIn } from "../../rolldown.config.js";

/** The templates that the configurator fills: Verilog, test benches, C models, pictures. */
const filledIn = ["generators", "export", "sim/icarus"];
const charts = ["chart", "diagram", "waveform"].map((name) => `templates/report/${name}.svg.hbs`);

const configurators = (): string[] => [...filledIn.flatMap(templatesIn), ...charts];

/**
 * What a browser has in place of the files of `tools/` that read the package or need Node:
 *
 *     compile-template.ts   the compiled templates
 *     version.ts            the version, as it is when the page is built
 *     digest.ts             SHA-256, see site/stand-ins/
 *     read-file.ts          a refusal: a page reads no files
 *
 * All else of the generator imports nothing of Node; a test bundles it and looks.
 * @param templates the paths of the templates that are filled; default: the configurator's
 */
export const forBrowsers = (templates = configurators): Plugin[] => [
  precompiledTemplates(templates),
  inPlaceOf("version", () => `export const version = ${JSON.stringify(packageVersion())};`),
  inPlaceOf("read-file", () => `export * from ${JSON.stringify(resolve("site/stand-ins/read-file.ts"))};`),
  inPlaceOf("digest", () => `export * from ${JSON.stringify(resolve("site/stand-ins/digest.ts"))};`),
];

function inPlaceOf(tool: "version" | "digest" | "read-file", code: () => string): Plugin {
  return {
    name: `${tool}-for-browsers`,
    load: {
      filter: { id: new RegExp(String.raw`/tools/${tool}\.ts$`) },
      handler: () => ({ code: code(), moduleType: "js" }),
    },
  };
}

const packageVersion = (): string =>
  (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
