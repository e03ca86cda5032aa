import { at, i32, op, signed, unsigned, type WasmFunction } from "../../../tools/wasm/encode.js";
import { arities, gateNames } from "../functions.js";
import { blockVectors, instructionWords } from "../layout.js";
import type { GateName } from "../../../generators/blocks/gates/kinds.js";

/** Instructions of a gate, its operands' given. */
type GateCode = (a: Code, b: Code, c: Code, d: Code) => Code;
type Code = readonly number[];

const not = (a: Code): Code => [...a, ...op.v128Const, ...new Array<number>(16).fill(0xff), ...op.v128Xor];
const and = (a: Code, b: Code): Code => [...a, ...b, ...op.v128And];
const or = (a: Code, b: Code): Code => [...a, ...b, ...op.v128Or];
const xor = (a: Code, b: Code): Code => [...a, ...b, ...op.v128Xor];

const codes: Readonly<Record<GateName, GateCode>> = {
  inv: (a) => not(a),
  and2: (a, b) => and(a, b),
  or2: (a, b) => or(a, b),
  nand2: (a, b) => not(and(a, b)),
  nor2: (a, b) => not(or(a, b)),
  xor2: (a, b) => xor(a, b),
  xnor2: (a, b) => not(xor(a, b)),
  and3: (a, b, c) => and(and(a, b), c),
  or3: (a, b, c) => or(or(a, b), c),
  nand3: (a, b, c) => not(and(and(a, b), c)),
  nor3: (a, b, c) => not(or(or(a, b), c)),
  aoi21: (a, b, c) => not(or(and(a, b), c)),
  oai21: (a, b, c) => not(and(or(a, b), c)),
  mux2: (a, b, c) => [...b, ...a, ...c, ...op.v128Bitselect],
  and4: (a, b, c, d) => and(and(a, b), and(c, d)),
  or4: (a, b, c, d) => or(or(a, b), or(c, d)),
  nand4: (a, b, c, d) => not(and(and(a, b), and(c, d))),
  nor4: (a, b, c, d) => not(or(or(a, b), or(c, d))),
  aoi22: (a, b, c, d) => not(or(and(a, b), and(c, d))),
  oai22: (a, b, c, d) => not(and(or(a, b), or(c, d))),
  aoi211: (a, b, c, d) => not(or(or(and(a, b), c), d)),
  oai211: (a, b, c, d) => not(and(and(or(a, b), c), d)),
};

const get = (local: number): Code => [...op.localGet, ...unsigned(local)];

/**
 * `gates(program, count, base)`: runs a program of gates over one block of operands.
 *
 * An instruction is six words of 32 bits: the gate's number; where its plane goes; where its four inputs are. Places are bytes
 * from `base`. The program has at least one instruction.
 */
export function gatesFunction(): WasmFunction {
  const [program, count, base, target, ...sources] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const word = (index: number): Code => [...get(program), ...op.i32Load, ...at(4 * index, 2)];
  const address = (local: number, index: number): Code => [
    ...get(base),
    ...word(index),
    ...op.i32Add,
    ...op.localSet,
    ...unsigned(local),
  ];
  const kinds = gateNames.length;
  const body: number[] = [];
  const emit = (...parts: Code[]): void => {
    for (const part of parts) body.push(...part);
  };
  emit(op.loop, address(target, 1));
  sources.forEach((local, index) => {
    emit(address(local, 2 + index));
  });
  // one block around all, then one for each kind, the first innermost
  emit(op.block);
  for (let kind = 0; kind < kinds; kind++) emit(op.block);
  emit(word(0), op.branchTable, unsigned(kinds - 1));
  for (let kind = 0; kind < kinds; kind++) emit(unsigned(kind));
  for (let kind = 0; kind < kinds; kind++) {
    emit(op.end);
    const inputs = arities[kind] ?? 0;
    for (let vector = 0; vector < blockVectors; vector++) {
      const loaded = sources.map((local, index) =>
        index < inputs ? [...get(local), ...op.v128Load, ...at(16 * vector)] : [],
      );
      const [a = [], b = [], c = [], d = []] = loaded;
      emit(get(target), codes[gateNames[kind] ?? "inv"](a, b, c, d), op.v128Store, at(16 * vector));
    }
    emit(op.branch, unsigned(kinds - 1 - kind));
  }
  emit(op.end);
  emit(get(program), op.i32Const, signed(4 * instructionWords), op.i32Add, op.localSet, unsigned(program));
  emit(get(count), op.i32Const, signed(1), op.i32Sub, op.localTee, unsigned(count), op.branchIf, [0], op.end);
  return { name: "gates", parameters: [i32, i32, i32], results: [], locals: [[5, i32]], body };
}
