import type { Pool } from "../network/steps.js";

/** The windows of a plane. */
export interface PlaneWindows {
  /** Numbers of a plane. */
  readonly area: number;
  /** Where the inputs of all windows stand, one window after the other. */
  readonly inside: Int32Array;
  /** Of each window its first in `inside`, and the end. */
  readonly starts: Int32Array;
  /** By what each window's sum is divided: its inputs, and the padding in it where that counts. */
  readonly counts: readonly number[];
  /** Whether no input is in two windows. */
  readonly areApart: boolean;
}

export function windowsOfPlane({ windows, countsPadding }: Pool): PlaneWindows {
  const { height, width, kernel, strides, dilations, pads, outHeight, outWidth } = windows;
  const inside: number[] = [];
  const starts: number[] = [0];
  const counts: number[] = [];
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++) {
      let padding = 0;
      for (let ky = 0; ky < kernel[0]; ky++)
        for (let kx = 0; kx < kernel[1]; kx++) {
          const row = y * strides[0] - pads[0] + ky * dilations[0];
          const column = x * strides[1] - pads[1] + kx * dilations[1];
          if (row >= 0 && row < height && column >= 0 && column < width) inside.push(row * width + column);
          // With ceil_mode a window may reach beyond the padding, which never counts.
          else if (row < height + pads[2] && column < width + pads[3]) padding++;
        }
      counts.push(inside.length - (starts.at(-1) ?? 0) + (countsPadding ? padding : 0));
      starts.push(inside.length);
    }
  return {
    area: height * width,
    inside: Int32Array.from(inside),
    starts: Int32Array.from(starts),
    counts,
    areApart: new Set(inside).size === inside.length,
  };
}

/** Windows as vector functions take them: of each how many numbers, and where in a plane they stand, in bytes. */
export function tableOfWindows({ starts, inside }: PlaneWindows): Int32Array {
  const outputs = starts.length - 1;
  const table = new Int32Array(outputs + inside.length);
  for (let window = 0, at = 0; window < outputs; window++) {
    const own = inside.subarray(starts[window], starts[window + 1]);
    table[at++] = own.length;
    for (const one of own) table[at++] = 4 * one;
  }
  return table;
}
