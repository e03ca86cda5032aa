import type { Circuit } from "./circuit.js";
import { circuitCode, differences, type SignedPlane } from "./circuit-code.js";
import { PlaneCode, planeBytes } from "./plane-code.js";
import { rangeFunction } from "./range-function.js";
import type { VectorMemory } from "./vector-memory.js";
import { op, signed, unsigned } from "./wasm.js";

/** A circuit compiled to be run on given vectors. */
export interface VectorKernel {
  /** The first of the blocks from `from` up to `to` in which an output is not as expected; `to` where there is none. */
  firstDifference(from: number, to: number): number;
  /** Sets what a tap carries: a constant, or null for what it is driven with. */
  stick(tap: number, value: 0 | 1 | null): void;
}

/** The locals of `run`: its parameters, then its own. */
const [block, end, inputsAddress, expectedAddress, firstPlane] = [0, 1, 2, 3, 4];

/** Compiles a circuit for the vectors of a memory; the memory grows by what the code needs. */
export function vectorKernel(circuit: Circuit, vectors: VectorMemory): VectorKernel {
  const { inputWidth, graph } = circuit;
  const masksAt = vectors.usedBytes;
  const planesAt = masksAt + graph.taps * 2 * planeBytes;
  const code = new PlaneCode();
  const inverted = new Map<number, boolean>();
  const outputs = circuitCode(circuit, code, {
    input: (bit) => code.load(inputsAddress, vectors.inputsAt + bit * planeBytes, true),
    // A fault forces a plane to 0 or 1: it is ANDed with one mask and ORed with another.
    tap(index, of): SignedPlane {
      inverted.set(index, of.inverted);
      const mask = (which: number) => code.load(null, masksAt + (2 * index + which) * planeBytes, true);
      return { plane: code.or(code.and(of.plane, mask(0)), mask(1)), inverted: of.inverted };
    },
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
  new Uint8Array(memory.buffer, masksAt).fill(0);

  const get = (local: number): number[] => [...op.localGet, ...unsigned(local)];
  const scaled = (bytes: number): number[] => [...get(block), ...op.i32Const, ...signed(bytes), ...op.i32Mul];
  const body = [
    ...before,
    ...op.loop,
    ...[...get(block), ...get(end), ...op.i32LessUnsigned, ...op.if],
    ...[...scaled(inputWidth * planeBytes), ...op.localSet, inputsAddress],
    ...[...scaled(outputs.length * planeBytes), ...op.localSet, expectedAddress],
    ...inside,
    ...[...results.flatMap(get), ...op.v128AnyTrue, ...op.if, ...get(block), ...op.return, ...op.end],
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
