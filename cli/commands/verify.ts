import { Command } from "commander";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";
import { checkLevels, type Check, type FailedCheck } from "../../library/verify-levels.js";
import { checkTrace, refuseOtherLevels } from "../../library/verify-trace.js";
import { readTrace } from "../../operands/trace-file.js";
import { checkReport } from "../check-report.js";
import { printForms, type FormOptions } from "../forms.js";
import { readDesigns } from "../designs.js";
import { exitCode } from "../exit.js";
import { checkFolder } from "../files.js";
import { addForeignOptions, never, readWithForeign, type ForeignFlags } from "../foreign.js";
import { levelOption } from "../levels.js";
import type { Level } from "../../sim/level.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  csvOption,
  jsonOption,
  dontUseOption,
  libertyOption,
  markdownOption,
  proofTimeOption,
  recipeOption,
  seedOption,
  timeLimitOption,
  vectorsOption,
} from "../options.js";
import { forEachDesign } from "../work.js";
import { RequestError } from "../../tools/errors.js";
import { isFailed } from "../../library/outcomes.js";

interface Options extends FormOptions, LibraryOptions, ForeignFlags {
  readonly level: readonly Level[];
  readonly vectors?: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly proofTime: number;
  readonly recipe: RecipeKind;
  readonly output: string;
  readonly trace?: string;
}

export const command = addForeignOptions(new Command("verify"))
  .description("check each design: its RTL, its gates, by proof, on every operand")
  .argument("<design...>", "for example PositMult n=16 es=1")
  .addOption(levelOption())
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(recipeOption())
  .addOption(vectorsOption())
  .addOption(seedOption())
  .addOption(timeLimitOption())
  .addOption(proofTimeOption())
  .option("--trace <file>", "run the sums that 'tapir infer --trace' has recorded, in place of vectors")
  .option("-o, --output <folder>", "where to leave waveforms of mismatches", "rtl-out")
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(
    async (
      words: string[],
      { level, output: vcdFolder, trace: path, ...options }: Options,
      self: Command,
    ) => {
      if (self.getOptionValueSource("output") === "cli") checkFolder(vcdFolder);
      if (path !== undefined && options.as !== undefined)
        throw new RequestError("--trace runs sums of our accumulators, and --as files that are none");
      if (path !== undefined) refuseOtherLevels(level);
      const recorded = path === undefined ? null : { path, trace: readTrace(path) };
      const library = await libraryFrom(options);
      const { timeLimit, recipe } = options;
      const designs = await readWithForeign(
        words,
        options,
        (others) => readDesigns(others, { library, timeLimit, recipe }),
        never,
      );
      const outcomes = await forEachDesign("verify", designs, async (design, report) => {
        const synthesize = () => synthesizeDesign(design, { library, timeLimit, recipe });
        const checking = { ...options, library, vcdFolder };
        return recorded === null
          ? checkLevels(design, level, synthesize, checking, report)
          : checkTrace(design, recorded, level, synthesize, checking, report);
      });
      const checks = outcomes.flatMap((outcome) =>
        isFailed(outcome)
          ? level.map((each) => ({ ...outcome, level: each, verdict: "no verdict" as const }))
          : outcome,
      );
      printForms(options, { designs: checks }, () => checkReport(checks));
      process.exitCode = exitCode(checks.map(weigh));
    },
  );

/** Undecided and not applicable are neither good nor bad: they stand in the table and leave the exit code alone. */
const weigh = (check: Check | FailedCheck) => ({
  wrong: check.verdict === "fail" || check.verdict === "refuted",
  failed: isFailed(check),
});
