import type { Objective } from "../generators/operator.js";
import { RequestError } from "../tools/errors.js";
import { ToolError } from "../tools/tool.js";
import { criticalPath, type ReportedPath } from "./critical-path.js";
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
  if (!/^\w+$/.test(job.top)) throw new RequestError(`${job.top} is no plain Verilog module name`);
  const { library, objective } = options;
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
  const timing = options.timing ?? "abc";
  const netlists: readonly Timed[] =
    timing === "abc" ? mapped : await Promise.all(mapped.map((each) => analysed(each, job, options)));
  const best = netlists.reduce((a, b) => (cost[objective](b) < cost[objective](a) ? b : a));

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
    complete: netlists.length === outcomes.length,
    warnings: [...best.warnings, ...warnings],
  };
}

const delaySource = { abc: "ABC stime", opensta: "OpenSTA" } as const;

/** A netlist with its delay by OpenSTA, and the period of its clock. */
async function analysed(mapped: Mapped, job: SynthesisJob, options: SynthesisOptions): Promise<Timed> {
  const clock = job.clock ?? null;
  const synthesis = { netlist: mapped.netlist, module: job.top };
  const { delay, minPeriod, path } = await openStaDelay(synthesis, { ...options, clock });
  return { ...mapped, delay, path, ...(clock !== null && { minPeriod }) };
}

/** With registers also the shortest period of their clock, in the library's ns. */
type Timed = Mapped & { readonly minPeriod?: number; readonly path?: ReportedPath };

/** What the better of two netlists has less of. */
const cost: Readonly<Record<Objective, (mapped: Timed) => number>> = {
  area: ({ area }) => area,
  delay: ({ delay, minPeriod = delay }) => minPeriod,
  balanced: ({ area, delay, minPeriod = delay }) => area * minPeriod,
};

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

/** Sums of decimal areas as a person would write them. */
const round = (value: number) => Number(value.toFixed(6));
