import { isDeepStrictEqual } from "node:util";
import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { shiftLeft, type Steps } from "../shift-left.js";
import type { Segmenter } from "./take-segment.js";

/** How a result becomes negative: not at all, by one's or by two's complement. */
export type Sign = "unsigned" | "c1" | "c2";

/** How far the two shifters of an approximate multiplier decide in parallel. */
export interface Shape {
  /** How the leading one is found. */
  readonly normaliser: Segmenter;
  readonly steps: Steps;
}

export interface PlaceOptions {
  /** Bits of the result. */
  readonly width: number;
  /** The result is ⌊value · 2^amount / 2^drop⌋. */
  readonly drop: number;
  /** The largest amount there is. */
  readonly most: number;
  /** The result is 0 where this is 0; null where it never has to be. */
  readonly valid: Signal | null;
  /** Whether the result is complemented or negated; only where `valid` is 1. */
  readonly negative: Signal | null;
  readonly sign: Sign;
  /** Where `when` is 1, which takes an amount of `most` or more, the result's first bits are `ones` ones, then zeros. */
  readonly overflow?: { readonly when: Signal; readonly ones: number } | null;
  readonly steps: Steps;
}

/**
 * Shifts left in two steps: by the low bits of the amount, while the value is narrow, then to one of a few places, whose
 * number the high bits are decoded to. The places that do not reach a bit of the result
 * leave it at 0, or at 1 where the result is complemented or, above the place, negated: so a sign costs no
 * exclusive-or behind the shift.
 */
export function place(m: Module, value: Signal, amount: Signal, options: PlaceOptions): Expression {
  const { width, drop, most, valid, negative, sign, overflow = null } = options;
  const fine = Math.max(0, Math.min(Math.log2(options.steps.distance), amount.width - 1));
  const step = 2 ** fine;
  const places = Math.floor(most / step) + 1;
  // What even the largest amount leaves below the result.
  const lost = drop - step * places + 1;
  if (lost > 0) m.unused(value.bits(lost - 1, 0));
  const { signal: shifted, low: unused } = shiftLeft(m, value, amount, {
    bits: fine,
    needed: drop - step * (places - 1),
    atOnce: options.steps.atOnce,
  });

  const last = overflow ? 2 ** (amount.width - fine) : places;
  const at = Array.from({ length: places }, (_, index) => {
    const here = isNumber(amount, fine, index, last);
    const fits = overflow && index === places - 1 ? v`~${overflow.when}` : v`1'b1`;
    return m.wire(`place${index}`, 1, v`${here} & ${valid ?? v`1'b1`} & ${fits}`);
  });
  let signed = shifted;
  if (negative && sign === "c1")
    signed = m.wire("complement", shifted.width, v`${shifted} ^ {${shifted.width}{${negative}}}`);
  if (negative && sign === "c2") {
    // Below the result are fewer bits the further up the place is: they must not take part in the negation.
    let kept = shifted.bits(shifted.width - 1, drop - unused);
    for (let high = drop - unused, places = 1; high > 0; high -= step, places++) {
      const bits = Math.min(step, high);
      const cut = at.slice(0, places).reduce<Expression>((any, one) => v`{${one}, ${any}}`, v`0'b0`);
      kept = v`{${kept}, ${shifted.bits(high - 1, high - bits)} & ~{${bits}{|(${cut})}}}`;
    }
    signed = m.wire("negated", shifted.width, v`(${kept} ^ {${shifted.width}{${negative}}}) + ${negative}`);
  }

  // What a bit is where none of the places that reach it is taken, by the first and last of them.
  const known = new Map<string, Signal | null>();
  const elsewhere = (first: number, last: number): Signal | null => {
    if (negative === null) return null;
    const key = sign === "c1" ? `${first}_${last}` : `${first}`;
    let found = known.get(key);
    if (found === undefined) {
      const few = sign === "c1" ? at.slice(first, last + 1) : at.slice(0, first);
      const any = few.reduce<Expression>((sum, one) => v`{${one}, ${sum}}`, v`0'b0`);
      const none = sign === "c1" && any.width > 0 ? v`~(|${any})` : v`|${any}`;
      if (any.width === 0) found = sign === "c1" ? negative : null;
      else found = m.wire(`else${key}`, 1, v`${negative} & ${none}`);
      known.set(key, found);
    }
    return found;
  };

  // Bits side by side that the same places reach.
  const reach = (bit: number): { first: number; last: number; full: boolean } => ({
    first: Math.min(places, Math.max(0, Math.ceil((bit + drop - unused - (signed.width - 1)) / step))),
    last: Math.min(places - 1, Math.floor((bit + drop) / step)),
    full: overflow !== null && bit >= width - overflow.ones,
  });
  let result = v`0'b0`;
  for (let low = 0; low < width;) {
    const { first, last, full } = reach(low);
    let high = low;
    while (high + 1 < width && isDeepStrictEqual(reach(high + 1), reach(low))) high++;
    const bits = high - low + 1;
    const terms: Expression[] = [];
    for (let index = first; index <= last; index++) {
      const from = drop - unused - step * index;
      terms.push(v`({${bits}{${at[index] ?? value}}} & ${signed.bits(high + from, low + from)})`);
    }
    const rest = elsewhere(first, last);
    if (rest) terms.push(v`{${bits}{${rest}}}`);
    if (full && overflow) terms.push(v`{${bits}{${overflow.when}}}`);
    const part = terms.length === 0 ? v`${bits}'b0` : terms.reduce((sum, term) => v`${sum} | ${term}`);
    result = v`{${m.wire(`part${low}`, bits, part)}, ${result}}`;
    low = high + 1;
  }
  return result;
}

/** Whether the bits of `amount` from `low` up are `index`, where they are always less than `count`. */
function isNumber(amount: Signal, low: number, index: number, count: number): Expression {
  const bits = Array.from({ length: amount.width - low }, (_, bit) => bit).reverse();
  // A bit that no number there is has beside the ones of this one need not be looked at.
  const looked = bits.filter((bit) => (index >> bit) & 1 || index + 2 ** bit < count);
  if (bits.length === 0) return v`1'b1`;
  if (looked.length === bits.length)
    return v`${amount.bits(amount.width - 1, low)} == ${bits.length}'d${index}`;
  const literal = (bit: number): Expression =>
    (index >> bit) & 1 ? amount.bit(low + bit) : v`~${amount.bit(low + bit)}`;
  return looked.map(literal).reduce((all, one) => v`${all} & ${one}`, v`1'b1`);
}
