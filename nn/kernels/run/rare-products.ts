import { vectorsFor } from "../code/vector.js";
import type { Engine } from "./engine.js";
import type { Layer, Missing, Operands, Plan } from "./plan.js";

/** Where more than one product of so many is looked at, or put right, steps that need no such care are faster. */
const mostSeen = 32;
const mostRare = 4096;
/** So many always are. */
const fewSeen = 4096;
const fewRare = 64;

/** Groups of operands that have limits, side by side. */
interface Groups extends Operands {
  readonly count: number;
  /** Operands of a group. */
  readonly length: number;
  /** Where 16 bytes a group may be written. */
  readonly flagsAt: number;
  /** Products of all, and of one operand. */
  readonly products: number;
  readonly ofEach: number;
}

/** What is missing in sums of quick steps; null if it is too much. */
type Found = readonly Missing[] | null;

/** Of operands that are written out, pixel by pixel; `flagsAt` is where 16 bytes a pixel may be written. */
export function denseMissing(
  engine: Engine,
  plan: Plan,
  layer: Layer,
): (operands: Operands, pixels: number, flagsAt: number) => Found {
  const { rare } = plan;
  if (rare === undefined) return () => [];
  const { rows, depth, weights } = layer;
  const limits = limitsOf(rare.limitOf, layer, depth);
  const limitsAt = engine.arena.reserve(16 * vectorsFor(depth));
  engine.arena
    .words(limitsAt, 4 * vectorsFor(depth))
    .fill(0)
    .set(limits);
  return (operands, pixels, flagsAt) => {
    const groups = {
      ...operands,
      flagsAt,
      count: pixels,
      length: depth,
      products: pixels * rows * depth,
      ofEach: rows,
    };
    engine.call("rare", ...placesOf(groups, limitsAt), 0, 16);
    return find(
      engine,
      plan,
      groups,
      (_, k) => limits[k],
      (pixel, k, activation, add) => {
        const most = rare.weightsBelow(activation);
        for (let row = 0; row < rows; row++) {
          const weight = weights[row * depth + k] ?? NaN;
          if (Math.abs(weight) < most) add({ pixel, row, value: rare.missing(activation, weight) });
        }
      },
    );
  };
}

interface Windows {
  readonly channels: number;
  /** Numbers of the padded image. */
  readonly paddedSize: number;
  readonly corners: Int32Array;
  readonly offsets: Int32Array;
  /** Which window begins at a number of the padded image; −1: none. */
  readonly pixelAt: () => Int32Array;
}

/** Of windows of an image: all weights of a channel set one limit. */
export function windowMissing(
  engine: Engine,
  plan: Plan,
  layer: Layer,
  { channels, paddedSize, corners, offsets, pixelAt }: Windows,
): (operands: Operands) => Found {
  const { rare } = plan;
  if (rare === undefined) return () => [];
  const { rows, depth, weights } = layer;
  const limits = limitsOf(rare.limitOf, layer, channels);
  const [limitsAt, flagsAt] = [engine.arena.reserve(16 * channels), engine.arena.reserve(16 * channels)];
  const words = engine.arena.words(limitsAt, 4 * channels);
  for (let at = 0; at < words.length; at++) words[at] = limits[at >> 2] ?? 0;
  const [length, each, products] = [paddedSize / channels, depth / channels, rows * depth * corners.length];
  return (operands) => {
    const groups = { ...operands, flagsAt, count: channels, length, products, ofEach: rows * each };
    engine.call("rare", ...placesOf(groups, limitsAt), 16, 0);
    return find(
      engine,
      plan,
      groups,
      (channel) => limits[channel],
      (channel, index, activation, add) => {
        const most = rare.weightsBelow(activation);
        for (let k = channel * each; k < (channel + 1) * each; k++) {
          const pixel = pixelAt()[channel * length + index - (offsets[k] ?? 0)] ?? -1;
          for (let row = 0; row < rows && pixel >= 0; row++) {
            const weight = weights[row * depth + k] ?? NaN;
            if (Math.abs(weight) < most) add({ pixel, row, value: rare.missing(activation, weight) });
          }
        }
      },
    );
  };
}

const placesOf = ({ codesAt, flagsAt, count, length }: Groups, limitsAt: number): number[] => [
  ...[codesAt, limitsAt, flagsAt, count],
  ...[vectorsFor(length), 4 * length],
];

/** The limits that weights set: of as many parts of a sum's products, each with the same number of them. */
function limitsOf(
  limitOf: (weight: number) => number,
  { rows, depth, weights }: Layer,
  count: number,
): Int32Array {
  const least = new Float64Array(count).fill(Infinity);
  const length = depth / count;
  for (let row = 0; row < rows; row++)
    for (let part = 0, k = row * depth; part < count; part++) {
      let own = least[part] ?? Infinity;
      for (const last = k + length; k < last; k++) {
        const weight = Math.abs(weights[k] ?? NaN);
        if (weight !== 0 && weight < own) own = weight;
      }
      least[part] = own;
    }
  return Int32Array.from(least, (weight) => (weight === Infinity ? 0 : limitOf(weight)));
}

/** @param addMissing adds what is missing because of an activation: it is below its limit */
function find(
  { arena }: Engine,
  { scheme }: Plan,
  { codesAt, activations, flagsAt, count, length, products, ofEach }: Groups,
  limitOf: (group: number, index: number) => number | undefined,
  addMissing: (group: number, index: number, activation: number, add: (one: Missing) => void) => void,
): Found {
  const above = scheme.quick?.rareAbove ?? 0;
  const flags = arena.words(flagsAt, 4 * count);
  const codes = arena.words(codesAt, count * length);
  const found: Missing[] = [];
  const add = (missing: Missing): void => {
    if (missing.value !== 0) found.push(missing);
  };
  const most = {
    seen: Math.max(fewSeen, products / mostSeen),
    found: Math.max(fewRare, products / mostRare),
  };
  let seen = 0;
  for (let group = 0; group < count; group++) {
    if (flags.subarray(4 * group, 4 * group + 4).every((flag) => flag === 0)) continue;
    for (let index = 0; index < length; index++) {
      const at = group * length + index;
      const code = (codes[at] ?? 0) & 0x7fffffff;
      if (code <= above || code >= (limitOf(group, index) ?? 0)) continue;
      addMissing(group, index, activations[at] ?? NaN, add);
      seen += ofEach;
      if (found.length > most.found || seen > most.seen) return null;
    }
  }
  return found;
}

/** Adds what is missing to sums in doubles: of `pixels` pixels from `first` on. */
export function addMissing(
  engine: Engine,
  missing: readonly Missing[],
  sums: Readonly<Record<"sumsAt" | "first" | "pixels" | "paddedRows", number>>,
): void {
  if (missing.length === 0) return;
  const { sumsAt, first, pixels, paddedRows } = sums;
  const memory = engine.arena.doubles(sumsAt, pixels * paddedRows);
  for (const { pixel, row, value } of missing) {
    const at = (pixel - first) * paddedRows + row;
    if (pixel >= first && pixel < first + pixels) memory[at] = (memory[at] ?? NaN) + value;
  }
}
