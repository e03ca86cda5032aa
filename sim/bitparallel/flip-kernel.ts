import { liveNodes, type Circuit } from "./circuit.js";
import { circuitCode, differences, type SignedPlane } from "./circuit-code.js";
import { Graph, isComplement, nodeOf, type Literal } from "./graph.js";
import { PlaneCode, planeBytes } from "./plane-code.js";
import { rangeFunction } from "./range-function.js";
import type { VectorMemory } from "./vector-memory.js";
import { at, op, signed, unsigned } from "./wasm.js";

/** Gates that are inverted, one at a time, in a compiled circuit. */
export interface FlipKernel {
  /** What the gates are in the circuit, by number; from here on they are called by their place in this list. */
  readonly gates: readonly number[];
  /**
   * Inverts a gate in a block of vectors.
   * @returns a bit for each of them: whether outputs are then not as expected; to be read before the next call
   */
  flip(gate: number, block: number): Int32Array;
}

/** The locals of `run`: its parameters, then its own. */
const [block, , inputsAddress, expectedAddress, firstPlane] = [0, 1, 2, 3, 4];

/** Compiles a circuit without taps for the vectors of a memory; the memory grows by what the code needs. */
export function flipKernel(circuit: Circuit, vectors: VectorMemory): FlipKernel {
  const { tapped, gates } = withTaps(circuit);
  const flipsAt = vectors.usedBytes;
  const shownAt = flipsAt + gates.length * planeBytes;
  const planesAt = shownAt + planeBytes;
  const code = new PlaneCode();
  const outputs = circuitCode(tapped, code, {
    input: (bit) => code.load(inputsAddress, vectors.inputsAt + bit * planeBytes, true),
    tap: (index, { plane, inverted }): SignedPlane => ({
      plane: code.xor(plane, code.load(null, flipsAt + index * planeBytes, true)),
      inverted,
    }),
  });
  const expected = outputs.map((_, bit) =>
    code.load(expectedAddress, vectors.expectedAt + bit * planeBytes, true),
  );
  const { before, inside, results, memoryBytes } = code.emit(
    [differences(code, outputs, expected)],
    firstPlane,
    planesAt,
  );
  const memory = vectors.grownTo(planesAt + memoryBytes);
  new Uint8Array(memory.buffer, flipsAt).fill(0);

  const get = (local: number): number[] => [...op.localGet, ...unsigned(local)];
  const scaled = (bytes: number): number[] => [...get(block), ...op.i32Const, ...signed(bytes), ...op.i32Mul];
  const run = rangeFunction(memory, [
    ...before,
    ...[...scaled(circuit.inputWidth * planeBytes), ...op.localSet, inputsAddress],
    ...[...scaled(outputs.length * planeBytes), ...op.localSet, expectedAddress],
    ...inside,
    ...[...op.i32Const, 0, ...results.flatMap(get), ...op.v128Store, ...at(shownAt)],
    ...get(block),
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
  const copies = new Map<number, Literal>([[0, 0]]);
  const copyOf = (literal: Literal): Literal =>
    (copies.get(nodeOf(literal)) ?? 0) ^ Number(isComplement(literal));
  for (const number of liveNodes(circuit)) {
    const node = circuit.graph.nodes[number];
    if (node?.kind === "input") copies.set(number, graph.input(node.bit));
    if (node?.kind === "tap") throw new RangeError("the circuit has taps");
    if (node?.kind !== "and" && node?.kind !== "xor") continue;
    gates.push(number);
    copies.set(number, graph.tap(graph[node.kind](copyOf(node.left), copyOf(node.right))));
  }
  return { tapped: { ...circuit, graph, outputs: circuit.outputs.map(copyOf) }, gates };
}
