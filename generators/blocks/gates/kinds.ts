import { v, type Expression, type Signal } from "../../hdl/index.js";

type Bit = Signal | Expression;

/** A gate: how many inputs it has, and its function. */
export interface GateKind {
  readonly inputs: number;
  readonly value: (a: Bit, b: Bit, c: Bit, d: Bit) => Expression;
}

/** The gates that netlists found by search are made of: what most cell libraries have. */
export const gateKinds = {
  inv: { inputs: 1, value: (a) => v`~${a}` },
  and2: { inputs: 2, value: (a, b) => v`${a} & ${b}` },
  or2: { inputs: 2, value: (a, b) => v`${a} | ${b}` },
  nand2: { inputs: 2, value: (a, b) => v`~(${a} & ${b})` },
  nor2: { inputs: 2, value: (a, b) => v`~(${a} | ${b})` },
  xor2: { inputs: 2, value: (a, b) => v`${a} ^ ${b}` },
  xnor2: { inputs: 2, value: (a, b) => v`~(${a} ^ ${b})` },
  and3: { inputs: 3, value: (a, b, c) => v`${a} & ${b} & ${c}` },
  or3: { inputs: 3, value: (a, b, c) => v`${a} | ${b} | ${c}` },
  nand3: { inputs: 3, value: (a, b, c) => v`~(${a} & ${b} & ${c})` },
  nor3: { inputs: 3, value: (a, b, c) => v`~(${a} | ${b} | ${c})` },
  aoi21: { inputs: 3, value: (a, b, c) => v`~((${a} & ${b}) | ${c})` },
  oai21: { inputs: 3, value: (a, b, c) => v`~((${a} | ${b}) & ${c})` },
  mux2: { inputs: 3, value: (a, b, c) => v`${c} ? ${b} : ${a}` },
  and4: { inputs: 4, value: (a, b, c, d) => v`${a} & ${b} & ${c} & ${d}` },
  or4: { inputs: 4, value: (a, b, c, d) => v`${a} | ${b} | ${c} | ${d}` },
  nand4: { inputs: 4, value: (a, b, c, d) => v`~(${a} & ${b} & ${c} & ${d})` },
  nor4: { inputs: 4, value: (a, b, c, d) => v`~(${a} | ${b} | ${c} | ${d})` },
  aoi22: { inputs: 4, value: (a, b, c, d) => v`~((${a} & ${b}) | (${c} & ${d}))` },
  oai22: { inputs: 4, value: (a, b, c, d) => v`~((${a} | ${b}) & (${c} | ${d}))` },
  aoi211: { inputs: 4, value: (a, b, c, d) => v`~((${a} & ${b}) | ${c} | ${d})` },
  oai211: { inputs: 4, value: (a, b, c, d) => v`~((${a} | ${b}) & ${c} & ${d})` },
} as const satisfies Readonly<Record<string, GateKind>>;

export type GateName = keyof typeof gateKinds;

export const isGateName = (name: string): name is GateName => Object.hasOwn(gateKinds, name);
