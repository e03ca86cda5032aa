import { join } from "node:path";
import { Command } from "commander";
import { manifestOf, type Manifest } from "../../generators/manifest.js";
import { parseDesigns } from "../../generators/request.js";
import { generate } from "../../library/generate.js";
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
    const files = designs.map((design) => generate(design));
    const generated = designs.map((design, index) => ({
      ...manifestOf(design),
      files: [...(files[index]?.keys() ?? [])].map((name) => join(output, name)),
    }));
    await writeFiles(output, new Map(files.flatMap((each) => [...each])));
    printResult(json === true, { designs: generated }, () => generated.map(line).join("\n"));
  });

const line = ({ design, files }: Manifest & { readonly files: readonly string[] }): string =>
  `${design}  →  ${files.join("  ")}`;
