import type { Circuit } from "../circuit.js";
import { comparedCode, get, locals } from "./compared-code.js";
import { planeBytes } from "./plane-code.js";
import { rangeFunction } from "./range-function.js";
import type { VectorMemory } from "./vector-memory.js";
import { op } from "./wasm.js";

/** A circuit compiled to be run on given vectors. */
export interface VectorKernel {
  /** The first of the blocks from `from` up to `to` in which an output is not as expected; `to` where there is none. */
  firstDifference(from: number, to: number): number;
  /** Sets what a tap carries: a constant, or null for what it is driven with. */
  stick(tap: number, value: 0 | 1 | null): void;
}

/** Compiles a circuit for the vectors of a memory; the memory grows by what the code needs. */
export function vectorKernel(circuit: Circuit, vectors: VectorMemory): VectorKernel {
  const { graph } = circuit;
  const masksAt = vectors.usedBytes;
  const inverted = new Map<number, boolean>();
  const { memory, before, inside, differing } = comparedCode(
    circuit,
    vectors,
    graph.taps * 2 * planeBytes,
    // A fault forces a plane to 0 or 1: it is ANDed with one mask and ORed with another.
    (code) => (index, of) => {
      inverted.set(index, of.inverted);
      const mask = (which: number) => code.load(null, masksAt + (2 * index + which) * planeBytes, true);
      return { plane: code.or(code.and(of.plane, mask(0)), mask(1)), inverted: of.inverted };
    },
  );
  const { block, end } = locals;
  const body = [
    ...before,
    ...op.loop,
    ...[...get(block), ...get(end), ...op.i32LessUnsigned, ...op.if],
    ...inside,
    ...[...differing, ...op.v128AnyTrue, ...op.if, ...get(block), ...op.return, ...op.end],
    ...[...get(block), ...op.i32Const, 1, ...op.i32Add, ...op.localSet, block, ...op.branch, 1],
    ...op.end,
    ...op.end,
    ...get(end),
  ];
  const firstDifference = rangeFunction(memory, body);
  const stick: VectorKernel["stick"] = (tap, value) => {
    const masks = new Uint8Array(memory.buffer, masksAt + tap * 2 * planeBytes, 2 * planeBytes);
    const isOne = value !== null && (value === 1) !== inverted.get(tap);
    masks.fill(value === null ? 0xff : 0, 0, planeBytes).fill(isOne ? 0xff : 0, planeBytes);
  };
  for (let tap = 0; tap < graph.taps; tap++) stick(tap, null);
  return { firstDifference, stick };
}
