/**
 * Where a group of bits `high` … `low` is split in two: the bits from `split(high, low)` up, and those below.
 * Whether the group generates a carry, and whether it propagates one, follows from its two parts.
 * Every parallel-prefix adder is such a rule (Brent and Kung 1982). Example: Sklansky splits 7 … 0 at 4, 7 …
 * 4 at 6.
 */
export type Split = (high: number, low: number) => number;

/** The largest power of two that is at most `value` ≥ 1. */
const powerBelow = (value: number): number => 2 ** Math.floor(Math.log2(value));

/** The largest power of two that divides `value` ≥ 1. */
const lowestBit = (value: number): number => value & -value;

/** One carry after another: the fewest gates, as many levels as bits. */
const ripple: Split = (high) => high;

/** log₂ n levels, few gates, fanouts up to n/2 (Sklansky 1960). */
const sklansky: Split = (high, low) => low + powerBelow(high - low);

/** 2 log₂ n − 1 levels, about 2n gates, fanouts of two (Brent and Kung 1982). */
const brentKung: Split = (high, low) => {
  const length = high - low + 1;
  const tail = lowestBit(length);
  return high + 1 - (tail === length ? length / 2 : tail);
};

/** log₂ n levels, n log₂ n gates, fanouts of two (Kogge and Stone 1973). */
const koggeStone: Split = (high, low) => high + 1 - powerBelow(high - low);

/** Kogge–Stone on every other bit: one level more, half the gates (Han and Carlson 1987). */
const hanCarlson: Split = (high, low) => {
  const length = high - low + 1;
  if (length % 2 === 1) return high;
  return high + 1 - Math.max(1, powerBelow(length - 1));
};

export const prefixNetworks = { ripple, brentKung, sklansky, koggeStone, hanCarlson } as const;

/** Delay of one prefix operator, in FO4, as the arrivals. */
const operatorDelay = 1.8;

/**
 * Splits each group where it is ready earliest, for given arrivals of the bits; among equals, nearest to the
 * middle.
 * In a multiplier the middle of the product arrives last (Oklobdzija 1994).
 */
export function byArrival(arrivals: readonly number[]): Split {
  const known = new Map<number, { ready: number; at: number }>();
  const best = (high: number, low: number): { ready: number; at: number } => {
    if (high === low) return { ready: arrivals[high] ?? 0, at: high };
    const key = high * arrivals.length + low;
    let found = known.get(key);
    if (found !== undefined) return found;
    found = { ready: Infinity, at: high };
    let offCentre = Infinity;
    for (let at = low + 1; at <= high; at++) {
      const ready = Math.max(best(high, at).ready, best(at - 1, low).ready) + operatorDelay;
      const distance = Math.abs(high + low + 1 - 2 * at);
      if (ready < found.ready || (ready === found.ready && distance < offCentre)) {
        found = { ready, at };
        offCentre = distance;
      }
    }
    known.set(key, found);
    return found;
  };
  return (high, low) => best(high, low).at;
}
