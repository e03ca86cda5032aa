import { Command } from "commander";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";
import { checkLevels, type Check, type FailedCheck } from "../../library/verify-levels.js";
import { checkReport } from "../check-report.js";
import { printForms, type FormOptions } from "../forms.js";
import { readDesigns } from "../designs.js";
import { exitCode } from "../exit.js";
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
import { isFailed } from "../../library/outcomes.js";

interface Options extends FormOptions, LibraryOptions {
  readonly level: readonly Level[];
  readonly vectors?: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly proofTime: number;
  readonly recipe: RecipeKind;
  readonly output: string;
}

export const command = new Command("verify")
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
  .option("-o, --output <folder>", "where to leave waveforms of mismatches", "rtl-out")
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(async (words: string[], { level, output: vcdFolder, ...options }: Options) => {
    const library = await libraryFrom(options);
    const { timeLimit, recipe } = options;
    const designs = await readDesigns(words, { library, timeLimit, recipe });
    const outcomes = await forEachDesign("verify", designs, async (design, report) => {
      const synthesize = () => synthesizeDesign(design, { library, timeLimit, recipe });
      return checkLevels(design, level, synthesize, { ...options, library, vcdFolder }, report);
    });
    const checks = outcomes.flatMap((outcome) =>
      isFailed(outcome)
        ? level.map((each) => ({ ...outcome, level: each, verdict: "no verdict" as const }))
        : outcome,
    );
    printForms(options, { designs: checks }, () => checkReport(checks));
    process.exitCode = exitCode(checks.map(weigh));
  });

/** Undecided and not applicable are neither good nor bad: they stand in the table and leave the exit code alone. */
const weigh = (check: Check | FailedCheck) => ({
  wrong: check.verdict === "fail" || check.verdict === "refuted",
  failed: isFailed(check),
});
