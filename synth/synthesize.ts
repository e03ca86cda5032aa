import type { Objective } from "../generators/operator.js";
import { RequestError } from "../tools/errors.js";
import { ToolError } from "../tools/tool.js";
import { criticalPath, type ReportedPath } from "./critical-path.js";
import { approachDelay, periodOf, requireTime, smallestWithin, type Attempt } from "./delay-target.js";
import type { Library } from "./liberty/library.js";
import { mapDesign, type Mapped } from "./map.js";
import { recipeFor } from "./recipe.js";
import { waysOf, type RecipeKind, type Way } from "./recipes.js";
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
  /**
   * The longest delay that there may be, in ns, or the longest period of the clock where OpenSTA measures: then the
   * smallest netlist that keeps to it is kept, of every way there is and some that map for this delay.
   */
  readonly maxDelay?: number | undefined;
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
 * @throws {RequestError} the design cannot be made of the library's cells; or the delay is out of reach, with the best
 *   that was reached, or the library knows no ns
 */
export async function synthesize(job: SynthesisJob, options: SynthesisOptions): Promise<SynthesisResult> {
  const start = performance.now();
  if (!/^\w+$/.test(job.top)) throw new RequestError(`${job.top} is no plain Verilog module name`);
  const { library, objective, maxDelay, timing = "abc" } = options;
  if (maxDelay !== undefined) requireTime(library, job.design);
  const yosys = await findYosys(options.yosys);
  const slow: ToolError[] = [];
  let runs = 0;
  const attempt = async (ways: readonly Way[]): Promise<Timed[]> => {
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
      ? netlists.reduce((a, b) => (cost[objective](b) < cost[objective](a) ? b : a), first)
      : smallestWithin(maxDelay, netlists, { ...job, objective });
  const warnings = slow.map(({ message }) => `one of ${runs} runs: ${message}`);

  const physical = !library.normalised;
  const nand2 = best.area / library.nand2.area;
  const fo4 = library.fo4_ns === undefined ? null : best.delay / library.fo4_ns;
  return {
    design: job.design,
    module: job.top,
    objective,
    recipe: { name: best.recipe.name, text: best.recipe.text },
    library: { name: library.name, files: library.files },
    yosys: yosys.version,
    area_um2: physical ? round(best.area) : null,
    nand2_equivalents: round(nand2),
    delay_ns: physical ? round(best.delay) : null,
    delay_fo4: fo4 === null ? null : round(fo4),
    delay_source: delaySource[timing],
    min_period_ns: physical && best.minPeriod !== undefined ? round(best.minPeriod) : null,
    timing: best.path === undefined ? null : criticalPath(best.path, library),
    area_delay_product_um2_ns: physical ? round(best.area * best.delay) : null,
    area_delay_product_nand2_fo4: fo4 === null ? null : round(nand2 * fo4),
    logic_depth: best.logic_depth,
    cells: best.cells,
    registers: best.registers,
    cells_by_type: best.cells_by_type,
    netlist: best.netlist,
    seconds: (performance.now() - start) / 1000,
    complete: slow.length === 0,
    warnings: [...best.warnings, ...warnings],
  };
}

const delaySource = { abc: "ABC stime", opensta: "OpenSTA" } as const;

/** A netlist with its delay by OpenSTA, and the period of its clock. */
async function analysed(made: Made, job: SynthesisJob, options: SynthesisOptions): Promise<Timed> {
  const clock = job.clock ?? null;
  const synthesis = { netlist: made.netlist, module: job.top };
  const { delay, minPeriod, path } = await openStaDelay(synthesis, { ...options, clock });
  return { ...made, delay, path, ...(clock !== null && { minPeriod }) };
}

type Made = Mapped & { readonly way: Way };

/** With registers also the shortest period of their clock, in the library's ns. */
type Timed = Made & Attempt & { readonly path?: ReportedPath };

/** What the better of two netlists has less of. */
const cost: Readonly<Record<Objective, (netlist: Timed) => number>> = {
  area: ({ area }) => area,
  delay: periodOf,
  balanced: (netlist) => netlist.area * periodOf(netlist),
};

/**
 * The netlists there are: one run that takes too long, which `slow` is told, does not spoil the others.
 * @throws whatever else went wrong with a run
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

/** Sums of decimal areas as a person would write them. */
const round = (value: number) => Number(value.toFixed(6));
