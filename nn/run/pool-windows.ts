import type { Pool } from "../network/steps.js";

/** The windows of a plane. */
export interface PlaneWindows {
  /** Numbers of a plane. */
  readonly area: number;
  /** Where the inputs of all windows stand, one window after the other. */
  readonly inside: Int32Array;
  /** Of each window its first in `inside`, and the end. */
  readonly starts: Int32Array;
  /** By what a window's sum is divided. */
  readonly counts: readonly number[];
  /** Whether no input is in two windows. */
  readonly areApart: boolean;
}

export function windowsOfPlane({ windows, countsPadding }: Pool): PlaneWindows {
  const { height, width, kernel, strides, dilations, pads, outHeight, outWidth } = windows;
  const inside: number[] = [];
  const starts: number[] = [0];
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++) {
      for (let ky = 0; ky < kernel[0]; ky++)
        for (let kx = 0; kx < kernel[1]; kx++) {
          const row = y * strides[0] - pads[0] + ky * dilations[0];
          const column = x * strides[1] - pads[1] + kx * dilations[1];
          if (row >= 0 && row < height && column >= 0 && column < width) inside.push(row * width + column);
        }
      starts.push(inside.length);
    }
  const whole = kernel[0] * kernel[1];
  return {
    area: height * width,
    inside: Int32Array.from(inside),
    starts: Int32Array.from(starts),
    counts: starts.slice(1).map((end, window) => (countsPadding ? whole : end - (starts[window] ?? 0))),
    areApart: new Set(inside).size === inside.length,
  };
}
