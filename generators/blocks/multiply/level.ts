import type { Module } from "../../hdl/index.js";
import type { Bit } from "./bit-heap.js";
import { count, type Counted, type CounterStyle } from "./counters.js";

/** What one level does to a column: the bits of each counter, and the bits left as they are. */
export interface Planned {
  readonly counted: readonly (readonly Bit[])[];
  readonly left: readonly Bit[];
}

/** Counters of one kind for successive weights, from `low` up. */
interface Run {
  readonly low: number;
  readonly kind: string;
  readonly counters: (readonly Bit[])[];
}

/**
 * One level of counters, side by side. The columns' first counters are written as vectors, as far as
 * successive ones are of one kind; then their second ones, and so on.
 * A few wide signals read and simulate better than many narrow ones.
 */
export function countLevel(m: Module, plan: readonly Planned[], style: CounterStyle): Bit[][] {
  const results = plan.map((): Counted[] => []);
  const most = Math.max(0, ...plan.map(({ counted }) => counted.length));
  for (let ordinal = 0; ordinal < most; ordinal++)
    for (const { low, counters } of runs(plan, ordinal)) {
      const wantCarries = low + counters.length < plan.length;
      const made = count(m, `w${low}_${ordinal}`, counters, { style, wantCarries });
      made.forEach((counted, index) => results[low + index]?.push(counted));
    }
  return plan.map(({ left }, weight) => [
    ...left,
    ...(results[weight - 1] ?? []).flatMap(({ carry }) => carry ?? []),
    ...(results[weight] ?? []).map(({ sum }) => sum),
  ]);
}

function runs(plan: readonly Planned[], ordinal: number): Run[] {
  const found: Run[] = [];
  for (const [weight, { counted }] of plan.entries()) {
    const bits = counted[ordinal];
    if (bits === undefined) continue;
    const ones = bits.filter(({ value }) => value === null).length;
    // the highest column's counter makes no carry
    const kind = `${bits.length} ${ones} ${weight === plan.length - 1}`;
    const last = found.at(-1);
    if (last?.kind === kind && last.low + last.counters.length === weight) last.counters.push(bits);
    else found.push({ low: weight, kind, counters: [bits] });
  }
  return found;
}
