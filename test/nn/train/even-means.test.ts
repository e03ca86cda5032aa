import { expect, test } from "vitest";
import type { Pool } from "../../../nn/network/steps.js";
import { isEven } from "../../../nn/train/layers/pool.js";

/** Means of rows of four numbers with one of padding on either side, in windows of three. */
const mean = (stride: number, outWidth: number, countsPadding: boolean): Pool => ({
  kind: "pool",
  of: "mean",
  countsPadding,
  windows: {
    channels: 1,
    height: 1,
    width: 4,
    kernel: [1, 3],
    strides: [1, stride],
    dilations: [1, 1],
    pads: [0, 1, 0, 1],
    outHeight: 1,
    outWidth,
  },
});

test.each([
  ["whose padding counts", mean(1, 4, true), true],
  ["whose padding does not count", mean(1, 4, false), false],
  // The third window, with ceil_mode, holds a number, the padding and nothing.
  ["of which one reaches beyond the padding", mean(2, 3, true), false],
])("windows %s have as many terms each, or not", (_, step, even) => {
  expect(isEven(step)).toBe(even);
});
