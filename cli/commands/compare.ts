import { Command } from "commander";
import { verifyRtl } from "../../sim/icarus/verify.js";
import { verifyMeasure } from "../../sweep/measures/verify.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import type { Timing } from "../../synth/mapping/timings.js";
import type { CacheOptions } from "../cache.js";
import { comparisonColumns, csvRecord, jsonRecord, refer } from "../comparison.js";
import { madeBy } from "../../synth/mapping/cost.js";
import { readDesigns } from "../designs.js";
import { addForeignOptions, always, readWithForeign, type ForeignFlags } from "../foreign.js";
import { exitCode } from "../exit.js";
import { areasOf } from "../areas-plot.js";
import { checkPlot } from "../plot.js";
import { checkFolder, writeAndPrint, writeWholeTexts } from "../files.js";
import { printForms, table, type FormOptions, type Part } from "../forms.js";
import { mismatchReport } from "../mismatches.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  cacheOption,
  csvOption,
  jsonOption,
  dontUseOption,
  libertyOption,
  markdownOption,
  noCacheOption,
  seedOption,
  timeLimitOption,
  recipeOption,
  timingOption,
  vectorsOption,
} from "../options.js";
import { Remembered } from "../remembered.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes } from "../../library/outcomes.js";

interface Options extends CacheOptions, FormOptions, LibraryOptions, ForeignFlags {
  readonly timeLimit: number;
  readonly timing: Timing;
  readonly recipe: RecipeKind;
  readonly vectors?: number;
  readonly seed: number;
  readonly output: string;
  readonly plot?: string;
}

export const command = addForeignOptions(new Command("compare"))
  .description("verify and synthesise several designs, side by side, with ratios to the first operator")
  .argument("<design...>", "for example PositMult PlamMult n=16 es=1")
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(vectorsOption())
  .addOption(seedOption())
  .addOption(timeLimitOption())
  .addOption(timingOption())
  .addOption(recipeOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .option("-o, --output <folder>", "where to leave waveforms of mismatches", "rtl-out")
  .option("--plot <file>", "write the designs' areas by parts as SVG: decoding, core, encoding, registers")
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(async (words: string[], options: Options, self: Command) => {
    if (self.getOptionValueSource("output") === "cli") checkFolder(options.output);
    checkPlot(options.plot);
    const library = await libraryFrom(options);
    const { vectors, seed, timeLimit, timing, recipe, output: vcdFolder } = options;
    const remembered = await Remembered.open(options, { library, vectors, seed, timeLimit, timing, recipe });
    const designs = await readWithForeign(
      words,
      options,
      (others) => readDesigns(others, { library, timeLimit, synthesize: remembered.synthesize }),
      always,
    );
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
    const referred = refer(designs, outcomes);
    const { plot } = options;
    const chart =
      plot === undefined ? [] : [[plot, await areasOf(designs, referred.outcomes, library)] as const];
    await writeAndPrint(
      () => writeWholeTexts(new Map(chart)),
      () => {
        printForms(options, { designs: referred.outcomes.map(jsonRecord) }, () => parts(referred));
      },
    );
    process.exitCode = exitCode(
      outcomes.map((outcome) => ({
        wrong: !isFailed(outcome) && outcome.verification.verdict === "fail",
        failed: isFailed(outcome),
      })),
    );
  });

function parts({ outcomes, said }: ReturnType<typeof refer>): Part[] {
  const { results: rows, failures } = sortOutcomes(outcomes);
  const wrong = rows.filter((row) => row.verification.verdict === "fail");
  return [
    // The CSV has every figure of the designs in their order, failed ones among them.
    { ...table(rows, comparisonColumns(rows)), records: outcomes.map(csvRecord) },
    ...rows
      .slice(0, 1)
      .map(({ synthesis, verification }) => `${madeBy(synthesis)}; ${verification.simulator}. ${said}`),
    ...wrong.map((row) => mismatchReport(row.verification)),
    ...failures,
  ];
}
