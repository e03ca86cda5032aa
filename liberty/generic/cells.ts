/** A gate of CMOS stages. Inputs are capital letters, internal nets are small letters, the output is Y. */
export interface GateKind {
  readonly name: string;
  /** Its drive strengths, as in the cell's name: 4 for `INV_X4`. */
  readonly strengths: readonly number[];
  /**
   * The stages, by the net that each drives: `{ n: "A*B", Y: "n" }` is a NAND and then an inverter. A stage computes
   * the complement of its pull-down network: `*` is in series, `+` in parallel.
   */
  readonly stages: Readonly<Record<string, string>>;
}

/** The generic library's gates. Their areas, loads and delays follow from the networks. */
export const gates: readonly GateKind[] = [
  gate("INV", [1, 2, 4], { Y: "A" }),
  gate("BUF", [1, 2, 4], { n: "A", Y: "n" }),
  gate("NAND2", [1, 2, 4], { Y: "A*B" }),
  gate("NAND3", [1, 2], { Y: "A*B*C" }),
  gate("NAND4", [1, 2], { Y: "A*B*C*D" }),
  gate("NOR2", [1, 2, 4], { Y: "A+B" }),
  gate("NOR3", [1, 2], { Y: "A+B+C" }),
  gate("NOR4", [1, 2], { Y: "A+B+C+D" }),
  gate("AND2", [1, 2, 4], { n: "A*B", Y: "n" }),
  gate("AND3", [1, 2], { n: "A*B*C", Y: "n" }),
  gate("OR2", [1, 2, 4], { n: "A+B", Y: "n" }),
  gate("OR3", [1, 2], { n: "A+B+C", Y: "n" }),
  gate("AOI21", [1, 2, 4], { Y: "A*B+C" }),
  gate("AOI22", [1, 2], { Y: "A*B+C*D" }),
  gate("AOI211", [1, 2], { Y: "A*B+C+D" }),
  gate("OAI21", [1, 2, 4], { Y: "(A+B)*C" }),
  gate("OAI22", [1, 2], { Y: "(A+B)*(C+D)" }),
  gate("OAI211", [1, 2], { Y: "(A+B)*C*D" }),
  gate("XOR2", [1, 2], { n: "A+B", Y: "A*B+n" }),
  gate("XNOR2", [1, 2], { n: "A*B", Y: "(A+B)*n" }),
  gate("MUX2", [1, 2], { s: "S", n: "A*s+B*S", Y: "n" }),
];

function gate(name: string, strengths: readonly number[], stages: GateKind["stages"]): GateKind {
  return { name, strengths, stages };
}
