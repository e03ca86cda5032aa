import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import Handlebars from "handlebars";
import { defineConfig, type Plugin, type RolldownOptions } from "rolldown";
import { templateOptions } from "./tools/compile-template.js";

/*
 * The program in a few files, its libraries included: Node takes longer to find, read and link some hundred small
 * modules than `tapir generate` takes for everything else. tsc writes the same modules one by one beside them, for
 * whoever imports tapir.
 */
const program = {
  // Threads look for their file where the chunk is that starts them.
  input: {
    main: "cli/main.ts",
    "fusesoc-generator": "cli/fusesoc-generator.ts",
    "chunks/program-thread": "cli/program-thread.ts",
    "chunks/every-word-worker": "circuit/compiled/every-word-worker.ts",
    "chunks/sampled-worker": "error-metrics/sampled-worker.ts",
    "chunks/infer-worker": "nn/infer-worker.ts",
    "chunks/train-worker": "nn/train/train-worker.ts",
    "chunks/exhaustive-worker": "error-metrics/exhaustive/exhaustive-worker.ts",
    "chunks/chain-worker": "search/chain-worker.ts",
    "chunks/every-pair-worker": "search/every-pair/every-pair-worker.ts",
  },
  platform: "node",
  external: ["@yowasp/yosys", "elkjs/lib/elk.bundled.js"],
  plugins: [precompiledTemplates(), readAtRunTime()],
  transform: { define: { __filename: "import.meta.filename" } },
  output: { dir: "dist/cli", chunkFileNames: "chunks/[name].js", cleanDir: false },
} satisfies RolldownOptions;

/* What runs in a reader's browser, with its plots' library, in one script: see `report/page.ts`. */
const page = {
  input: { page: "report/page/main.ts" },
  platform: "browser",
  output: { dir: "dist/page", format: "iife", minify: true, cleanDir: false },
} satisfies RolldownOptions;

export default defineConfig([program, page]);

/**
 * Puts the compiled templates in place of Handlebars' compiler, which takes longer than what it is used for.
 * @param templates the paths of those that are used; default: all
 */
export function precompiledTemplates(templates: () => string[] = templatesIn): Plugin {
  return {
    name: "precompiled-templates",
    load: {
      filter: { id: /\/tools\/compile-template\.ts$/ },
      handler() {
        const paths = templates();
        for (const path of paths) this.addWatchFile(path);
        return { code: compiled(paths), moduleType: "js" };
      },
    },
  };
}

/** Copies what the built program reads as it runs: a change to the sources shows only in the next build. */
function readAtRunTime(): Plugin {
  return {
    name: "read-at-run-time",
    writeBundle() {
      rmSync("dist/templates", { recursive: true, force: true });
      for (const path of ["templates", "synth/mapping/yosys-wasm.mjs", "nn/built-in"])
        cpSync(path, `dist/${path}`, { recursive: true });
    },
  };
}

/** The paths of all templates below a folder of `templates/`, from where the program is built: its root. */
export function templatesIn(folder = ""): string[] {
  return readdirSync(join("templates", folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

function compiled(paths: readonly string[]): string {
  const functions = paths.map((path) => {
    const code = Handlebars.precompile(readFileSync(path, "utf8"), templateOptions) as string;
    return `${JSON.stringify(relative("templates", path))}: ${code}`;
  });
  return `import Handlebars from "handlebars/runtime.js";
    const compiled = { ${functions.join(",\n")} };
    export const compileTemplate = (name) => Handlebars.template(compiled[name]);`;
}
