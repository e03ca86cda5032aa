import { v, type Expression, type Module } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import type { Bit } from "./bit-heap.js";

/** What full adders are made of. */
export const counterMeanings = {
  xor: "full adders of exclusive-ors",
  halves: "full adders of half adders that share gates",
  allHalves: "half adders that share gates, which the final adder is also made of",
} as const;
export type CounterStyle = keyof typeof counterMeanings;

export interface CountOptions {
  readonly style: CounterStyle;
  readonly wantCarries: boolean;
}

/** A counter's outputs: the sum of its bits modulo 2, and the carry to the next weight. */
export interface Counted {
  readonly sum: Bit;
  /** Null where the next weight is beyond the width. */
  readonly carry: Bit | null;
}

/**
 * Counters of successive weights side by side, as vectors. Each adds two or three bits of its weight: all as
 * many, and all or none with a constant 1.
 * The latest bit takes the shorter path. Only `allHalves` came out smaller the other way round.
 */
export function count(
  m: Module,
  name: string,
  counters: readonly (readonly Bit[])[],
  { style, wantCarries }: CountOptions,
): Counted[] {
  const inputs = counters.map((bits) => variablesOf(bits, style));
  const part = m.scope(name);
  const operands = ["a", "b", "c"].flatMap((letter, index) => operand(part, letter, inputs, index));
  const withOne = counters.some((bits, index) => bits.length > (inputs[index]?.length ?? 0));
  const { sum, carry } = style === "xor" ? ofXors(operands, withOne) : ofHalves(part, operands, withOne);
  const sums = part.wire("sum", counters.length, sum);
  const carries = wantCarries ? part.wire("carry", counters.length, carry) : null;
  return inputs.map((bits, index) => {
    const ready = settled(bits);
    return {
      sum: { value: sums.bit(index), arrival: ready.sum },
      carry: carries && { value: carries.bit(index), arrival: ready.carry },
    };
  });
}

interface Variable extends Bit {
  readonly value: Expression;
}

/** A counter's bits without its constant: the earliest first, or the latest for `allHalves`. */
function variablesOf(bits: readonly Bit[], style: CounterStyle): Variable[] {
  const later = style === "allHalves" ? -1 : 1;
  return bits
    .filter((bit): bit is Variable => bit.value !== null)
    .toSorted((left, right) => later * (left.arrival - right.arrival));
}

/** The counters' `index`-th bits side by side, if there are any; named if they come from several signals. */
function operand(m: Module, name: string, inputs: readonly Variable[][], index: number): Expression[] {
  const bits = inputs.flatMap((counter) => counter[index]?.value ?? []);
  if (bits.length === 0) return [];
  const value = concatenate(bits.toReversed());
  return [value.node.kind === "concat" ? m.wire(name, bits.length, value).all : value];
}

interface Logic {
  readonly sum: Expression;
  readonly carry: Expression;
}

/** The sum of two or three bits, or of one or two bits and a constant 1. */
function ofXors([a, b, c]: readonly Expression[], withOne: boolean): Logic {
  if (a === undefined) throw new Error("a counter of constants");
  if (b === undefined) return { sum: v`~${a}`, carry: a };
  if (c !== undefined)
    return { sum: v`${a} ^ ${b} ^ ${c}`, carry: v`(${a} & ${b}) | (${c} & (${a} ^ ${b}))` };
  return withOne
    ? { sum: v`~(${a} ^ ${b})`, carry: v`${a} | ${b}` }
    : { sum: v`${a} ^ ${b}`, carry: v`${a} & ${b}` };
}

/** The same with the AND gate shared by sum and carry: a ^ b = (a | b) & ~(a & b). */
function ofHalves(m: Module, operands: readonly Expression[], withOne: boolean): Logic {
  const [a, b, c] = operands;
  if (a === undefined || b === undefined) return ofXors(operands, withOne);
  const width = a.width;
  const both = m.wire("both", width, v`${a} & ${b}`);
  if (withOne) return { sum: v`~(${a} | ${b}) | ${both}`, carry: v`${a} | ${b}` };
  const differ = v`(${a} | ${b}) & ~${both}`;
  if (c === undefined) return { sum: differ, carry: both.all };
  const half = m.wire("half", width, differ);
  const through = m.wire("through", width, v`${half} & ${c}`);
  return { sum: v`(${half} | ${c}) & ~${through}`, carry: v`${both} | ${through}` };
}

/** Delays in FO4 from a counter's first two bits (early) and from its third (late); an exclusive-or is 2. */
const delays = { sum: { early: 4, late: 2 }, carry: { early: 3.6, late: 1.8 }, half: { sum: 2, carry: 1.2 } };

/** When a counter's sum and carry arrive. */
function settled([a, b, c]: readonly Variable[]): { sum: number; carry: number } {
  if (b === undefined) return { sum: a?.arrival ?? 0, carry: a?.arrival ?? 0 };
  const early = b.arrival;
  if (c === undefined) return { sum: early + delays.half.sum, carry: early + delays.half.carry };
  const after = (delay: { early: number; late: number }): number =>
    Math.max(early + delay.early, c.arrival + delay.late);
  return { sum: after(delays.sum), carry: after(delays.carry) };
}
