import type { StateBit } from "../state-bit.js";
import type { Circuit } from "../circuit.js";
import { circuitCode, differences, type SignedPlane } from "./circuit-code.js";
import { get } from "../../tools/wasm/code.js";
import { locals } from "./compared-code.js";
import { FaultMasks } from "./fault-masks.js";
import { PlaneCode, planeBytes, type EmittedCode, type Plane } from "./plane-code.js";
import { lanes } from "./transpose.js";
import { rangeFunction } from "./range-function.js";
import type { VectorMemory } from "./vector-memory.js";
import { at, op, signed } from "../../tools/wasm/encode.js";

/**
 * A circuit with its registers as pseudo-inputs and pseudo-outputs, compiled to be run cycle by cycle: 128 copies of it side by
 * side, one a lane. All get the same inputs, and each may have faults of its own.
 */
export interface SequenceKernel {
  /** Removes all faults. */
  mend(): void;
  /** Has a tap carry a constant in one lane. */
  stick(tap: number, lane: number, value: 0 | 1): void;
  /**
   * Runs the first cycles, every register 1 before them. It ends early when every lane has given an output that is not as
   * expected.
   * @param count lanes that are looked at, from lane 0 on
   * @returns whether each of these lanes has given such an output
   */
  run(cycles: number, count: number): boolean[];
}

/** Where a kernel has what in its memory, behind the vectors, in bytes. */
interface Places {
  /** A plane: lanes that have given an output that is not as expected. */
  readonly seen: number;
  /** A plane for each register: its state. */
  readonly states: number;
  readonly masks: FaultMasks;
  /** Whatever the code cannot keep in registers of the processor. */
  readonly spilled: number;
}

/** What the kernel's code is made from. */
interface Machine {
  readonly circuit: Circuit;
  readonly registers: number;
  readonly cycles: VectorMemory;
  readonly state: readonly StateBit[];
  readonly code: PlaneCode;
  readonly places: Places;
}

/** What a cycle computes. */
interface Cycle {
  /** Lanes that have given an output that is not as expected, until now. */
  readonly seen: Plane;
  /** The next states of the registers. */
  readonly next: readonly Plane[];
}

/**
 * Compiles a circuit for cycles that follow each other:
 *
 *     block b      vector: state | ports                   block b + 1    expected: state | outputs
 *                            │       │                                              │       │
 *                           load     ▼                                              ▼       ▼
 *     states ──► gates ──────┴──► next states ════ edge ════► states ──► gates ──► compare, compare ──► seen
 *
 * @param circuit its last inputs are the registers' states, its last outputs their next states; its other outputs depend on no
 *   inputs but states
 * @param registers how many there are
 * @param cycles one a block; what is expected in a block is what the block before leads to. As `vectorLayout` has it, a cycle
 *   may have state above its ports: as an input, what registers load as their next state; as an output, what they then hold
 * @param state the registers of its bits, the lowest first
 */
export function sequenceKernel(
  circuit: Circuit,
  registers: number,
  cycles: VectorMemory,
  state: readonly StateBit[] = [],
): SequenceKernel {
  const { taps } = circuit.graph;
  const states = cycles.usedBytes + planeBytes;
  const masks = new FaultMasks(states + registers * planeBytes, taps);
  const places = { seen: cycles.usedBytes, states, masks, spilled: masks.at + masks.bytes };
  const code = new PlaneCode();
  const cycle = oneCycle({ circuit, registers, cycles, state, code, places });
  const unseen = code.xor(cycle.seen, code.repeated(-1));
  const emitted = code.emit([unseen], locals.firstPlane, places.spilled, [cycle.seen, ...cycle.next]);
  const memory = cycles.grownTo(places.spilled + emitted.memoryBytes);
  const run = rangeFunction(memory, loop(cycles, cycle, emitted, places));

  const bytes = new Uint8Array(memory.buffer);
  masks.mend(bytes);
  return {
    mend() {
      masks.mend(bytes);
    },
    stick(tap, lane, value) {
      masks.stickLane(bytes, tap, lane, value);
    },
    run(most, count) {
      const seen = bytes.subarray(places.seen, places.seen + planeBytes);
      bytes.fill(0xff, states, states + registers * planeBytes);
      seen.fill(0);
      run(0, 1);
      // Before the first edge no state is known. Lanes that are not looked at count as seen, so that they do not delay the end.
      seen.set(lanesFrom(count));
      run(1, Math.min(most + 1, cycles.blocks));
      return Array.from({ length: count }, (_, lane) => (((seen[lane >> 3] ?? 0) >> (lane & 7)) & 1) === 1);
    },
  };
}

/** Adds one cycle of the circuit to the code. */
function oneCycle(machine: Machine): Cycle {
  const { circuit, registers, cycles, code, places } = machine;
  const ones = code.repeated(-1);
  const ports = circuit.inputWidth - registers;
  const driven = circuitCode(circuit, code, {
    input: (bit) => (bit < ports ? inputPlane(machine, bit) : statePlane(machine, bit - ports)),
    tap: places.masks.tapOf(code),
  });
  const outputs = driven.slice(0, driven.length - registers);
  const next = driven
    .slice(outputs.length)
    .map(({ plane, inverted }): Plane => (inverted ? code.xor(plane, ones) : plane));
  const held = loadState(machine, next);

  const expected = (first: number, planes: readonly unknown[]): Plane[] =>
    planes.map((_, i) =>
      code.load(locals.expectedAddress, cycles.expectedAt + (first + i) * planeBytes, true),
    );
  const wrong = [differences(code, outputs, expected(0, outputs))];
  if (held.length > 0) {
    // On top stands whether the state is expected at all.
    const [isExpected = ones] = expected(outputs.length + held.length, [0]);
    const differing = differences(code, held, expected(outputs.length, held));
    wrong.push(code.and(differing, isExpected));
  }
  const seenBefore = code.load(null, places.seen, true);
  return { seen: wrong.reduce((all, one) => code.or(all, one), seenBefore), next };
}

/**
 * Where a cycle loads the state, that replaces the next state of the registers.
 * @param next of each register; replaced for those of the state
 * @returns the present states of these registers
 */
function loadState(machine: Machine, next: Plane[]): SignedPlane[] {
  const { circuit, registers, state, code } = machine;
  const ports = circuit.inputWidth - registers;
  return state.map(({ register, inverted }, i) => {
    const loads = inputPlane(machine, ports + state.length);
    const given = inputPlane(machine, ports + i);
    const loaded = inverted ? code.xor(given, code.repeated(-1)) : given;
    const own = next[register] ?? loaded;
    // own ^ (loads & (own ^ loaded)): loaded where it loads, else its own
    next[register] = code.xor(own, code.and(loads, code.xor(own, loaded)));
    return { plane: statePlane(machine, register), inverted };
  });
}

/** A bit of the cycle's vector. */
const inputPlane = ({ code, cycles }: Machine, bit: number): Plane =>
  code.load(locals.inputsAddress, cycles.inputsAt + bit * planeBytes, true);

/** A register's state. */
const statePlane = ({ code, places }: Machine, register: number): Plane =>
  code.load(null, places.states + register * planeBytes, true);

/** The code of a function of the blocks `from` … `to` − 1: cycle by cycle, until all lanes are seen. */
function loop(cycles: VectorMemory, { seen, next }: Cycle, emitted: EmittedCode, places: Places): number[] {
  const { block, end, inputsAddress, expectedAddress } = locals;
  const { before, inside, results, keptAt } = emitted;
  const scaled = (bytes: number): number[] => [...get(block), ...op.i32Const, ...signed(bytes), ...op.i32Mul];
  const copy = (from: number | undefined, to: number): number[] => [
    ...[...op.i32Const, 0, ...op.i32Const, 0, ...op.v128Load, ...at(from ?? 0)],
    ...[...op.v128Store, ...at(to)],
  ];
  return [
    ...before,
    ...op.loop,
    ...[...get(block), ...get(end), ...op.i32LessUnsigned, ...op.if],
    ...[...scaled(cycles.inputWidth * planeBytes), ...op.localSet, inputsAddress],
    ...[...scaled(cycles.outputWidth * planeBytes), ...op.localSet, expectedAddress],
    ...inside,
    // All registers change at once, after everything has been computed from their states.
    ...copy(keptAt.get(seen), places.seen),
    ...next.flatMap((plane, index) => copy(keptAt.get(plane), places.states + index * planeBytes)),
    ...[...get(block), ...op.i32Const, 1, ...op.i32Add, ...op.localSet, block],
    ...[...results.flatMap(get), ...op.v128AnyTrue, ...op.branchIf, 1],
    ...op.end,
    ...op.end,
    ...get(block),
  ];
}

/** A plane that is 1 in the lanes from number `first` on. */
const lanesFrom = (first: number): Uint8Array =>
  Uint8Array.from({ length: lanes / 8 }, (_, byte) => {
    const below = Math.min(Math.max(first - 8 * byte, 0), 8);
    return 0xff & ~((1 << below) - 1);
  });
