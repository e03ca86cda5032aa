import { Command } from "commander";
import type { Target } from "../../generators/contract/target.js";
import { madeFor } from "../../generators/make-design.js";
import { parseDesign, parseDesigns } from "../../generators/request.js";
import { hiddenColumn, numberColumn, textColumn, type Column } from "../../report/table.js";
import { synthesizeForFpga } from "../../synth/fpga/synthesize.js";
import type { FpgaName } from "../../synth/fpga/targets.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import type { Timing } from "../../synth/mapping/timings.js";
import type { CacheOptions } from "../cache.js";
import { readDesigns, settled } from "../designs.js";
import { loadLibrary } from "../../liberty/load.js";
import { RequestError } from "../../tools/errors.js";
import { exitCode } from "../exit.js";
import { addForeignOptions, always, checkFiles, readWithForeign, type ForeignFlags } from "../foreign.js";
import { explore, frontTexts, onFronts } from "../explore.js";
import { failed, printForms, table, type FormOptions, type Part } from "../forms.js";
import { checkFolder, writeAndPrint, writeFiles } from "../files.js";
import { fpgaReport } from "../fpga-table.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  budgetOption,
  cacheOption,
  csvOption,
  jsonOption,
  dontUseOption,
  libertyOption,
  markdownOption,
  noCacheOption,
  targetOption,
  timeLimitOption,
  maxDelayOption,
  recipeOption,
  timingOption,
  variantsOption,
} from "../options.js";
import { costColumns, madeBy } from "../../synth/mapping/cost.js";
import { Remembered } from "../remembered.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes, type Failed } from "../../library/outcomes.js";

interface Options extends CacheOptions, FormOptions, LibraryOptions, ForeignFlags {
  readonly target: "asic" | FpgaName;
  readonly timeLimit: number;
  readonly timing: Timing;
  readonly recipe: RecipeKind;
  readonly maxDelay?: number;
  readonly explore?: boolean;
  readonly budget?: number;
  readonly variants?: number;
  readonly output?: string;
}

export const command = addForeignOptions(new Command("synth"))
  .description("map each design to a cell library: area, delay, cells, depth; or to an FPGA")
  .argument("<design...>", "for example PositMult n=16 es=1 objective=area")
  .addOption(targetOption())
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(timeLimitOption())
  .addOption(timingOption())
  .addOption(recipeOption())
  .addOption(maxDelayOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .option("--explore", "try every architecture under every objective, and show the front of area and delay")
  .addOption(budgetOption())
  .addOption(variantsOption())
  .option(
    "-o, --output <folder>",
    "write each netlist there, as <module>.netlist.v or <module>.<target>.json",
  )
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(async (words: string[], options: Options, self: Command) => {
    if (options.output !== undefined) checkFolder(options.output);
    checkFiles(words, options);
    if (options.as !== undefined && options.explore)
      throw new RequestError(
        "--explore tries our architectures, and a foreign module has one: leave out --as",
      );
    const target = wantedTarget(words, options);
    if (target !== "asic") return forFpga(words, target, options, self);
    const { timeLimit, recipe, explore: isExploring, output, maxDelay } = options;
    const chosen = (option: string): boolean => self.getOptionValueSource(option) === "cli";
    if (maxDelay !== undefined && chosen("recipe") && recipe !== "best")
      throw new RequestError(`--max-delay is of the recipe best; the ${recipe} one has no delay to map for`);
    const idle = (["budget", "variants"] as const).find((option) => chosen(option));
    if (idle !== undefined && isExploring !== true)
      throw new RequestError(`--${idle} is of an exploration; ask for one with --explore`);
    const timing = maxDelay === undefined || chosen("timing") ? options.timing : "opensta";
    const library = await libraryFrom(options);
    const conditions = { library, timeLimit, timing, recipe };
    // `--max-delay` does not count where stages are tried to reach a frequency.
    const usual = await Remembered.open(options, conditions);
    const { synthesize } = usual;
    const asked = await readWithForeign(
      words,
      options,
      (others) => readDesigns(others, { library, timeLimit, synthesize }),
      always,
    );
    const remembered = usual.under({ maxDelay });
    const explored =
      isExploring === true
        ? await explore(asked, remembered, { seconds: options.budget, variants: options.variants })
        : undefined;
    const outcomes =
      explored?.outcomes ?? (await forEachDesign("synth", asked, (design) => remembered.synthesize(design)));
    await writeAndPrint(
      async () => {
        if (output !== undefined) await writeFiles(output, netlists(outcomes));
      },
      () => {
        printForms(
          options,
          { designs: outcomes, ...(explored && { fronts: explored.fronts }) },
          () =>
            explored === undefined
              ? parts(outcomes, [])
              : parts(onFronts(explored), frontTexts(explored.fronts)),
          "\n",
        );
      },
    );
    process.exitCode = exitCode(outcomes.map((outcome) => ({ wrong: false, failed: isFailed(outcome) })));
  });

/**
 * What is mapped to: what `--target` says, or else what the designs are made for.
 * @throws {RequestError} they are made for several
 */
function wantedTarget(words: readonly string[], { target, as }: Options): Target {
  if (target !== "asic") return target;
  const designs = as === undefined ? parseDesigns(words) : [parseDesign(as)];
  const [first = "asic", ...others] = new Set(designs.map((each) => each.target?.target ?? "asic"));
  if (others.length === 0) return first;
  throw new RequestError(
    `the designs are made for ${[first, ...others].join(", ")}; map those of one target at a time, or sweep with --measures`,
  );
}

/** What is only said of cell libraries. */
const ofLibraries = [
  "liberty",
  "dontUse",
  "timing",
  "recipe",
  "maxDelay",
  "explore",
  "budget",
  "variants",
] as const;

async function forFpga(
  words: readonly string[],
  target: FpgaName,
  { timeLimit, output, ...form }: Options,
  self: Command,
): Promise<void> {
  const idle = ofLibraries.find((option) => self.getOptionValueSource(option) === "cli");
  if (idle !== undefined)
    throw new RequestError(
      `--${idle.replace(/[DU]/, (letter) => `-${letter.toLowerCase()}`)} is of the target asic; ${target} has cells and timing of its own`,
    );
  const designs = await readWithForeign(
    words,
    { ...form, timeLimit },
    async (others) => {
      const made = parseDesigns(others).map((design) => madeFor(design, target));
      return settled(made, async () => ({ library: await loadLibrary(), timeLimit }));
    },
    always,
  );
  const outcomes = await forEachDesign("synth", designs, (design) =>
    synthesizeForFpga(design, { target, timeLimit }),
  );
  const { results } = sortOutcomes(outcomes);
  await writeAndPrint(
    async () => {
      if (output === undefined) return;
      const files = results.map(({ module, netlist }) => [`${module}.${target}.json`, netlist] as const);
      await writeFiles(output, new Map(files));
    },
    () => {
      printForms(form, { designs: outcomes }, () => fpgaReport(outcomes), "\n");
    },
  );
  process.exitCode = exitCode(outcomes.map((outcome) => ({ wrong: false, failed: isFailed(outcome) })));
}

function netlists(outcomes: readonly (SynthesisResult | Failed)[]): Map<string, string> {
  const { results } = sortOutcomes(outcomes);
  return new Map(results.map(({ module, netlist }) => [`${module}.netlist.v`, netlist]));
}

function parts(outcomes: readonly (SynthesisResult | Failed)[], fronts: readonly string[]): Part[] {
  const { results } = sortOutcomes(outcomes);
  const columns: Column<SynthesisResult>[] = [
    textColumn("design", "design", ({ design }) => design),
    ...costColumns(results).map(({ title, field, value, decimals }) =>
      numberColumn(title, field, decimals, value),
    ),
    numberColumn("cells", "cells", 0, ({ cells }) => cells),
    numberColumn("depth", "logic_depth", 0, ({ logic_depth }) => logic_depth),
    textColumn("most used cells", "most_used_cells", ({ cells_by_type }) => mostUsed(cells_by_type)),
    hiddenColumn("recipe", ({ recipe }) => recipe.name),
    hiddenColumn("library", ({ library }) => library.name),
    hiddenColumn("delay_source", ({ delay_source }) => delay_source),
    hiddenColumn("yosys", ({ yosys }) => yosys),
  ];
  const [first] = results;
  const made = first === undefined ? [] : [madeBy(first)];
  return [table(results, columns), ...made, ...fronts, failed(outcomes)];
}

const mostUsed = (cells: SynthesisResult["cells_by_type"]): string =>
  Object.entries(cells)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([type, count]) => `${count} ${type}`)
    .join(", ");
