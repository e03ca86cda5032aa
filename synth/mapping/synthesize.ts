import type { SynthesisJob } from "./job.js";
import type { Objective } from "../../generators/contract/architecture.js";
import { RequestError } from "../../tools/errors.js";
import { ToolError } from "../../tools/tool.js";
import { better, describe, type Chosen, type Timed } from "./chosen.js";
import { approachDelay, requireTime, smallestWithin } from "./delay-target.js";
import type { Library } from "../../liberty/library.js";
import { mapDesign } from "./map.js";
import type { Mapped } from "./mapped.js";
import { recipeFor } from "./recipe.js";
import { requireRegistersOf } from "./require-registers.js";
import { waysOf, type RecipeKind, type Way } from "./recipes.js";
import type { SynthesisResult } from "./result.js";
import { openStaDelay } from "../sta/opensta.js";
import { requireDelays } from "../sta/require-delays.js";
import type { Timing } from "./timings.js";
import { findYosys } from "./yosys.js";

export interface SynthesisOptions {
  readonly library: Library;
  readonly objective: Objective;
  /** Default `reference`. */
  readonly recipe?: RecipeKind | undefined;
  /**
   * The longest allowed delay, in ns.
   * If the design has a clock and OpenSTA measures, the clock period is limited instead.
   * The smallest netlist within the limit is kept. Every way is tried, and so are some that map for this delay.
   */
  readonly maxDelay?: number | undefined;
  /** Seconds that each run of a tool may take. */
  readonly timeLimit: number;
  /** Default `abc`. */
  readonly timing?: Timing | undefined;
  /** Which Yosys: see `findYosys`. */
  readonly yosys?: string;
}

/**
 * Maps a design to a library's cells in every way of a recipe. Each script is tried with Yosys' own ABC script first,
 * and without. The best netlist is kept: least area, least delay, or for `balanced` the least product of both.
 *
 *   SynthesisJob: Verilog, top
 *        │ waysOf (recipes.ts): the recipe's scripts, each in two ways
 *        │ recipeFor (recipe.ts): map.ys, map.abc, surroundings.constr
 *        ▼
 *   mapDesign (map.ts): Yosys and ABC ──► netlist, area, ABC's delay
 *        │ with timing `opensta`: openStaDelay (../sta/opensta.ts)
 *        ▼
 *   better (chosen.ts), or with a longest delay: approachDelay, smallestWithin (delay-target.ts)
 *        │ describe (chosen.ts)
 *        ▼
 *   SynthesisResult
 *
 * @throws {ToolError} Yosys or OpenSTA is missing, fails or takes too long
 * @throws {RequestError} the design cannot be mapped to the library's cells
 * @throws {RequestError} the delay is out of reach; the message has the best that was reached
 * @throws {RequestError} a longest delay is given, but the library has no ns
 * @throws {RequestError} the library lacks delay tables that OpenSTA needs, or a flip-flop that a clocked design needs
 */
export async function synthesize(job: SynthesisJob, options: SynthesisOptions): Promise<SynthesisResult> {
  const start = performance.now();
  return describe(job, await chooseNetlist(job, options), options, start);
}

/**
 * The best of the netlists that a recipe makes.
 * @throws what `synthesize` throws
 */
export async function chooseNetlist(job: SynthesisJob, options: SynthesisOptions): Promise<Chosen> {
  if (!/^\w+$/.test(job.top)) throw new RequestError(`${job.top} is no plain Verilog module name`);
  const { library, objective, maxDelay, timing = "abc" } = options;
  if (maxDelay !== undefined) requireTime(library, job.design);
  if (timing === "opensta") requireDelays(library, job.design);
  requireRegistersOf(job, library);
  const yosys = await findYosys(options.yosys);
  const slow: ToolError[] = [];
  let runs = 0;
  const attempt = async (ways: readonly Way[]): Promise<Made[]> => {
    runs += ways.length;
    const outcomes = await Promise.allSettled(
      ways.map(async (way) => {
        const recipe = recipeFor(way, job.top, library);
        const mapped = await mapDesign(job.verilog, job.top, recipe, library, (args, cwd) =>
          yosys.run(args, { cwd, timeLimit: options.timeLimit }),
        );
        return { ...mapped, way };
      }),
    );
    const mapped = finished(outcomes, slow);
    return timing === "abc" ? mapped : Promise.all(mapped.map((each) => analysed(each, job, options)));
  };
  const netlists =
    maxDelay === undefined
      ? await attempt(waysOf(options.recipe ?? "reference", objective))
      : await approachDelay(maxDelay, attempt);
  const [first] = netlists;
  if (first === undefined) throw slow[0] ?? new RangeError("no runs");
  const best =
    maxDelay === undefined
      ? netlists.reduce((a, b) => better(a, b, objective), first)
      : smallestWithin(maxDelay, netlists, { ...job, objective });
  const warnings = slow.map(({ message }) => `one of ${runs} runs: ${message}`);

  return {
    netlist: best,
    yosys: yosys.version,
    timing,
    complete: slow.length === 0,
    warnings: [...best.warnings, ...warnings],
  };
}

/**
 * A netlist with OpenSTA's delay and critical path, and with the shortest clock period if it has a clock.
 * @throws {ToolError} OpenSTA is missing, fails or takes too long
 */
export async function analysed<Netlist extends Mapped>(
  made: Netlist,
  job: SynthesisJob,
  options: Pick<SynthesisOptions, "library" | "timeLimit">,
): Promise<Netlist & Timed> {
  const clock = job.clock ?? null;
  const synthesis = { netlist: made.netlist, module: job.top };
  const { asynchronousReset = null } = job;
  const { delay, minPeriod, path } = await openStaDelay(synthesis, { ...options, clock, asynchronousReset });
  return { ...made, delay, path, ...(clock !== null && { minPeriod }) };
}

type Made = Timed & { readonly way: Way };

/**
 * The netlists of the runs that finished. A run that timed out is added to `slow` and does not spoil the others.
 * @throws the first error of another kind
 */
function finished(outcomes: readonly PromiseSettledResult<Made>[], slow: ToolError[]): Made[] {
  const netlists: Made[] = [];
  for (const outcome of outcomes)
    if (outcome.status === "fulfilled") netlists.push(outcome.value);
    else if (outcome.reason instanceof ToolError && outcome.reason.failure === "timed out")
      slow.push(outcome.reason);
    else throw outcome.reason;
  return netlists;
}
