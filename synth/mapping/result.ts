import type { Objective } from "../../generators/contract/architecture.js";
import type { CriticalPath } from "../sta/critical-path.js";

/**
 * What a design costs in a cell library. Figures a library cannot give are null: the generic library knows no µm²
 * and no ns, a library without delay tables no FO4.
 */
export interface SynthesisResult {
  /** The design as a person writes it. */
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
  /** Delay in units of an inverter of the library that drives four like itself. */
  readonly delay_fo4: number | null;
  /** Between ports and registers: without a register's own delay and setup time, and without the buffers of feed-throughs. */
  readonly delay_source: "ABC stime" | "OpenSTA";
  /**
   * The shortest clock period, registers' own delay and setup time included, as are the ways from and to the ports.
   * Null without registers, and where OpenSTA did not measure.
   */
  readonly min_period_ns: number | null;
  /** The path that leaves the least slack; null where OpenSTA did not measure. */
  readonly timing: CriticalPath | null;
  readonly area_delay_product_um2_ns: number | null;
  readonly area_delay_product_nand2_fo4: number | null;

  /** Cells on the longest path. */
  readonly logic_depth: number;
  readonly cells: number;
  /** Cells that hold a bit. */
  readonly registers: number;
  readonly cells_by_type: Readonly<Record<string, number>>;

  /** The netlist as structural Verilog. */
  readonly netlist: string;
  /** Wall time of the whole synthesis, waiting included. */
  readonly seconds: number;
  /** Whether both runs finished; else the other one might have been better. */
  readonly complete: boolean;
  readonly warnings: readonly string[];
}
