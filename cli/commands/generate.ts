import { join } from "node:path";
import { Command } from "commander";
import type { Design } from "../../generators/design.js";
import { manifestOf, type Manifest } from "../../generators/manifest.js";
import { parseDesigns } from "../../generators/request.js";
import { writeFiles } from "../files.js";
import { jsonOption } from "../options.js";
import { printResult } from "../output.js";

export const command = new Command("generate")
  .description("write each design's Verilog and its manifest")
  .argument("<design...>", "for example PositMult n=16 es=1")
  .option("-o, --output <folder>", "where to", "rtl-out")
  .addOption(jsonOption())
  .action(async (words: string[], { output, json }: { output: string; json?: boolean }) => {
    const designs = parseDesigns(words);
    const generated = designs.map((design) => ({
      ...manifestOf(design),
      files: [".v", ".json"].map((ending) => join(output, design.moduleName + ending)),
    }));
    await writeFiles(output, new Map(designs.flatMap(filesOf)));
    printResult(json === true, { designs: generated }, () => generated.map(line).join("\n"));
  });

function filesOf(design: Design): [string, string][] {
  return [
    [`${design.moduleName}.v`, design.verilog()],
    [`${design.moduleName}.json`, `${JSON.stringify(manifestOf(design), null, 2)}\n`],
  ];
}

const line = ({ design, files }: Manifest & { readonly files: readonly string[] }): string =>
  `${design}  →  ${files.join("  ")}`;
