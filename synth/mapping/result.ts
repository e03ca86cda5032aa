import type { Objective } from "../../generators/contract/architecture.js";
import type { CriticalPath } from "../sta/critical-path.js";

/**
 * What a design costs in a cell library. Figures that the library cannot give are null.
 * The generic library has no µm² and no ns; a library without delay tables has no FO4.
 */
export interface SynthesisResult {
  /** The design's spec. */
  readonly design: string;
  readonly module: string;
  readonly objective: Objective;
  /** The recipe that made this netlist, word for word. */
  readonly recipe: { readonly name: string; readonly text: string };
  readonly library: { readonly name: string; readonly files: readonly string[] };
  /** `Yosys 0.23 (native)` */
  readonly yosys: string;

  readonly area_um2: number | null;
  /** Area in units of the library's smallest 2-input NAND. */
  readonly nand2_equivalents: number;
  readonly delay_ns: number | null;
  /** Delay in units of one inverter of the library that drives four inverters like itself. */
  readonly delay_fo4: number | null;
  /**
   * What measured the delay. ABC measures the logic between ports and registers. It leaves out a register's own delay
   * and setup time, and the buffers of feed-throughs. OpenSTA measures from the clock's edge: its delay includes the
   * own delay of a register at the path's start, but no setup time.
   */
  readonly delay_source: "ABC stime" | "OpenSTA";
  /**
   * The shortest clock period. It includes registers' own delay and setup time, and counts paths from and to ports.
   * Null without registers, or if OpenSTA did not measure.
   */
  readonly min_period_ns: number | null;
  /** The path with the least slack; null if OpenSTA did not measure. */
  readonly timing: CriticalPath | null;
  readonly area_delay_product_um2_ns: number | null;
  readonly area_delay_product_nand2_fo4: number | null;

  /** Cells on the longest path. */
  readonly logic_depth: number;
  readonly cells: number;
  /** Sequential cells. */
  readonly registers: number;
  readonly cells_by_type: Readonly<Record<string, number>>;

  /** The netlist as structural Verilog. */
  readonly netlist: string;
  /** Wall time of the whole synthesis, including waiting. */
  readonly seconds: number;
  /** Whether every run finished. If not, one that timed out might have been better. */
  readonly complete: boolean;
  readonly warnings: readonly string[];
}
