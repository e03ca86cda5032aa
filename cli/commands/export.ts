import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Design } from "../../generators/design.js";
import { parseDesigns } from "../../generators/request.js";
import { exportDesign, exportFormats, type ExportFormat } from "../../export/formats.js";
import { checkFolder, writeFiles } from "../files.js";
import { named, nameOption } from "../module-name.js";
import { jsonOption } from "../options.js";
import { printResult } from "../output.js";

interface Options {
  readonly format: readonly ExportFormat[];
  readonly decode?: boolean;
  readonly output: string;
  readonly name?: string;
  readonly json?: boolean;
}

const formats = Object.keys(exportFormats) as ExportFormat[];

export const command = new Command("export")
  .description("write each design for other tools: every result as a table, or a model in C")
  .argument("<design...>", "for example PlamMult n=8 es=0")
  .addOption(
    new Option(
      "-f, --format <formats>",
      `what to write: ${formats.map((format) => `${format} (${exportFormats[format]})`).join(", ")}; a list is written npy,c`,
    )
      .argParser(addFormats)
      .makeOptionMandatory(),
  )
  .option("--decode", "npy holds the values of the results, in binary64, instead of their bit patterns")
  .option("-o, --output <folder>", "where to", "rtl-out")
  .addOption(nameOption())
  .addOption(jsonOption())
  .action((words: string[], { format, decode = false, output, name, json }: Options) =>
    writeExports(named(parseDesigns(words), name), format, { decode, output, json: json === true }),
  );

async function writeExports(
  asked: readonly Design[],
  wanted: readonly ExportFormat[],
  { decode, output, json }: { decode: boolean; output: string; json: boolean },
): Promise<void> {
  checkFolder(output);
  const exported = asked.map((design) => ({
    design: design.spec,
    module: design.moduleName,
    files: exportDesign(design, wanted, { decode }),
  }));
  await writeFiles(output, new Map(exported.flatMap(({ files }) => [...files])));
  const designs = exported.map(({ files, ...design }) => ({
    ...design,
    files: [...files.keys()].map((name) => join(output, name)),
  }));
  printResult(json, { designs }, () =>
    designs.map(({ design, files }) => `${design}  →  ${files.join("  ")}`).join("\n"),
  );
}

/** `--format npy,c --format bin`: each once. */
function addFormats(text: string, previous: readonly ExportFormat[] = []): readonly ExportFormat[] {
  return [...new Set([...previous, ...text.split(",").map(formatNamed)])];
}

function formatNamed(word: string): ExportFormat {
  const format = formats.find((each) => each === word);
  if (format === undefined)
    throw new InvalidArgumentError(`'${word}' is no format; there are ${formats.join(", ")}.`);
  return format;
}
