import type { Objective } from "../generators/operator.js";
import { RequestError } from "../tools/errors.js";
import { ToolError } from "../tools/tool.js";
import { better, describe, type Chosen, type Timed } from "./chosen.js";
import type { Library } from "./liberty/library.js";
import { mapDesign, type Mapped } from "./map.js";
import { recipeFor } from "./recipe.js";
import { waysOf, type RecipeKind } from "./recipes.js";
import type { SynthesisResult } from "./result.js";
import { openStaDelay } from "./opensta.js";
import type { Timing } from "./timings.js";
import { findYosys } from "./yosys.js";

/** What is to be synthesised. */
export interface SynthesisJob {
  /** The design as a person writes it, for the report. */
  readonly design: string;
  readonly verilog: string;
  /** The name of the Verilog module. */
  readonly top: string;
  /** The port of its clock; null or left out where it has no registers. */
  readonly clock?: string | null;
}

export interface SynthesisOptions {
  readonly library: Library;
  readonly objective: Objective;
  /** Default `reference`. */
  readonly recipe?: RecipeKind | undefined;
  /** Seconds that each of the Yosys runs may take. */
  readonly timeLimit: number;
  /** Default `abc`. */
  readonly timing?: Timing | undefined;
  /** Which Yosys: see `findYosys`. */
  readonly yosys?: string;
}

/**
 * Maps a design to a library's cells in all the ways of a recipe, with and without Yosys' own ABC script first, and the
 * best netlist is kept: least area, least delay, or for `balanced` the least product of both.
 * @throws {ToolError} Yosys or OpenSTA is missing, fails or takes too long
 * @throws {RequestError} the design cannot be made of the library's cells
 */
export async function synthesize(job: SynthesisJob, options: SynthesisOptions): Promise<SynthesisResult> {
  const start = performance.now();
  return describe(job, await chooseNetlist(job, options), options, start);
}

/** The best netlist of those that a recipe makes; throws what `synthesize` does. */
export async function chooseNetlist(job: SynthesisJob, options: SynthesisOptions): Promise<Chosen> {
  if (!/^\w+$/.test(job.top)) throw new RequestError(`${job.top} is no plain Verilog module name`);
  const { library, objective, timing = "abc" } = options;
  const yosys = await findYosys(options.yosys);
  const outcomes = await Promise.allSettled(
    waysOf(options.recipe ?? "reference", objective).map((way) => {
      const recipe = recipeFor(way, job.top, library);
      return mapDesign(job.verilog, job.top, recipe, library, (args, cwd) =>
        yosys.run(args, { cwd, timeLimit: options.timeLimit }),
      );
    }),
  );
  const { netlists: mapped, warnings } = finished(outcomes);
  const netlists: readonly Timed[] =
    timing === "abc" ? mapped : await Promise.all(mapped.map((each) => analysed(each, job, options)));
  const best = netlists.reduce((a, b) => better(a, b, objective));
  return {
    netlist: best,
    yosys: yosys.version,
    timing,
    complete: netlists.length === outcomes.length,
    warnings: [...best.warnings, ...warnings],
  };
}

/** A netlist with its delay by OpenSTA, and the period of its clock. */
export async function analysed(
  mapped: Mapped,
  job: SynthesisJob,
  options: Pick<SynthesisOptions, "library" | "timeLimit">,
): Promise<Timed> {
  const clock = job.clock ?? null;
  const synthesis = { netlist: mapped.netlist, module: job.top };
  const { delay, minPeriod, path } = await openStaDelay(synthesis, { ...options, clock });
  return { ...mapped, delay, path, ...(clock !== null && { minPeriod }) };
}

/**
 * The netlists there are: one run that takes too long does not spoil the other.
 * @throws whatever else went wrong with a run, or that none finished
 */
function finished(outcomes: readonly PromiseSettledResult<Mapped>[]) {
  const netlists: Mapped[] = [];
  const slow: ToolError[] = [];
  for (const outcome of outcomes)
    if (outcome.status === "fulfilled") netlists.push(outcome.value);
    else if (outcome.reason instanceof ToolError && outcome.reason.failure === "timed out")
      slow.push(outcome.reason);
    else throw outcome.reason;
  if (netlists.length === 0) throw slow[0] ?? new RangeError("no runs");
  return { netlists, warnings: slow.map(({ message }) => `one of ${outcomes.length} runs: ${message}`) };
}
