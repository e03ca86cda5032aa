import { Command, Option } from "commander";
import { csvReport, tableFor } from "../../report/table.js";
import { verifyRtl } from "../../sim/icarus/verify.js";
import { verifyMeasure } from "../../sweep/measures/verify.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import type { Timing } from "../../synth/mapping/timings.js";
import type { CacheOptions } from "../cache.js";
import { comparisonColumns, csvRecord, jsonRecord, refer } from "../comparison.js";
import { readDesigns } from "../designs.js";
import { exitCode } from "../exit.js";
import { mismatchReport } from "../mismatches.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  cacheOption,
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
import { print, printResult } from "../output.js";
import { Remembered } from "../remembered.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes } from "../../library/outcomes.js";

interface Options extends CacheOptions, LibraryOptions {
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

export const command = new Command("compare")
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
  .addOption(jsonOption().conflicts(["csv", "markdown"]))
  .addOption(new Option("--csv", "print CSV").conflicts("markdown"))
  .addOption(markdownOption())
  .action(async (words: string[], options: Options) => {
    const library = await libraryFrom(options);
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
    const referred = refer(designs, outcomes);
    if (options.csv === true) print(csvReport(referred.outcomes.map(csvRecord)));
    else
      printResult(options.json === true, { designs: referred.outcomes.map(jsonRecord) }, () =>
        text(referred, options.markdown),
      );
    process.exitCode = exitCode(
      outcomes.map((outcome) => ({
        wrong: !isFailed(outcome) && outcome.verification.verdict === "fail",
        failed: isFailed(outcome),
      })),
    );
  });

function text({ outcomes, said }: ReturnType<typeof refer>, markdown?: boolean): string {
  const { results: rows, failures } = sortOutcomes(outcomes);
  const [first] = rows;
  if (first === undefined) return failures.join("\n");
  const table = tableFor(markdown)(comparisonColumns(rows), rows);
  const { synthesis, verification } = first;
  const made = `${synthesis.library.name}, ${synthesis.yosys}, delays by ${synthesis.delay_source}; ${verification.simulator}. ${said}`;
  const wrong = rows.filter((row) => row.verification.verdict === "fail");
  return [table, made, ...wrong.map((row) => mismatchReport(row.verification)), ...failures].join("\n\n");
}
