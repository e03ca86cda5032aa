import { Command, Option } from "commander";
import pLimit from "p-limit";
import type { Design } from "../../generators/design.js";
import { parseDesigns } from "../../generators/request.js";
import { errorCurveChart } from "../../report/charts/error-curve.js";
import { heatmapChart } from "../../report/charts/heatmap.js";
import { histogramChart } from "../../report/charts/histogram.js";
import { figure } from "../../report/numbers.js";
import { operandKinds, type OperandKind } from "../../error-metrics/operands.js";
import { exhaustiveErrors } from "../../error-metrics/exhaustive/run.js";
import { errorStatisticsInThread } from "../../error-metrics/thread.js";
import { exactModel, type ErrorStatistics } from "../../error-metrics/sampled.js";
import { layoutOf } from "../../operands/word.js";
import { RequestError } from "../../tools/errors.js";
import { errorReport, operandsText } from "../error-report.js";
import { failed, printForms, type FormOptions } from "../forms.js";
import { addForeignOptions, readWithForeign, type ForeignFlags } from "../foreign.js";
import { exitCode } from "../exit.js";
import { checkEnding } from "../file-format.js";
import { checkTargets, writeAndPrint, writeWholeTexts } from "../files.js";
import { csvOption, jsonOption, markdownOption, samplesOption, seedOption } from "../options.js";
import { say } from "../output.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes } from "../../library/outcomes.js";

interface Options extends FormOptions, ForeignFlags {
  readonly operands: OperandKind;
  readonly samples: number;
  readonly seed: number;
  readonly histogram?: string;
  readonly heatmap?: string;
  readonly plot?: string;
  readonly exhaustive?: boolean;
}

export const command = addForeignOptions(new Command("error"))
  .description("how far each approximate design is from the exact result")
  .argument("<design...>", "for example MitchwMult n=32 w=4,6,8")
  .addOption(
    new Option(
      "--operands <kind>",
      "uniform: every pattern equally likely, all of them up to 20 bits; normal: values about zero; corners: each port's",
    )
      .choices(operandKinds)
      .default("uniform"),
  )
  .addOption(samplesOption())
  .addOption(seedOption())
  .option("--exhaustive", "all operands: up to 32 input bits, without fast models up to 26")
  .option("--histogram <file>", "write the distribution of one design's relative error as SVG")
  .option("--heatmap <file>", "write one design's mean relative error over x and y as SVG")
  .option("--plot <file>", "write one design's relative error over log2 of x, and by regime, as SVG")
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(async (words: string[], options: Options, self: Command) => {
    const { operands, samples, seed, histogram, heatmap, plot, exhaustive } = options;
    const designs = await readWithForeign(
      words,
      options,
      parseDesigns,
      // an exact design has no errors
      (as) => exactModel(as) !== undefined,
    );
    checkCharts(options, designs.length);
    if (exhaustive === true) checkExhaustive(self);
    // A run on all operands takes all cores: one design at a time.
    const oneByOne = pLimit(1);
    const outcomes = await forEachDesign("error", designs, (design, onProgress) =>
      exhaustive === true
        ? oneByOne(() => exhaustiveErrors(design, { onProgress, onEstimate: sayIfLong(design) }))
        : errorStatisticsInThread(design, {
            operands,
            samples,
            seed,
            histogram: histogram !== undefined,
            heatmap: heatmap !== undefined,
            curve: plot !== undefined,
          }),
    );
    const { results } = sortOutcomes(outcomes);
    await writeAndPrint(
      () => writeWholeTexts(new Map(results.flatMap((result) => charts(result, options)))),
      () => {
        printForms(options, { designs: outcomes }, () => [...errorReport(results), failed(outcomes)]);
      },
    );
    process.exitCode = exitCode(outcomes.map((outcome) => ({ wrong: false, failed: isFailed(outcome) })));
  });

const chartOptions = ["histogram", "heatmap", "plot"] as const;

/** Options that say which operands to draw. */
const ofSamples = ["operands", "samples", "seed", ...chartOptions] as const;

/** @throws {RequestError} an option that makes no sense with `--exhaustive` was given */
function checkExhaustive(self: Command): void {
  const idle = ofSamples.find((option) => self.getOptionValueSource(option) === "cli");
  if (idle === undefined) return;
  const isChart = chartOptions.some((option) => option === idle);
  throw new RequestError(
    isChart
      ? `--${idle} is drawn of up to 20 input bits, or of samples: leave out --exhaustive`
      : `--${idle} says which operands to draw, and --exhaustive takes them all: leave out the one or the other`,
  );
}

/** A run of more seconds says beforehand how long it will take. */
const long_s = 10;

const sayIfLong =
  ({ spec, core }: Design) =>
  (seconds: number, threads: number): void => {
    if (seconds < long_s) return;
    const count = figure(2 ** layoutOf(core.ports, "input").width, 0);
    const time = seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
    say(`tapir: ${spec}: all ${count} operands, about ${time} on ${threads} threads\n`);
  };

/** @throws {RequestError} there are not one design and a file for each chart, named like one */
function checkCharts(options: Options, designs: number): void {
  const asked = chartOptions.flatMap((option) => {
    const path = options[option];
    return path === undefined ? [] : [[`--${option}`, path] as const];
  });
  for (const [option, path] of asked) checkEnding(option, path, "SVG");
  if (asked.length === 0) return;
  if (designs > 1)
    throw new RequestError(`--plot, --histogram and --heatmap show one design, and there are ${designs}`);
  checkTargets(asked);
}

/** Each chart that was asked for, with its file. */
function charts(result: ErrorStatistics, { histogram, heatmap, plot }: Options): [string, string][] {
  const operands = operandsText(result);
  const counted = `${operands}, ${figure(result.samples, 0)} with an exact result other than 0`;
  const files: [string, string][] = [];
  if (histogram !== undefined && result.histogram)
    files.push([histogram, histogramChart(result.design, counted, result.histogram)]);
  if (heatmap !== undefined && result.heatmap)
    files.push([heatmap, heatmapChart(result.design, operands, result.heatmap)]);
  if (plot !== undefined && result.curve)
    files.push([plot, errorCurveChart(result.design, operands, result.curve, result.regimes)]);
  return files;
}
