import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import type { OutputOptions, Plugin, RolldownOptions } from "rolldown";
import { templatesIn } from "../../rolldown.config.js";
import { forBrowsers } from "./for-browsers.js";

/** The WebAssembly build of Yosys, an optional package. */
const yowasp = "node_modules/@yowasp/yosys";

/** Its version; null where the package was left out, and the site has no synthesis then. */
export const yosysVersion = (): string | null =>
  existsSync(join(yowasp, "gen"))
    ? (JSON.parse(readFileSync(join(yowasp, "package.json"), "utf8")) as { version: string }).version
    : null;

/** Synthesis, in files of its own: the page loads them when it is asked for areas. */
export const yosysOptions = (folder: string): RolldownOptions & { readonly output: OutputOptions } => ({
  input: { "yosys/synthesis": "site/yosys/worker.ts" },
  platform: "browser",
  tsconfig: "site/tsconfig.json",
  plugins: [
    ...forBrowsers(() => [...templatesIn("synth/mapping"), join("templates", "liberty", "generic.lib.hbs")]),
    withYosys(),
  ],
  output: { dir: folder, format: "esm", minify: true, entryFileNames: "[name].js", codeSplitting: false },
});

/** What the package's program loads from beside it: scripts, WebAssembly, models of cells. */
function withYosys(): Plugin {
  return {
    name: "with-yosys",
    generateBundle() {
      const folder = join(yowasp, "gen");
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (entry.isFile())
          this.emitFile({
            type: "asset",
            fileName: posix.join("yosys/yowasp", ...relative(folder, path).split(sep)),
            source: readFileSync(path),
          });
      }
    },
  };
}
