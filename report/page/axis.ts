import { format } from "d3-format";
import { scaleLinear, scaleLog } from "d3-scale";
import { domainOf, type Domain } from "./domain.js";

/** Pixels at an axis' end for what lies beyond its range. */
const endRoom = 26;

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** An axis of a plot, in pixels. */
export interface Axis {
  /** Where a value stands. What is beyond the range stands at the end. */
  place(value: number): number;
  /** Whether a value is beyond the range: −1 below, 1 above. */
  beyond(value: number): -1 | 0 | 1;
  readonly ticks: readonly Tick[];
  /** The ends at which something stands that is beyond the range: where its label is, and the border to the range. */
  readonly ends: readonly (Tick & { readonly border: number })[];
}

/**
 * @param start the pixel of the lower end
 * @param end that of the upper end; less than `start` for an upright axis
 * @param distance between ticks, in pixels, about
 */
export function axisOf(
  values: readonly number[],
  { start, end, distance, whole }: { start: number; end: number; distance: number; whole: boolean },
): Axis {
  const domain = domainOf(values, whole, shortNumber);
  const inwards = end > start ? endRoom : -endRoom;
  const from = start + (domain.below === undefined ? 0 : inwards);
  const to = end - (domain.above === undefined ? 0 : inwards);
  const scale = (domain.kind === "log" ? scaleLog : scaleLinear)([domain.low, domain.high], [from, to]);
  const beyond = (value: number): -1 | 0 | 1 => (value < domain.low ? -1 : value > domain.high ? 1 : 0);
  const ends = [
    ...(domain.below === undefined ? [] : [{ at: start + inwards / 3, border: from, text: domain.below }]),
    ...(domain.above === undefined ? [] : [{ at: end - inwards / 3, border: to, text: domain.above }]),
  ];
  return {
    place(value) {
      const side = beyond(value);
      if (side === 0) return scale(value);
      return side < 0 ? start + inwards / 3 : end - inwards / 3;
    },
    beyond,
    ticks: ticksOf(domain, Math.abs(to - from) / distance)
      .map((value) => ({ at: scale(value), text: shortNumber(value) }))
      .filter(({ at }) => ends.every((other) => Math.abs(other.at - at) > distance / 2)),
    ends,
  };
}

/** Round values: of a logarithmic axis 1, 2 and 5 times the powers of ten, or powers only, as there is room. */
function ticksOf({ kind, low, high }: Domain, most: number): number[] {
  const count = Math.max(2, Math.floor(most));
  // d3 takes a count for a hint, and gives up to half as many more.
  if (kind === "linear") return thinned(scaleLinear([low, high], [0, 1]).ticks(count), count);
  const powers = Array.from(
    { length: Math.floor(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => 10 ** (Math.floor(Math.log10(low)) + index),
  );
  const inside = (digits: readonly number[]): number[] =>
    powers
      .flatMap((power) => digits.map((digit) => digit * power))
      .filter((value) => value >= low && value <= high);
  const fine = [[1, 2, 3, 5], [1, 2, 5], [1, 3], [1]].map(inside);
  const fitting = fine.find(({ length }) => length <= count) ?? [];
  if (fitting.length >= 2) return fitting;
  const [powersOnly = []] = fine.slice(-1);
  return thinned(powersOnly, count);
}

/** Every second, third, … of evenly spaced ticks, so that there are at most so many. */
const thinned = (ticks: readonly number[], most: number): number[] =>
  ticks.filter((_, index) => index % Math.ceil(ticks.length / most) === 0);

const [whole, thousands, small] = [format(",.3~g"), format(".3~s"), format(".3~g")];

/** To three digits: `0.25`, `1,500`, `73.4k`. */
function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 10_000) return thousands(value);
  return size >= 1000 ? format(",.4~r")(value) : size >= 1 ? whole(value) : small(value);
}
