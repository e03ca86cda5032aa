import type { Design } from "../generators/design.js";
import type { Port } from "../generators/contract/operator.js";
import type { Bits } from "../golden/format.js";
import { unsigned } from "../golden/integer.js";
import { layoutOf, WordLayout } from "./word.js";

/**
 * The field of a vector that says whether its state counts. Among inputs: the cycle loads it, like a scan chain; among
 * outputs: the golden model says what registers hold. No port is called like that.
 */
export const stateGiven = "state given";

/**
 * The layout of a design's vectors: its ports, and above them, where registers can be loaded, what they hold and whether
 * that counts. As ports lie at the bottom, a word of ports alone is a vector that loads nothing.
 */
export function vectorLayout(
  { ports, state }: Pick<Design, "ports" | "state">,
  direction: Port["direction"],
) {
  const { fields } = layoutOf(ports, direction);
  const held = Object.entries(state).map(([name, format]) => ({ name, format }));
  const given = { name: stateGiven, format: unsigned(1) };
  return new WordLayout(held.length === 0 ? fields : [given, ...held, ...fields]);
}

/**
 * A vector with these bits.
 * @param state what a design's registers are called; those that are missing are not given, nor must only some be
 * @throws {RangeError} bits are missing, negative or too wide
 */
export function packVector(layout: WordLayout, state: Design["state"], bits: Bits): bigint {
  const names = Object.keys(state);
  const isGiven = givesState(state, bits);
  const left = isGiven ? {} : Object.fromEntries(names.map((name) => [name, 0n]));
  return layout.pack({ ...left, ...bits, [stateGiven]: isGiven ? 1n : 0n });
}

/** Whether bits say what a design's registers hold, some or all. */
export const givesState = (state: Design["state"], bits: Bits): boolean =>
  Object.keys(state).some((name) => name in bits);

/** The inverse of `packVector`. */
export function unpackVector(layout: WordLayout, state: Design["state"], word: bigint): Bits {
  const { [stateGiven]: given, ...bits } = layout.unpack(word);
  if (given === 1n) return bits;
  return Object.fromEntries(Object.entries(bits).filter(([name]) => !(name in state)));
}

/** What the bits of a design's state are called, `sum[3]`, in the order in which they lie in a vector, the lowest first. */
export function stateBits({ state }: Pick<Design, "state">): string[] {
  return Object.entries(state)
    .toReversed()
    .flatMap(([name, { width }]) => bitNames(name, width));
}

/** What the bits of a signal are called, the lowest first. */
export const bitNames = (name: string, width: number): string[] =>
  width === 1 ? [name] : Array.from({ length: width }, (_, bit) => `${name}[${bit}]`);

/** The design without state to load, for whoever cannot: cycles that would load it are left out. */
export function withoutState(design: Design): Design {
  const { state } = design;
  if (Object.keys(state).length === 0) return design;
  return {
    ...design,
    state: {},
    cases: () => [...design.cases()].filter((bits) => !givesState(state, bits)),
  };
}
