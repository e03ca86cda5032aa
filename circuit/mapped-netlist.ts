/** A design's netlist of library cells; a `SynthesisResult` is one. */
export interface MappedNetlist {
  /** Structural Verilog, as Yosys wrote it. */
  readonly netlist: string;
  /** The name of its module. */
  readonly module: string;
}
