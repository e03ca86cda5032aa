import type { Design } from "../generators/design.js";
import type { Port } from "../generators/contract/operator.js";
import type { Bits } from "../golden/format.js";
import { unsigned } from "../golden/integer.js";
import { resetPulse } from "../golden/reset-pulse.js";
import { layoutOf, WordLayout } from "./word.js";

/**
 * The flag of a vector that says whether its state is valid. Among inputs: the cycle loads the state, as a scan chain would.
 * Among outputs: the golden model expects it. The name has a space, so that no port has it.
 */
export const stateGiven = "state given";

/**
 * The layout of a design's vectors. Where it has state to load:
 *
 *     state given | state (first register on top) | ports (first one on top)
 *
 * Else the ports alone. As ports lie at the bottom, a word of ports alone is a vector that loads nothing. Above them all stand
 * the pulses of an asynchronous reset (see `resetPulse`), among the inputs of a design that has one.
 */
export function vectorLayout(
  { ports, state, reset }: Pick<Design, "ports" | "state" | "reset">,
  direction: Port["direction"],
) {
  const { fields } = layoutOf(ports, direction);
  const held = Object.entries(state).map(([name, format]) => ({ name, format }));
  const given = { name: stateGiven, format: unsigned(1) };
  const pulses = direction === "input" && reset?.reset === "async" ? [pulseField] : [];
  return new WordLayout([...pulses, ...(held.length === 0 ? [] : [given, ...held]), ...fields]);
}

const pulseField = { name: resetPulse, format: unsigned(2) };

/**
 * A vector with these bits.
 * @param state the design's registers by name: `bits` has all of them, or none
 * @throws {RangeError} bits are missing, negative or too wide
 */
export function packVector(layout: WordLayout, state: Design["state"], bits: Bits): bigint {
  const names = Object.keys(state);
  const isGiven = givesState(state, bits);
  const left = isGiven ? {} : Object.fromEntries(names.map((name) => [name, 0n]));
  return layout.pack({ ...left, [resetPulse]: 0n, ...bits, [stateGiven]: isGiven ? 1n : 0n });
}

/** Whether bits have state of a design, some or all of it. */
export const givesState = (state: Design["state"], bits: Bits): boolean =>
  Object.keys(state).some((name) => name in bits);

/** The inverse of `packVector`. */
export function unpackVector(layout: WordLayout, state: Design["state"], word: bigint): Bits {
  const { [stateGiven]: given, [resetPulse]: pulses = 0n, ...ports } = layout.unpack(word);
  const bits = pulses === 0n ? ports : { ...ports, [resetPulse]: pulses };
  if (given === 1n) return bits;
  return Object.fromEntries(Object.entries(bits).filter(([name]) => !(name in state)));
}

/** The names of the bits of a design's state, `sum[3]`, in the order in which they lie in a vector, the lowest first. */
export function stateBits({ state }: Pick<Design, "state">): string[] {
  return Object.entries(state)
    .toReversed()
    .flatMap(([name, { width }]) => bitNames(name, width));
}

/** The names of a signal's bits, the lowest first. */
export const bitNames = (name: string, width: number): string[] =>
  width === 1 ? [name] : Array.from({ length: width }, (_, bit) => `${name}[${bit}]`);

/** The design without state, where it cannot be loaded: its cases that would load it are left out. */
export function withoutState(design: Design): Design {
  const { state } = design;
  if (Object.keys(state).length === 0) return design;
  return {
    ...design,
    state: {},
    cases: () => [...design.cases()].filter((bits) => !givesState(state, bits)),
  };
}
