import { join } from "node:path";
import { Command } from "commander";
import type { Design } from "../../generators/design.js";
import { manifestOf, type Manifest } from "../../generators/manifest.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import { generate } from "../../library/generate.js";
import { diagramOf } from "../../library/diagram.js";
import { waveformOf } from "../../library/waveform.js";
import type { CacheOptions } from "../cache.js";
import { readNamed } from "../designs.js";
import { checkFolder, writeFiles } from "../files.js";
import { nameOption } from "../module-name.js";
import { RequestError } from "../../tools/errors.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  cacheOption,
  jsonOption,
  dontUseOption,
  libertyOption,
  noCacheOption,
  recipeOption,
  seedOption,
  timeLimitOption,
  vectorsOption,
} from "../options.js";
import { printResult } from "../output.js";
import { Remembered } from "../remembered.js";

interface Options extends CacheOptions, LibraryOptions {
  readonly output: string;
  readonly name?: string;
  readonly testbench?: boolean;
  readonly fusesoc?: boolean;
  readonly diagram?: boolean;
  readonly waveform?: boolean;
  readonly vectors?: number;
  readonly seed: number;
  readonly recipe: RecipeKind;
  readonly timeLimit: number;
  readonly json?: boolean;
}

export const command = new Command("generate")
  .description("write each design's Verilog and its manifest")
  .argument("<design...>", "for example PositMult n=16 es=1")
  .option("-o, --output <folder>", "where to", "rtl-out")
  .addOption(nameOption())
  .option("--testbench", "beside each a self-checking test bench for your own simulator, with its vectors")
  .option("--fusesoc", "beside each a FuseSoC core with targets lint, sim and synth, and the test bench")
  .option(
    "--diagram",
    "beside each its datapath as an SVG: sections as boxes, a pipeline's registers as lines",
  )
  .option("--waveform", "beside each that has a clock a run of it as an SVG, cycle by cycle")
  .addOption(vectorsOption())
  .addOption(seedOption())
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(recipeOption())
  .addOption(timeLimitOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .addOption(jsonOption())
  .action(async (words: string[], options: Options, command: Command) => {
    const { output, name, fusesoc = false, testbench = fusesoc, vectors, seed, json } = options;
    if (!testbench)
      for (const name of ["vectors", "seed"])
        if (command.getOptionValueSource(name) === "cli")
          throw new RequestError(`--${name} is of a test bench; ask for one with --testbench`);
    checkFolder(output);
    const { liberty, dontUse } = options;
    // A library that was named is read, even where no design asks for a frequency and so for its delays.
    const asked = liberty === undefined && dontUse === undefined ? undefined : await libraryFrom(options);
    const designs = await readNamed(words, name, async () => {
      const { timeLimit, recipe } = options;
      const library = asked ?? (await libraryFrom(options));
      const { synthesize } = await Remembered.open(options, { library, timeLimit, recipe });
      return { library, timeLimit, recipe, synthesize };
    });
    const bench = testbench ? { vectors, seed } : undefined;
    const files: ReadonlyMap<string, string>[] = [];
    for (const design of designs)
      files.push(
        new Map([...generate(design, { testbench: bench, fusesoc }), ...(await pictures(design, options))]),
      );
    const generated = designs.map((design, index) => ({
      ...manifestOf(design),
      files: [...(files[index]?.keys() ?? [])].map((name) => join(output, name)),
    }));
    await writeFiles(output, new Map(files.flatMap((each) => [...each])));
    printResult(json === true, { designs: generated }, () => generated.map(line).join("\n"));
  });

/** Pictures that were asked for, by their files' names. @throws {RequestError} the waveform of a combinational design */
async function pictures(design: Design, { diagram, waveform }: Options): Promise<[string, string][]> {
  return [
    ...(diagram === true ? [[`${design.moduleName}_diagram.svg`, await diagramOf(design)] as const] : []),
    ...(waveform === true ? [[`${design.moduleName}_waveform.svg`, waveformOf(design)] as const] : []),
  ].map(([name, svg]) => [name, svg]);
}

const line = ({ design, files }: Manifest & { readonly files: readonly string[] }): string =>
  `${design}  →  ${files.join("  ")}`;
