import type { Circuit } from "../circuit.js";
import { comparedCode, get, locals } from "./compared-code.js";
import { copyCircuit } from "../copy.js";
import { Graph } from "../graph.js";
import { planeBytes } from "./plane-code.js";
import { rangeFunction } from "./range-function.js";
import type { VectorMemory } from "./vector-memory.js";
import { at, op } from "../../tools/wasm/encode.js";

/** A compiled circuit in which gates are inverted, one at a time, to find out where they are observable. */
export interface FlipKernel {
  /** The gates' nodes in the circuit. A gate is called by its place in this list. */
  readonly gates: readonly number[];
  /**
   * Inverts a gate in a block of vectors.
   * @returns a bit for each vector: whether an output is then not as expected. It is overwritten by the next call.
   */
  flip(gate: number, block: number): Int32Array;
}

/** Compiles a circuit without taps for the vectors of a memory; the memory grows by what the code needs. */
export function flipKernel(circuit: Circuit, vectors: VectorMemory): FlipKernel {
  const { tapped, gates } = withTaps(circuit);
  const flipsAt = vectors.usedBytes;
  const shownAt = flipsAt + gates.length * planeBytes;
  const { memory, before, inside, differing } = comparedCode(
    tapped,
    vectors,
    (gates.length + 1) * planeBytes,
    (code) =>
      (index, { plane, inverted }) => ({
        plane: code.xor(plane, code.load(null, flipsAt + index * planeBytes, true)),
        inverted,
      }),
  );
  const run = rangeFunction(memory, [
    ...[...before, ...inside],
    ...[...op.i32Const, 0, ...differing, ...op.v128Store, ...at(shownAt)],
    ...get(locals.block),
  ]);
  const shown = new Int32Array(memory.buffer, shownAt, planeBytes / Int32Array.BYTES_PER_ELEMENT);
  return {
    gates,
    flip(gate, at) {
      const flips = new Uint8Array(memory.buffer, flipsAt + gate * planeBytes, planeBytes).fill(0xff);
      run(at, at + 1);
      flips.fill(0);
      return shown;
    },
  };
}

/** The circuit with a tap at each AND and XOR, numbered as these are in `gates`. */
function withTaps(circuit: Circuit): { readonly tapped: Circuit; readonly gates: number[] } {
  const graph = new Graph();
  const gates: number[] = [];
  const outputs = copyCircuit(circuit, graph, {
    gate(copy, number) {
      gates.push(number);
      return graph.tap(copy);
    },
  });
  return { tapped: { ...circuit, graph, outputs }, gates };
}
