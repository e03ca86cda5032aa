import { Command, Option } from "commander";
import { figure, ratio } from "../../report/numbers.js";
import { csvReport, tableFor, type Column } from "../../report/table.js";
import { verifyRtl, type VerifyResult } from "../../sim/icarus/verify.js";
import { verifyMeasure } from "../../sweep/measures/verify.js";
import { loadLibrary } from "../../liberty/load.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import { costColumns } from "../cost.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import type { Timing } from "../../synth/mapping/timings.js";
import type { CacheOptions } from "../cache.js";
import { readDesigns } from "../designs.js";
import { exitCode } from "../exit.js";
import { mismatchReport } from "../mismatches.js";
import {
  cacheOption,
  jsonOption,
  libertyOption,
  markdownOption,
  noCacheOption,
  seedOption,
  timeLimitOption,
  recipeOption,
  timingOption,
  vectorsOption,
} from "../options.js";
import { print, printResult } from "../output.js";
import { Remembered } from "../remembered.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes, type Failed } from "../../library/outcomes.js";

interface Options extends CacheOptions {
  readonly liberty?: string[];
  readonly timeLimit: number;
  readonly timing: Timing;
  readonly recipe: RecipeKind;
  readonly vectors?: number;
  readonly seed: number;
  readonly output: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly markdown?: boolean;
}

interface Compared {
  readonly design: string;
  readonly verification: VerifyResult;
  readonly synthesis: SynthesisResult;
}

export const command = new Command("compare")
  .description("verify and synthesise several designs, side by side, each with its ratio to the first")
  .argument("<design...>", "for example PositMult PlamMult n=16 es=1")
  .addOption(libertyOption())
  .addOption(vectorsOption())
  .addOption(seedOption())
  .addOption(timeLimitOption())
  .addOption(timingOption())
  .addOption(recipeOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .option("-o, --output <folder>", "where to leave waveforms of mismatches", "rtl-out")
  .addOption(jsonOption().conflicts(["csv", "markdown"]))
  .addOption(new Option("--csv", "print CSV").conflicts("markdown"))
  .addOption(markdownOption())
  .action(async (words: string[], options: Options) => {
    const library = await loadLibrary(options.liberty);
    const { vectors, seed, timeLimit, timing, recipe, output: vcdFolder } = options;
    const remembered = await Remembered.open(options, { library, vectors, seed, timeLimit, timing, recipe });
    const designs = await readDesigns(words, { library, timeLimit, synthesize: remembered.synthesize });
    const outcomes = await forEachDesign("compare", designs, async (design, report) => {
      const [verification, synthesis] = await Promise.all([
        remembered.obtain(verifyMeasure, design, () =>
          verifyRtl(design, {
            vectors,
            seed,
            timeLimit,
            vcdFolder,
            onProgress: (done, total) => {
              report(done / total / 2);
            },
          }),
        ),
        remembered.synthesize(design),
      ]);
      return { design: design.spec, verification, synthesis };
    });
    if (options.csv === true) print(csvReport(outcomes.map(record)));
    else
      printResult(options.json === true, { designs: outcomes.map(withRatios(outcomes)) }, () =>
        text(outcomes, options),
      );
    process.exitCode = exitCode(
      outcomes.map((outcome) => ({
        wrong: !isFailed(outcome) && outcome.verification.verdict === "fail",
        failed: isFailed(outcome),
      })),
    );
  });

type Outcome = Compared | Failed;

/** Ratios to the first design of the comparison. */
function ratios(synthesis: SynthesisResult, first: SynthesisResult) {
  const over = (value: number | null, base: number | null): number | null =>
    value === null || base === null || base === 0 ? null : Number((value / base).toFixed(4));
  return {
    area_ratio: over(synthesis.nand2_equivalents, first.nand2_equivalents),
    delay_ratio: over(synthesis.delay_ns ?? synthesis.delay_fo4, first.delay_ns ?? first.delay_fo4),
    area_delay_ratio: over(
      synthesis.area_delay_product_um2_ns ?? synthesis.area_delay_product_nand2_fo4,
      first.area_delay_product_um2_ns ?? first.area_delay_product_nand2_fo4,
    ),
  };
}

const withRatios = (outcomes: readonly Outcome[]) => {
  const [first] = sortOutcomes(outcomes).results;
  return (outcome: Outcome): object =>
    isFailed(outcome) || first === undefined
      ? outcome
      : { ...outcome, ...ratios(outcome.synthesis, first.synthesis) };
};

/** One flat line of the CSV: the fields of the JSON that hold one value. */
function record(outcome: Outcome): Record<string, unknown> {
  if (isFailed(outcome)) return { ...outcome };
  const { design, verification, synthesis } = outcome;
  const { verdict, vectors, mismatches, exhaustive, simulator } = verification;
  return {
    design,
    verdict,
    vectors,
    mismatches,
    exhaustive,
    area_um2: synthesis.area_um2,
    nand2_equivalents: synthesis.nand2_equivalents,
    delay_ns: synthesis.delay_ns,
    delay_fo4: synthesis.delay_fo4,
    area_delay_product_um2_ns: synthesis.area_delay_product_um2_ns,
    area_delay_product_nand2_fo4: synthesis.area_delay_product_nand2_fo4,
    cells: synthesis.cells,
    logic_depth: synthesis.logic_depth,
    recipe: synthesis.recipe.name,
    library: synthesis.library.name,
    yosys: synthesis.yosys,
    simulator,
  };
}

function text(outcomes: readonly Outcome[], { markdown }: Options): string {
  const { results: rows, failures } = sortOutcomes(outcomes);
  const [first] = rows;
  if (first === undefined) return failures.join("\n");
  const columns = columnsFor(rows, first);
  const table = tableFor(markdown)(columns, rows);
  const { synthesis, verification } = first;
  const made = `${synthesis.library.name}, ${synthesis.yosys}, delays by ${synthesis.delay_source}; ${verification.simulator}. Ratios are to the first row.`;
  const wrong = rows.filter((row) => row.verification.verdict === "fail");
  return [table, made, ...wrong.map((row) => mismatchReport(row.verification)), ...failures].join("\n\n");
}

function columnsFor(rows: readonly Compared[], first: Compared): Column<Compared>[] {
  const costs = costColumns(rows.map(({ synthesis }) => synthesis)).flatMap(({ title, value, decimals }) => [
    { title, align: "right" as const, cell: ({ synthesis }: Compared) => figure(value(synthesis), decimals) },
    {
      title: "",
      align: "right" as const,
      cell: ({ synthesis }: Compared) => ratio(value(synthesis), value(first.synthesis)),
    },
  ]);
  return [
    { title: "design", align: "left", cell: ({ design }) => design },
    { title: "verdict", align: "left", cell: ({ verification }) => verification.verdict },
    { title: "mismatches", align: "right", cell: ({ verification }) => figure(verification.mismatches, 0) },
    { title: "vectors", align: "right", cell: ({ verification }) => figure(verification.vectors, 0) },
    ...costs,
  ];
}
