import { v, type Expression, type Module } from "../../hdl/index.js";
import type { Bit } from "./bit-heap.js";

/** What a counter makes of its bits: their sum modulo 2, and the carry of the next weight. */
export interface Counted {
  readonly sum: Bit;
  /** Null where the next weight does not count. */
  readonly carry: Bit | null;
}

/** From the first two bits to the sum, from the third, and to the carry: FO4, an exclusive-or being 2. */
const delays = { sum: { early: 4, late: 2 }, carry: { early: 3.6, late: 1.8 }, half: { sum: 2, carry: 1.2 } };

/**
 * Adds two or three bits of one weight. The latest bit is given the shorter way through. The wire `name` is
 * {carry, sum}, or the sum alone where no carry is wanted.
 */
export function count(m: Module, name: string, bits: readonly Bit[], wantCarry: boolean): Counted {
  const ones = bits.filter(({ value }) => value === null).length;
  const [a, b, c] = bits
    .flatMap(({ value, arrival }) => (value === null ? [] : [{ value, arrival }]))
    .toSorted((left, right) => left.arrival - right.arrival);
  if (a === undefined || ones > 1) throw new Error(`${name} counts constants`);

  if (b === undefined) {
    // 1 + a: the sum is the complement, the carry the bit itself.
    const sum = m.wire(name, 1, v`~${a.value}`);
    return { sum: { value: sum.all, arrival: a.arrival }, carry: wantCarry ? a : null };
  }
  const declare = (sum: Expression, carry: Expression, sumAt: number, carryAt: number): Counted => {
    if (!wantCarry) return { sum: { value: m.wire(name, 1, sum).all, arrival: sumAt }, carry: null };
    const both = m.wire(name, 2, v`{${carry}, ${sum}}`);
    return { sum: { value: both.bit(0), arrival: sumAt }, carry: { value: both.bit(1), arrival: carryAt } };
  };
  const p = a.value;
  const q = b.value;
  const { half } = delays;
  const early = b.arrival;
  if (c === undefined)
    return ones === 1
      ? declare(v`~(${p} ^ ${q})`, v`${p} | ${q}`, early + half.sum, early + half.carry)
      : declare(v`${p} ^ ${q}`, v`${p} & ${q}`, early + half.sum, early + half.carry);
  const ready = (delay: { early: number; late: number }): number =>
    Math.max(early + delay.early, c.arrival + delay.late);
  return declare(
    v`${p} ^ ${q} ^ ${c.value}`,
    v`(${p} & ${q}) | (${c.value} & (${p} ^ ${q}))`,
    ready(delays.sum),
    ready(delays.carry),
  );
}
