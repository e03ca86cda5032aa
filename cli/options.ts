import { InvalidArgumentError, Option } from "commander";
import { mostSamples } from "../error-metrics/limits.js";
import { distributionNames, usualPowerVectors } from "../operands/distributions.js";
import { mostSeed } from "../operands/random.js";
import { figure } from "../report/numbers.js";
import { mostVectors } from "../sim/vectors/budget.js";
import { fpgaNames } from "../synth/fpga/targets.js";
import { recipes } from "../synth/mapping/recipes.js";
import { timings } from "../synth/mapping/timings.js";

/** Options that several subcommands share. */
export const jsonOption = (): Option =>
  new Option("--json", "print one JSON document and nothing else").conflicts(["csv", "markdown"]);

export const csvOption = (): Option =>
  new Option("--csv", "print the table as CSV, figures unrounded").conflicts("markdown");

export const markdownOption = (): Option => new Option("--markdown", "print the table in Markdown");

export const libertyOption = (): Option =>
  new Option(
    "--liberty <file>",
    "cell library, .gz too, or 'generic'; given several times, they are merged; default: OSU 180 nm where installed, else generic",
  ).argParser((file: string, others: readonly string[] | undefined) => [...(others ?? []), file]);

export const dontUseOption = (): Option =>
  new Option(
    "--dont-use <cells>",
    "cells of the library not to use, * and ? for any part of a name: '*x1p*,SDF*'; may be given several times",
  ).argParser((names: string, others: readonly string[] | undefined) => [
    ...(others ?? []),
    ...names.split(",").map((name) => name.trim()),
  ]);

/** Seconds that each run of a tool may take, where nothing else is asked for. */
export const usualTimeLimit = 600;

export const timeLimitOption = (): Option =>
  measure("--time-limit <seconds>", "for each run of a tool", "seconds").default(usualTimeLimit);

export const recipeOption = (): Option =>
  new Option(
    "--recipe <kind>",
    "reference: what published cores were measured with; best: the best of several, which takes longer; retimed: pipelines' registers between mapped gates",
  )
    .choices(recipes)
    .default("reference");

export const maxDelayOption = (
  description = "longest delay, of a pipeline longest period: the smallest netlist of the recipe best that keeps it; by OpenSTA",
): Option => measure("--max-delay <ns>", description, "ns").conflicts("explore");

/** No operator has as many. */
const mostVariants = 1_000_000;

/** Of an exploration. */
export const budgetOption = (): Option =>
  new Option(
    "--budget <time>",
    "with --explore: begin no more variants after 90 (seconds), 10m or 2h; the front is then partial",
  ).argParser(duration);

export const variantsOption = (): Option =>
  wholeNumber("--variants <count>", "with --explore: the most variants to try", mostVariants, 1);

export const timingOption = (): Option =>
  new Option("--timing <tool>", "who measures delays: ABC as it maps, or OpenSTA afterwards")
    .choices(timings)
    .default("abc");

export const proofTimeOption = (seconds = 120): Option =>
  measure(
    "--proof-time <seconds>",
    "for each formal proof, which is undecided after that",
    "seconds",
  ).default(seconds);

export const vectorsOption = (): Option =>
  wholeNumber(
    "--vectors <count>",
    "most vectors where there are too many to try all (default: about 110000, fewer for large datapaths)",
    mostVectors,
    1,
  );

export const seedOption = (): Option =>
  wholeNumber("--seed <number>", "seed of the random vectors", mostSeed).default(1);

export const samplesOption = (): Option =>
  wholeNumber(
    "--samples <count>",
    "random operands; as many more look for the worst errors",
    mostSamples,
    1,
  ).default(100_000);

export const cacheOption = (): Option =>
  new Option(
    "--cache <folder>",
    "where results are kept between runs; default: $XDG_CACHE_HOME/tapir or ~/.cache/tapir",
  );

export const noCacheOption = (): Option => new Option("--no-cache", "measure everything anew, keep nothing");

/** A sweep's. */
export const shardOption = (): Option =>
  new Option(
    "--shard <i/n>",
    "measure only the i-th of n parts of about equal cost; 'tapir report' joins what their --json writes",
  ).argParser((text) => {
    const [, index = "", of = ""] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
    if (Number(index) < 1 || Number(index) > Number(of))
      throw new InvalidArgumentError(
        `shard is ${text}; it must be a part and their number, 1/8 to 8/8, at most 9999 of them.`,
      );
    return { index: Number(index), of: Number(of) };
  });

export const onOption = (): Option =>
  new Option(
    "--on <engine>",
    "measure on a cluster by Slurm, or in processes of this machine; the cache must be where all of them see it",
  ).choices(["slurm", "processes"]);

export const tasksOption = (): Option =>
  wholeNumber("--tasks <count>", "with --on: into how many tasks to divide the work", 100_000, 1);

export const sbatchOption = (): Option =>
  new Option(
    "--sbatch <options>",
    "with --on slurm: options of sbatch for every task: '-p short --mem=4G -t 2:00:00'",
  );

export const detachOption = (): Option =>
  new Option("--detach", "with --on slurm: do not wait; the same command without it collects the results");

export const dryRunOption = (): Option =>
  new Option("--dry-run", "with --on: print script and plan, and start nothing");

export const mutantsOption = (): Option =>
  wholeNumber("--mutants <count>", "most mutants of the RTL to try", 1_000_000).default(2000);

export const targetOption = (): Option =>
  new Option("--target <kind>", "a cell library or a family of FPGAs")
    .choices(["asic", ...fpgaNames])
    .default("asic");

export const clockOption = (): Option =>
  measure("--clock <MHz>", "frequency that designs run at", "MHz").default(100);

export const wantedClockOption = (): Option =>
  measure("--clock <MHz>", "frequency to be reached; default: the design's own, where it has one", "MHz");

export const operandsOption = (): Option =>
  new Option("--operands <distribution>", "distribution of the operands whose switching is counted")
    .choices(distributionNames)
    .default("uniform");

export const glitchesOption = (): Option =>
  new Option(
    "--glitches",
    "count glitches too: nets change after their gates' delays, by OpenSTA, perhaps several times a cycle",
  ).default(false);

export const powerVectorsOption = (): Option =>
  wholeNumber("--vectors <count>", "operands to simulate, one a clock cycle", mostVectors, 1).default(
    usualPowerVectors,
  );

/** An option of a whole number; help and error say how small and large it may be. */
export const wholeNumber = (flags: string, description: string, most: number, least = 0): Option =>
  new Option(flags, `${description}; ${least} to ${figure(most, 0)}`).argParser((text) => {
    if (!/^\d{1,15}$/.test(text) || Number(text) > most || Number(text) < least)
      throw new InvalidArgumentError(
        `${nameOf(flags)} is ${text}; it must be a whole number from ${least} to ${figure(most, 0)}.`,
      );
    return Number(text);
  });

/** `90`, `90s`, `10m` or `1.5h`, in seconds. */
function duration(text: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)(s|m|min|h)?$/.exec(text) ?? [];
  const seconds = Number(number) * ({ m: 60, min: 60, h: 3600 }[unit] ?? 1);
  if (number === "" || seconds === 0)
    throw new InvalidArgumentError(`budget is ${text}; it must be a time: 90 (seconds), 10m or 2h.`);
  return seconds;
}

/** An option of a measure above 0 in a unit. */
const measure = (flags: string, description: string, unit: string): Option =>
  new Option(flags, `${description}; at most ${figure(mostOfUnit, 0)}`).argParser((text) => {
    const value = Number(text);
    if (!(value > 0) || value > mostOfUnit)
      throw new InvalidArgumentError(
        `${nameOf(flags)} is ${text}; it must be a number of ${unit} above 0, at most ${figure(mostOfUnit, 0)}.`,
      );
    return value;
  });

/** Of seconds, ns, MHz. */
const mostOfUnit = 1_000_000;

/** `--time-limit <seconds>`: time-limit. */
const nameOf = (flags: string): string => /--([\w-]+)/.exec(flags)?.[1] ?? flags;
