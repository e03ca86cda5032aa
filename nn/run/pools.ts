import { Mean } from "./exact.js";
import type { PlaneWindows } from "./pool-windows.js";

/**
 * The mean of every window: the exact sum, divided and rounded once, to the nearest float, or with `toOdd` so that the next
 * layer's rounding is the only one.
 * @param input planes, one after the other
 * @param output of each plane, its windows
 */
export function runMeans(
  { area, inside, starts, counts }: PlaneWindows,
  input: Float32Array,
  output: Float32Array,
  planes: number,
  toOdd: boolean,
): void {
  const mean = new Mean();
  let to = 0;
  for (let plane = 0; plane < planes; plane++)
    for (const [window, count] of counts.entries()) {
      mean.clear();
      for (let at = starts[window] ?? 0, end = starts[window + 1] ?? 0; at < end; at++)
        mean.add(input[plane * area + (inside[at] ?? 0)] ?? 0);
      output[to++] = toOdd ? mean.toOdd(count) : mean.nearest(count);
    }
}
