import type { Pool } from "../network/steps.js";
import { Mean } from "./exact.js";

/**
 * The mean of every window: the exact sum, divided and rounded once, to the nearest float, or with `toOdd` so that the next
 * layer's rounding is the only one.
 */
export function runMeans(
  { windows, countsPadding }: Pool,
  input: Float32Array,
  output: Float32Array,
  images: number,
  toOdd: boolean,
): void {
  const { channels, height, width, kernel, strides, dilations, pads, outHeight, outWidth } = windows;
  const mean = new Mean();
  let to = 0;
  for (let plane = 0; plane < images * channels; plane++)
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++) {
        const top = y * strides[0] - pads[0];
        const left = x * strides[1] - pads[1];
        let inside = 0;
        let padding = 0;
        mean.clear();
        for (let ky = 0; ky < kernel[0]; ky++) {
          const row = top + ky * dilations[0];
          for (let kx = 0; kx < kernel[1]; kx++) {
            const column = left + kx * dilations[1];
            if (row < 0 || row >= height || column < 0 || column >= width) {
              // With ceil_mode a window may reach beyond the padding, which never counts.
              if (row < height + pads[2] && column < width + pads[3]) padding++;
              continue;
            }
            const value = input[(plane * height + row) * width + column] ?? 0;
            inside++;
            mean.add(value);
          }
        }
        const count = countsPadding ? inside + padding : inside;
        output[to++] = toOdd ? mean.toOdd(count) : mean.nearest(count);
      }
}
