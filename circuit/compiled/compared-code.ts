import type { Circuit } from "../circuit.js";
import { circuitCode, differences, type PlaneSources } from "./circuit-code.js";
import { PlaneCode, planeBytes } from "./plane-code.js";
import type { VectorMemory } from "./vector-memory.js";
import { get } from "../../tools/wasm/code.js";
import { op, signed } from "../../tools/wasm/encode.js";

/** Instructions of a `rangeFunction` that compare a circuit's outputs with the expected ones, a block at a time. */
export interface ComparedCode {
  readonly memory: WebAssembly.Memory;
  /** To be done once. */
  readonly before: readonly number[];
  /** Compares a block. */
  readonly inside: readonly number[];
  /** Puts the plane of the lanes in which an output is not as expected on the stack. */
  readonly differing: readonly number[];
}

/** The locals of a `rangeFunction`: its parameters, then its own. */
export const locals = { block: 0, end: 1, inputsAddress: 2, expectedAddress: 3, firstPlane: 4 };

/**
 * Code that compares a circuit on the vectors of a memory, which grows by what the code needs.
 * @param ownBytes how many bytes right behind the vectors its caller has; they are 0 at first
 * @param tapOf what taps make of a plane
 */
export function comparedCode(
  circuit: Circuit,
  vectors: VectorMemory,
  ownBytes: number,
  tapOf: (code: PlaneCode) => NonNullable<PlaneSources["tap"]>,
): ComparedCode {
  const code = new PlaneCode();
  const outputs = circuitCode(circuit, code, {
    input: (bit) => code.load(locals.inputsAddress, vectors.inputsAt + bit * planeBytes, true),
    tap: tapOf(code),
  });
  const expected = outputs.map((_, bit) =>
    code.load(locals.expectedAddress, vectors.expectedAt + bit * planeBytes, true),
  );
  const planesAt = vectors.usedBytes + ownBytes;
  const { before, inside, results, memoryBytes } = code.emit(
    [differences(code, outputs, expected)],
    locals.firstPlane,
    planesAt,
  );
  const memory = vectors.grownTo(planesAt + memoryBytes);
  new Uint8Array(memory.buffer, vectors.usedBytes).fill(0);

  const scaled = (bytes: number): number[] => [
    ...get(locals.block),
    ...[...op.i32Const, ...signed(bytes), ...op.i32Mul],
  ];
  return {
    memory,
    before,
    inside: [
      ...[...scaled(circuit.inputWidth * planeBytes), ...op.localSet, locals.inputsAddress],
      ...[...scaled(outputs.length * planeBytes), ...op.localSet, locals.expectedAddress],
      ...inside,
    ],
    differing: results.flatMap(get),
  };
}
