import { Command } from "commander";
import { figure } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import type { PathEnd, PathStep } from "../../synth/sta/critical-path.js";
import { openStaVersion } from "../../synth/sta/opensta.js";
import type { RecipeKind } from "../../synth/mapping/recipes.js";
import { checkClock, timingOf, type TimingResult } from "../../synth/timing.js";
import type { CacheOptions } from "../cache.js";
import { readDesigns } from "../designs.js";
import { exitCode } from "../exit.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  cacheOption,
  jsonOption,
  dontUseOption,
  libertyOption,
  markdownOption,
  noCacheOption,
  recipeOption,
  timeLimitOption,
  wantedClockOption,
} from "../options.js";
import { printResult } from "../output.js";
import { Remembered } from "../remembered.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes } from "../../library/outcomes.js";

interface Options extends CacheOptions, LibraryOptions {
  readonly clock?: number;
  readonly recipe: RecipeKind;
  readonly timeLimit: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

export const command = new Command("timing")
  .description("the longest path of each design, step by step, with the RTL's names; by OpenSTA")
  .argument("<design...>", "for example PositMult n=32 es=2 stages=3")
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(recipeOption())
  .addOption(wantedClockOption())
  .addOption(timeLimitOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .addOption(jsonOption())
  .addOption(markdownOption())
  .action(async (words: string[], options: Options) => {
    const { clock, timeLimit, recipe, json, markdown } = options;
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
    const designs = await readDesigns(words, { library, timeLimit, synthesize });
    const outcomes = await forEachDesign("timing", designs, async (design) =>
      timingOf(design, await synthesize(design), clock),
    );
    printResult(json === true, { designs: outcomes }, () => {
      const { results, failures } = sortOutcomes(outcomes);
      const [first] = results;
      const made = first === undefined ? [] : [`${first.library}, ${first.yosys}, ${first.tool}`];
      return [...results.map((result) => text(result, markdown)), ...made, ...failures].join("\n\n");
    });
    process.exitCode = exitCode(outcomes.map((outcome) => ({ wrong: false, failed: isFailed(outcome) })));
  });

/** One design's path: its two ends, a table of its steps, and a line with delay, period and slack. */
function text(result: TimingResult, markdown?: boolean): string {
  const { design, path } = result;
  const heading = `${design}: from ${endText(path.start)} to ${endText(path.end)}`;
  const steps = tableFor(markdown)(columnsFor(result), path.steps);
  return [heading, steps, summary(result)].join(markdown === true ? "\n\n" : "\n");
}

const endText = ({ kind, name }: PathEnd): string => `${kind} ${name}`;

function columnsFor({ delay_ns }: TimingResult): Column<PathStep>[] {
  const [unit, decimals] = unitOf({ delay_ns });
  const right = (title: string, cell: (step: PathStep) => string): Column<PathStep> => ({
    title,
    align: "right",
    cell,
  });
  const isPhysical = delay_ns !== null;
  return [
    right(`at ${unit}`, (step) => figure(isPhysical ? step.arrival_ns : step.arrival_fo4, decimals)),
    right(`+ ${unit}`, (step) => figure(isPhysical ? step.increment_ns : step.increment_fo4, decimals)),
    { title: "edge", align: "left", cell: ({ edge }) => edge },
    { title: "cell", align: "left", cell: ({ cell }) => cell ?? "(port)" },
    right("fanout", ({ fanout }) => figure(fanout, 0)),
    ...(isPhysical ? [right("load fF", ({ load_ff }) => figure(load_ff, 1))] : []),
    { title: "signal", align: "left", cell: ({ signal }) => signal ?? "" },
  ];
}

const unitOf = ({ delay_ns }: Pick<TimingResult, "delay_ns">): readonly [unit: string, decimals: number] =>
  delay_ns === null ? ["FO4", 2] : ["ns", 3];

/** `delay 0.769 ns, setup 0.031 ns: period 0.800 ns, 1,250 MHz; 1.200 ns to spare at 500 MHz` */
function summary(result: TimingResult): string {
  const { path, clock_mhz, slack_ns, max_frequency_mhz } = result;
  const [unit, decimals] = unitOf(result);
  const time = (ns: number | null, fo4: number | null) => `${figure(ns ?? fo4, decimals)} ${unit}`;
  const delay = `delay ${time(result.delay_ns, result.delay_fo4)}`;
  const setup = `setup ${time(path.setup_ns, path.setup_fo4)}`;
  const period = `period ${time(result.min_period_ns, result.min_period_fo4)}`;
  const frequency = max_frequency_mhz === null ? [] : [`${figure(max_frequency_mhz, 0)} MHz`];
  const times = `${path.end.kind === "register" ? `${delay}, ${setup}` : delay}: ${[period, ...frequency].join(", ")}`;
  if (slack_ns === null) return times;
  const slack = `${figure(Math.abs(slack_ns), 3)} ns ${slack_ns < 0 ? "too long" : "to spare"}`;
  return `${times}; ${slack} at ${figure(clock_mhz, 0)} MHz`;
}
