import { Command } from "commander";
import { pathChart } from "../../report/charts/path-bars.js";
import { figure, quantity } from "../../report/numbers.js";
import { hiddenColumn, numberColumn, textColumn, type Column } from "../../report/table.js";
import type { PathEnd, PathStep } from "../../synth/sta/critical-path.js";
import { openStaVersion } from "../../synth/sta/opensta.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import { checkClock, timingOf, type TimingResult } from "../../synth/timing.js";
import { RequestError } from "../../tools/errors.js";
import type { CacheOptions } from "../cache.js";
import { readDesigns } from "../designs.js";
import { addForeignOptions, never, readWithForeign, type ForeignFlags } from "../foreign.js";
import { exitCode } from "../exit.js";
import { writeAndPrint, writeWholeTexts } from "../files.js";
import { checkPlot } from "../plot.js";
import { failed, printForms, table, type FormOptions, type Part } from "../forms.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  cacheOption,
  csvOption,
  jsonOption,
  dontUseOption,
  libertyOption,
  markdownOption,
  noCacheOption,
  recipeOption,
  timeLimitOption,
  wantedClockOption,
} from "../options.js";
import { Remembered } from "../remembered.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes } from "../../library/outcomes.js";

interface Options extends CacheOptions, FormOptions, LibraryOptions, ForeignFlags {
  readonly clock?: number;
  readonly plot?: string;
  readonly recipe: RecipeKind;
  readonly timeLimit: number;
}

export const command = addForeignOptions(new Command("timing"))
  .description("the longest path of each design, step by step, with the RTL's names; by OpenSTA")
  .argument("<design...>", "for example PositMult n=32 es=2 stages=3")
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(recipeOption())
  .addOption(wantedClockOption())
  .addOption(timeLimitOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .option("--plot <file>", "write one design's path as bars, an SVG")
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(async (words: string[], options: Options) => {
    const { clock, timeLimit, recipe, plot } = options;
    checkPlot(plot);
    const library = await libraryFrom(options);
    checkClock(library, clock);
    // If OpenSTA is missing, better hear it before anything is synthesised.
    await openStaVersion();
    const { synthesize } = await Remembered.open(options, {
      library,
      timeLimit,
      recipe,
      timing: "opensta",
    });
    const designs = await readWithForeign(
      words,
      options,
      (others) => readDesigns(others, { library, timeLimit, synthesize }),
      never,
    );
    if (plot !== undefined && designs.length > 1)
      throw new RequestError(`--plot shows one design, and there are ${designs.length}`);
    const outcomes = await forEachDesign("timing", designs, async (design) =>
      timingOf(design, await synthesize(design), clock),
    );
    const charts = sortOutcomes(outcomes).results.flatMap((result) =>
      plot === undefined ? [] : [[plot, chartOf(result)] as const],
    );
    await writeAndPrint(
      () => writeWholeTexts(new Map(charts)),
      () => {
        printForms(
          options,
          { designs: outcomes },
          () => {
            const { results } = sortOutcomes(outcomes);
            const [first] = results;
            const made = first === undefined ? [] : [`\n${first.library}, ${first.yosys}, ${first.tool}`];
            return [...results.flatMap(parts), ...made, failed(outcomes)];
          },
          "\n",
        );
      },
    );
    process.exitCode = exitCode(outcomes.map((outcome) => ({ wrong: false, failed: isFailed(outcome) })));
  });

function chartOf(result: TimingResult): string {
  const { design, path, library, yosys, tool, delay_ns } = result;
  const ends = `from ${endText(path.start)} to ${endText(path.end)}; ${summary(result)}`;
  return pathChart(
    `Longest path of ${design}`,
    [ends, `${library}, ${yosys}, ${tool}`],
    unitOf({ delay_ns })[0],
    path.steps.map((step) => ({
      name: [step.cell ?? "(port)", ...(step.signal === null ? [] : [step.signal])].join("  "),
      arrival: step.arrival_ns ?? step.arrival_fo4 ?? 0,
      increment: step.increment_ns ?? step.increment_fo4 ?? 0,
    })),
  );
}

/** One design's path: its two ends, a table of its steps, and a line with delay, period and slack. */
function parts(result: TimingResult, at: number): Part[] {
  const { design, path } = result;
  const heading = `${at === 0 ? "" : "\n"}${design}: from ${endText(path.start)} to ${endText(path.end)}`;
  return [heading, table(path.steps, columnsFor(result)), summary(result)];
}

const endText = ({ kind, name }: PathEnd): string => `${kind} ${name}`;

function columnsFor({ design, delay_ns, library, yosys, tool }: TimingResult): Column<PathStep>[] {
  const [unit, decimals] = unitOf({ delay_ns });
  const [arrival, increment] =
    delay_ns === null
      ? (["arrival_fo4", "increment_fo4"] as const)
      : (["arrival_ns", "increment_ns"] as const);
  return [
    hiddenColumn("design", () => design),
    numberColumn(`at ${unit}`, arrival, decimals, (step) => step[arrival]),
    numberColumn(`+ ${unit}`, increment, decimals, (step) => step[increment]),
    textColumn("edge", "edge", ({ edge }) => edge),
    textColumn(
      "cell",
      "cell",
      ({ cell }) => cell ?? "(port)",
      ({ cell }) => cell,
    ),
    numberColumn("fanout", "fanout", 0, ({ fanout }) => fanout),
    ...(delay_ns === null ? [] : [numberColumn("load fF", "load_ff", 1, ({ load_ff }: PathStep) => load_ff)]),
    textColumn("signal", "signal", ({ signal }) => signal ?? ""),
    hiddenColumn("library", () => library),
    hiddenColumn("yosys", () => yosys),
    hiddenColumn("tool", () => tool),
  ];
}

const unitOf = ({ delay_ns }: Pick<TimingResult, "delay_ns">): readonly [unit: string, decimals: number] =>
  delay_ns === null ? ["FO4", 2] : ["ns", 3];

/** `delay 0.769 ns, setup 0.031 ns: period 0.800 ns, 1,250 MHz; 1.200 ns to spare at 500 MHz` */
function summary(result: TimingResult): string {
  const { path, clock_mhz, slack_ns, max_frequency_mhz } = result;
  const [unit, decimals] = unitOf(result);
  const time = (ns: number | null, fo4: number | null) => `${quantity(ns ?? fo4, decimals)} ${unit}`;
  const delay = `delay ${time(result.delay_ns, result.delay_fo4)}`;
  const setup = `setup ${time(path.setup_ns, path.setup_fo4)}`;
  const period = `period ${time(result.min_period_ns, result.min_period_fo4)}`;
  const frequency = max_frequency_mhz === null ? [] : [`${figure(max_frequency_mhz, 0)} MHz`];
  const times = `${path.end.kind === "register" ? `${delay}, ${setup}` : delay}: ${[period, ...frequency].join(", ")}`;
  if (slack_ns === null) return times;
  const slack = `${figure(Math.abs(slack_ns), 3)} ns ${slack_ns < 0 ? "too long" : "to spare"}`;
  return `${times}; ${slack} at ${figure(clock_mhz, 0)} MHz`;
}
