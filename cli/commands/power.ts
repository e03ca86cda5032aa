import { Command } from "commander";
import type { Design } from "../../generators/design.js";
import { figure, ratio, saved } from "../../report/numbers.js";
import { hiddenColumn, numberColumn, textColumn, type Column } from "../../report/table.js";
import { distributions } from "../../operands/distributions.js";
import { powerMeasure } from "../../sweep/measures/power.js";
import { openStaVersion } from "../../synth/sta/opensta.js";
import { unitless, type PowerResult } from "../../synth/power/power.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import type { Timing } from "../../synth/mapping/timings.js";
import { RequestError } from "../../tools/errors.js";
import type { CacheOptions } from "../cache.js";
import { readDesigns } from "../designs.js";
import { addForeignOptions, always, readWithForeign, type ForeignFlags } from "../foreign.js";
import { exitCode } from "../exit.js";
import { failed, printForms, table, type FormOptions, type Part } from "../forms.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  cacheOption,
  clockOption,
  csvOption,
  glitchesOption,
  jsonOption,
  dontUseOption,
  libertyOption,
  markdownOption,
  noCacheOption,
  powerVectorsOption,
  seedOption,
  timeLimitOption,
  recipeOption,
  timingOption,
} from "../options.js";
import { isDistribution, operandSource, operandSourceOption } from "../operand-source.js";
import { referenceResults } from "../reference.js";
import { Remembered } from "../remembered.js";
import { dataOption } from "../task-options.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes, type Failed } from "../../library/outcomes.js";

interface Options extends CacheOptions, FormOptions, LibraryOptions, ForeignFlags {
  readonly clock: number;
  readonly operands: string;
  readonly data?: string;
  readonly glitches: boolean;
  readonly vectors: number;
  readonly seed: number;
  readonly timing: Timing;
  readonly recipe: RecipeKind;
  readonly timeLimit: number;
}

export const command = addForeignOptions(new Command("power"))
  .description("power and energy of each design, from simulated switching, by OpenSTA")
  .argument("<design...>", "for example PositMult PlamMult n=16 es=1")
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(clockOption())
  .addOption(operandSourceOption("the operands whose switching is counted"))
  .addOption(dataOption())
  .addOption(glitchesOption())
  .addOption(powerVectorsOption())
  .addOption(seedOption())
  .addOption(timingOption())
  .addOption(recipeOption())
  .addOption(timeLimitOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(async (words: string[], options: Options) => {
    const { timing, recipe, timeLimit } = options;
    const library = await libraryFrom(options);
    if (library.normalised) throw new RequestError(unitless);
    // If OpenSTA is missing, better hear it before anything is synthesised.
    await openStaVersion();
    const { clock, glitches, vectors, seed } = options;
    const sourceOf = operandSource(options.operands, options);
    const conditions = { library, timeLimit, timing, recipe, clock, glitches, vectors, seed };
    const remembered = await Remembered.open(options, conditions);
    const designs = await readWithForeign(
      words,
      options,
      (others) => readDesigns(others, { library, timeLimit, synthesize: remembered.synthesize }),
      always,
    );
    const outcomes = await forEachDesign("power", designs, (design) =>
      remembered.under({ operands: sourceOf(design) }).measure(powerMeasure, design),
    );
    printForms(options, { designs: outcomes }, () => parts(designs, outcomes), "\n");
    process.exitCode = exitCode(outcomes.map((outcome) => ({ wrong: false, failed: isFailed(outcome) })));
  });

function parts(designs: readonly Design[], outcomes: readonly (PowerResult | Failed)[]): Part[] {
  const { results } = sortOutcomes(outcomes);
  const [first] = results;
  const { referenceOf, said } = referenceResults(designs, results);
  const tables =
    first === undefined
      ? []
      : [table(results, columnsFor(results, referenceOf)), `${conditions(results, first)} ${said}`];
  return [...tables, ...results.flatMap(tooSlow), failed(outcomes)];
}

const isClocked = ({ clock_uw }: PowerResult): boolean => clock_uw > 0;

function columnsFor(
  results: readonly PowerResult[],
  reference: (result: PowerResult) => PowerResult | undefined,
): Column<PowerResult>[] {
  return [
    textColumn("design", "design", ({ design }) => design),
    numberColumn("toggles/net", "toggles_per_net", 3, (result) => result.toggles_per_net),
    numberColumn("leakage µW", "leakage_uw", 2, (result) => result.leakage_uw),
    numberColumn("internal µW", "internal_uw", 1, (result) => result.internal_uw),
    numberColumn("switching µW", "switching_uw", 1, (result) => result.switching_uw),
    ...(results.some(isClocked)
      ? [numberColumn("clock µW", "clock_uw", 1, (result: PowerResult) => result.clock_uw)]
      : []),
    numberColumn("total µW", "power_uw", 1, (result) => result.power_uw),
    { title: "", align: "right", cell: (result) => ratio(result.power_uw, reference(result)?.power_uw) },
    {
      title: "saved %",
      align: "right",
      cell: (result) => saved(result.power_uw, reference(result)?.power_uw),
    },
    ...(results.every(({ glitch_uw }) => glitch_uw === null)
      ? []
      : [numberColumn("of that glitches", "glitch_uw", 1, (result: PowerResult) => result.glitch_uw)]),
    numberColumn("energy pJ", "energy_pj", 3, (result) => result.energy_pj),
    hiddenColumn("clock_mhz", ({ clock_mhz }) => clock_mhz),
    hiddenColumn("meets_clock", ({ meets_clock }) => meets_clock),
    hiddenColumn("operands", ({ operands }) => operands),
    hiddenColumn("vectors", ({ vectors }) => vectors),
    hiddenColumn("seed", ({ seed }) => seed),
    hiddenColumn("library", ({ library }) => library),
    hiddenColumn("tool", ({ tool }) => tool),
  ];
}

function conditions(results: readonly PowerResult[], first: PowerResult): string {
  const { library, tool, clock_mhz, operands, vectors, seed, glitch_uw } = first;
  return [
    `${library}, ${tool}, ${clock_mhz} MHz; ${figure(vectors, 0)} cycles, operands ${operands}${explained(operands, seed)}.`,
    glitch_uw === null
      ? "Switching without delays: no glitches."
      : "Switching with gate delays, glitches included.",
    ...(["internal", "leakage"] as const)
      .filter((kind) => results.every((result) => result[`${kind}_uw`] === 0))
      .map((kind) => `${library} has no ${kind} power, which counts as 0.`),
    ...(results.some(isClocked) ? ["Clock: in registers and at their clock pins, no clock tree."] : []),
  ].join(" ");
}

/** Recorded operands speak for themselves. */
const explained = (operands: string, seed: number): string =>
  isDistribution(operands) ? `: ${distributions[operands]} (seed ${seed})` : "";

const tooSlow = ({ design, meets_clock, clock_mhz }: PowerResult): string[] =>
  meets_clock === false ? [`${design}: its longest path takes longer than a cycle of ${clock_mhz} MHz`] : [];
