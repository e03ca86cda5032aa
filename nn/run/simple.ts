import type { Concat, Pointwise, Scale, Sum } from "../network/steps.js";
import { Mean } from "./exact.js";

/* Layers that move numbers, or look at one at a time. */

export function runConcat(
  { lengths, outer }: Concat,
  inputs: readonly Float32Array[],
  out: Float32Array,
  images: number,
): void {
  let to = 0;
  for (let part = 0; part < images * outer; part++)
    inputs.forEach((input, source) => {
      const length = lengths[source] ?? 0;
      out.set(input.subarray(part * length, (part + 1) * length), to);
      to += length;
    });
}

/** Exact sums, rounded once: to the nearest float, or to odd. */
export function runSum(
  { count, inner }: Sum,
  input: Float32Array,
  out: Float32Array,
  sums: number,
  toOdd: boolean,
): void {
  const sum = new Mean();
  for (let to = 0; to < sums; to++) {
    const first = Math.floor(to / inner) * count * inner + (to % inner);
    sum.clear();
    for (let term = 0; term < count; term++) sum.add(input[first + term * inner] ?? 0);
    out[to] = toOdd ? sum.toOdd(1) : sum.nearest(1);
  }
}

/** in × scale + shift, both rounded to float32: a product and a sum in float32, each rounded. */
export function runScale(
  { scale, shift, area }: Scale,
  input: Float32Array,
  out: Float32Array,
  images: number,
): void {
  const channels = scale.length;
  for (let plane = 0, at = 0; plane < images * channels; plane++) {
    const factor = Math.fround(scale[plane % channels] ?? 0);
    const summand = Math.fround(shift[plane % channels] ?? 0);
    for (const end = at + area; at < end; at++) out[at] = Math.fround((input[at] ?? 0) * factor) + summand;
  }
}

/** 1 / (1 + e^−x), computed in double. */
export function runSigmoid(input: Float32Array, out: Float32Array, count: number): void {
  for (let at = 0; at < count; at++) out[at] = 1 / (1 + Math.exp(-(input[at] ?? 0)));
}

export function runClip(
  { low, high }: Pointwise & { readonly kind: "clip" },
  input: Float32Array,
  out: Float32Array,
  count: number,
): void {
  for (let at = 0; at < count; at++) out[at] = Math.min(Math.max(input[at] ?? 0, low), high);
}

/** Of each group its shares, which add up to 1; computed in double and rounded to float32. */
export function runSoftmax(input: Float32Array, out: Float32Array, size: number, count: number): void {
  for (let group = 0; group < count; group++) {
    const values = input.subarray(group * size, (group + 1) * size);
    const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
    let sum = 0;
    for (const value of values) sum += Math.exp(value - largest);
    values.forEach((value, at) => {
      out[group * size + at] = Math.exp(value - largest) / sum;
    });
  }
}
