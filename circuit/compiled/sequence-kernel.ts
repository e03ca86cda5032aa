import type { StateBit } from "../state-bit.js";
import type { Circuit } from "../circuit.js";
import { circuitCode, differences, type SignedPlane } from "./circuit-code.js";
import { PlaneCode, planeBytes, type Plane } from "./plane-code.js";
import { lanes } from "./transpose.js";
import { rangeFunction } from "./range-function.js";
import type { VectorMemory } from "./vector-memory.js";
import { at, op, signed, unsigned } from "./wasm.js";

/**
 * A circuit with its registers cut open, compiled to be run cycle by cycle: 128 copies of it side by side, which are
 * given the same and may have a fault each.
 */
export interface SequenceKernel {
  /** Removes all faults. */
  mend(): void;
  /** Sets what a tap carries in one lane. */
  stick(tap: number, lane: number, value: 0 | 1): void;
  /**
   * Runs the first cycles with every register 1 before them, until every lane has given an output that is not as
   * expected, or they are over.
   * @param count lanes that are looked at, from 0
   * @returns whether each of these lanes has given such an output
   */
  run(cycles: number, count: number): boolean[];
}

/** The locals of `run`: its parameters, then its own. */
const [block, end, inputsAddress, expectedAddress, firstPlane] = [0, 1, 2, 3, 4];

/**
 * @param circuit what registers hold are its last inputs, what they take its last outputs; the others depend on no input
 * @param registers how many there are
 * @param cycles a block each; what is expected in a block is what the block before leads to. Above the ports they have the
 *   state and, on top, whether it counts, as `vectorLayout` has it: what registers take instead, and what they then hold
 * @param state its bits in their order there, the lowest first
 */
export function sequenceKernel(
  circuit: Circuit,
  registers: number,
  cycles: VectorMemory,
  state: readonly StateBit[] = [],
): SequenceKernel {
  const { graph } = circuit;
  const ports = circuit.inputWidth - registers;
  const seenAt = cycles.usedBytes;
  const heldAt = seenAt + planeBytes;
  const masksAt = heldAt + registers * planeBytes;
  const planesAt = masksAt + graph.taps * 2 * planeBytes;
  const code = new PlaneCode();
  const ones = code.repeated(-1);
  const inverted = new Map<number, boolean>();
  const inputPlane = (bit: number) => code.load(inputsAddress, cycles.inputsAt + bit * planeBytes, true);
  const driven = circuitCode(circuit, code, {
    input: (bit) =>
      bit < ports ? inputPlane(bit) : code.load(null, heldAt + (bit - ports) * planeBytes, true),
    // A fault forces a lane to 0 or 1: it is ANDed with one mask and ORed with another.
    tap(index, of): SignedPlane {
      inverted.set(index, of.inverted);
      const mask = (which: number) => code.load(null, masksAt + (2 * index + which) * planeBytes, true);
      return { plane: code.or(code.and(of.plane, mask(0)), mask(1)), inverted: of.inverted };
    },
  });
  const outputs = driven.slice(0, driven.length - registers);
  const expectedPlane = (bit: number) =>
    code.load(expectedAddress, cycles.expectedAt + bit * planeBytes, true);
  const taken = driven
    .slice(outputs.length)
    .map((signedPlane): Plane =>
      signedPlane.inverted ? code.xor(signedPlane.plane, ones) : signedPlane.plane,
    );
  const held = state.map(({ register, inverted }, i) => {
    const loads = inputPlane(ports + state.length);
    const loaded = inputPlane(ports + i);
    const wanted = inverted ? code.xor(loaded, ones) : loaded;
    const own = taken[register] ?? wanted;
    taken[register] = code.xor(own, code.and(loads, code.xor(own, wanted)));
    return { plane: code.load(null, heldAt + register * planeBytes, true), inverted };
  });
  const wrong = [
    differences(
      code,
      outputs,
      outputs.map((_, bit) => expectedPlane(bit)),
    ),
  ];
  if (held.length > 0) {
    const known = expectedPlane(outputs.length + held.length);
    const differing = differences(
      code,
      held,
      held.map((_, bit) => expectedPlane(outputs.length + bit)),
    );
    wrong.push(code.and(differing, known));
  }
  const seen = wrong.reduce((all, one) => code.or(all, one), code.load(null, seenAt, true));
  const unseen = code.xor(seen, ones);
  const { before, inside, results, keptAt, memoryBytes } = code.emit([unseen], firstPlane, planesAt, [
    seen,
    ...taken,
  ]);
  const memory = cycles.grownTo(planesAt + memoryBytes);

  const get = (local: number): number[] => [...op.localGet, ...unsigned(local)];
  const scaled = (bytes: number): number[] => [...get(block), ...op.i32Const, ...signed(bytes), ...op.i32Mul];
  const copy = (from: number | undefined, to: number): number[] => [
    ...[...op.i32Const, 0, ...op.i32Const, 0, ...op.v128Load, ...at(from ?? 0)],
    ...[...op.v128Store, ...at(to)],
  ];
  const body = [
    ...before,
    ...op.loop,
    ...[...get(block), ...get(end), ...op.i32LessUnsigned, ...op.if],
    ...[...scaled(cycles.inputWidth * planeBytes), ...op.localSet, inputsAddress],
    ...[...scaled(cycles.outputWidth * planeBytes), ...op.localSet, expectedAddress],
    ...inside,
    // Registers take all at once, after everything has been computed from what they held.
    ...copy(keptAt.get(seen), seenAt),
    ...taken.flatMap((plane, index) => copy(keptAt.get(plane), heldAt + index * planeBytes)),
    ...[...get(block), ...op.i32Const, 1, ...op.i32Add, ...op.localSet, block],
    ...[...results.flatMap(get), ...op.v128AnyTrue, ...op.branchIf, 1],
    ...op.end,
    ...op.end,
    ...get(block),
  ];
  const go = rangeFunction(memory, body);
  const bytes = new Uint8Array(memory.buffer);
  const masks = (tap: number) => masksAt + tap * 2 * planeBytes;
  const mend = (): void => {
    for (let tap = 0; tap < graph.taps; tap++)
      bytes
        .fill(0xff, masks(tap), masks(tap) + planeBytes)
        .fill(0, masks(tap) + planeBytes, masks(tap) + 2 * planeBytes);
  };
  mend();
  return {
    mend,
    stick(tap, lane, value) {
      const [byte, bit] = [lane >> 3, 1 << (lane & 7)];
      const keep = masks(tap) + byte;
      bytes[keep] = (bytes[keep] ?? 0) & ~bit;
      if ((value === 1) !== inverted.get(tap))
        bytes[keep + planeBytes] = (bytes[keep + planeBytes] ?? 0) | bit;
    },
    run(most, count) {
      const seenLanes = bytes.subarray(seenAt, seenAt + planeBytes);
      bytes.fill(0xff, heldAt, heldAt + registers * planeBytes);
      seenLanes.fill(0);
      go(0, 1);
      // Before the first edge nobody knows what is held; lanes that are not looked at need not go on.
      for (let lane = 0; lane < lanes; lane += 8)
        seenLanes[lane >> 3] = 0xff & ~((1 << Math.min(Math.max(count - lane, 0), 8)) - 1);
      go(1, Math.min(most + 1, cycles.blocks));
      return Array.from(
        { length: count },
        (_, lane) => (((seenLanes[lane >> 3] ?? 0) >> (lane & 7)) & 1) === 1,
      );
    },
  };
}
