import type { Objective } from "../../generators/contract/architecture.js";
import { criticalPath, type ReportedPath } from "../sta/critical-path.js";
import { periodOf } from "./delay-target.js";
import type { Library } from "../../liberty/library.js";
import type { Mapped } from "./mapped.js";
import type { SynthesisResult } from "./result.js";
import type { SynthesisJob } from "./job.js";
import type { Timing } from "./timings.js";

/** A timed netlist. If it has a clock, `minPeriod` is the shortest clock period, in the library's ns. */
export type Timed = Mapped & { readonly minPeriod?: number; readonly path?: ReportedPath };

/** The netlist that a synthesis ends with. */
export interface Chosen {
  readonly netlist: Timed;
  /** `Yosys 0.23 (native)` */
  readonly yosys: string;
  readonly timing: Timing;
  /** Whether every run finished. If not, the choice was among fewer netlists. */
  readonly complete: boolean;
  readonly warnings: readonly string[];
}

/** The better of two netlists costs less. */
const cost: Readonly<Record<Objective, (netlist: Timed) => number>> = {
  area: ({ area }) => area,
  delay: periodOf,
  balanced: (netlist) => netlist.area * periodOf(netlist),
};

/** The better of two netlists; the first if they cost the same. */
export const better = <Netlist extends Timed>(
  first: Netlist,
  other: Netlist,
  objective: Objective,
): Netlist => (cost[objective](other) < cost[objective](first) ? other : first);

/**
 * Describes the cost of a design by the netlist that was chosen.
 * @param start when the synthesis began, in ms, by `performance.now`
 */
export function describe(
  job: SynthesisJob,
  { netlist: best, yosys, timing, complete, warnings }: Chosen,
  { library, objective }: { readonly library: Library; readonly objective: Objective },
  start: number,
): SynthesisResult {
  const physical = !library.normalised;
  // Without delay tables, ABC maps by delays that mean nothing.
  const hasTime = physical && library.timed;
  const nand2 = best.area / library.nand2.area;
  const fo4 = library.fo4_ns === undefined ? null : best.delay / library.fo4_ns;
  return {
    design: job.design,
    module: job.top,
    objective,
    recipe: { name: best.recipe.name, text: best.recipe.text },
    library: { name: library.name, files: library.files },
    yosys,
    area_um2: physical ? round(best.area) : null,
    nand2_equivalents: round(nand2),
    delay_ns: hasTime ? round(best.delay) : null,
    delay_fo4: fo4 === null ? null : round(fo4),
    delay_source: delaySource[timing],
    min_period_ns: hasTime && best.minPeriod !== undefined ? round(best.minPeriod) : null,
    timing: best.path === undefined ? null : criticalPath(best.path, library),
    area_delay_product_um2_ns: hasTime ? round(best.area * best.delay) : null,
    area_delay_product_nand2_fo4: fo4 === null ? null : round(nand2 * fo4),
    logic_depth: best.logic_depth,
    cells: best.cells,
    registers: best.registers,
    cells_by_type: best.cells_by_type,
    netlist: best.netlist,
    seconds: (performance.now() - start) / 1000,
    complete,
    warnings,
  };
}

const delaySource = { abc: "ABC stime", opensta: "OpenSTA" } as const;

/** Sums of decimals without the error of binary fractions: 0.3, not 0.30000000000000004. */
const round = (value: number) => Number(value.toFixed(6));
