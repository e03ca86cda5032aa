import type { Circuit } from "../circuit.js";
import { get } from "../../tools/wasm/code.js";
import { comparedCode, locals } from "./compared-code.js";
import { FaultMasks } from "./fault-masks.js";
import { rangeFunction } from "./range-function.js";
import type { VectorMemory } from "./vector-memory.js";
import { op } from "../../tools/wasm/encode.js";

/** A circuit compiled to be run on given vectors. */
export interface VectorKernel {
  /** The first of the blocks `from` … `to` − 1 in which an output is not as expected; `to` where there is none. */
  firstDifference(from: number, to: number): number;
  /** Has a tap carry a constant; or, for null, what drives it. */
  stick(tap: number, value: 0 | 1 | null): void;
}

/** Compiles a circuit for the vectors of a memory; the memory grows by what the code needs. */
export function vectorKernel(circuit: Circuit, vectors: VectorMemory): VectorKernel {
  const masks = new FaultMasks(vectors.usedBytes, circuit.graph.taps);
  const { memory, before, inside, differing } = comparedCode(circuit, vectors, masks.bytes, (code) =>
    masks.tapOf(code),
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
  const bytes = new Uint8Array(memory.buffer);
  masks.mend(bytes);
  return {
    firstDifference,
    stick(tap, value) {
      masks.stick(bytes, tap, value);
    },
  };
}
