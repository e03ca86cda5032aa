import { InvalidArgumentError, Option } from "commander";
import { distributionNames, usualPowerVectors } from "../operands/distributions.js";
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

export const timeLimitOption = (): Option =>
  new Option("--time-limit <seconds>", "for each run of a tool").argParser(positive).default(600);

export const recipeOption = (): Option =>
  new Option(
    "--recipe <kind>",
    "reference: what published cores were measured with; best: the best of several, which takes longer; retimed: pipelines' registers between mapped gates",
  )
    .choices(recipes)
    .default("reference");

export const maxDelayOption = (): Option =>
  new Option(
    "--max-delay <ns>",
    "longest delay, of a pipeline longest period: the smallest netlist of the recipe best that keeps it; by OpenSTA",
  )
    .argParser(nanoseconds)
    .conflicts("explore");

/** Of an exploration. */
export const budgetOption = (): Option =>
  new Option(
    "--budget <time>",
    "with --explore: begin no more variants after 90 (seconds), 10m or 2h; the front is then partial",
  ).argParser(duration);

export const variantsOption = (): Option =>
  new Option("--variants <count>", "with --explore: the most variants to try").argParser(atLeastOne);

export const timingOption = (): Option =>
  new Option("--timing <tool>", "who measures delays: ABC as it maps, or OpenSTA afterwards")
    .choices(timings)
    .default("abc");

export const proofTimeOption = (seconds = 120): Option =>
  new Option("--proof-time <seconds>", "for each formal proof, which is undecided after that")
    .argParser(positive)
    .default(seconds);

export const vectorsOption = (): Option =>
  new Option(
    "--vectors <count>",
    "most vectors where there are too many to try all (default: about 110000, fewer for large datapaths)",
  ).argParser(natural);

export const seedOption = (): Option =>
  new Option("--seed <number>", "seed of the random vectors").argParser(natural).default(1);

export const samplesOption = (): Option =>
  new Option("--samples <count>", "random operands; as many more look for the worst errors")
    .argParser(natural)
    .default(100_000);

export const cacheOption = (): Option =>
  new Option(
    "--cache <folder>",
    "where results are kept between runs; default: $XDG_CACHE_HOME/tapir or ~/.cache/tapir",
  );

export const noCacheOption = (): Option => new Option("--no-cache", "measure everything anew, keep nothing");

export const mutantsOption = (): Option =>
  new Option("--mutants <count>", "most mutants of the RTL to try").argParser(natural).default(2000);

export const targetOption = (): Option =>
  new Option("--target <kind>", "a cell library or a family of FPGAs")
    .choices(["asic", ...fpgaNames])
    .default("asic");

export const clockOption = (): Option =>
  new Option("--clock <MHz>", "frequency that designs run at").argParser(megahertz).default(100);

export const wantedClockOption = (): Option =>
  new Option(
    "--clock <MHz>",
    "frequency to be reached; default: the design's own, where it has one",
  ).argParser(megahertz);

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
  new Option("--vectors <count>", "operands to simulate, one a clock cycle")
    .argParser(natural)
    .default(usualPowerVectors);

function natural(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return Number(text);
}

function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, 1 or more.");
  return Number(text);
}

/** `90`, `90s`, `10m` or `1.5h`, in seconds. */
function duration(text: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)(s|m|min|h)?$/.exec(text) ?? [];
  const seconds = Number(number) * ({ m: 60, min: 60, h: 3600 }[unit] ?? 1);
  if (number === "" || seconds === 0)
    throw new InvalidArgumentError("It must be a time: 90 (seconds), 10m or 2h.");
  return seconds;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || value > 1e6) throw new InvalidArgumentError("It must be a number of seconds above 0.");
  return value;
}

function nanoseconds(text: string): number {
  const value = Number(text);
  if (!(value > 0) || value > 1e6) throw new InvalidArgumentError("It must be a number of ns above 0.");
  return value;
}

function megahertz(text: string): number {
  const value = Number(text);
  if (!(value > 0) || value > 1e6) throw new InvalidArgumentError("It must be a number of MHz above 0.");
  return value;
}
