import type { Windows } from "../../nn/network/steps.js";

/** Windows without their outputs; strides and dilations are 1 by default, and there are no pads. */
export type Geometry = Pick<Windows, "channels" | "height" | "width" | "kernel"> & Partial<Windows>;

export function geometry(given: Geometry): Windows {
  const { strides = [1, 1], dilations = [1, 1], pads = [0, 0, 0, 0] } = given;
  const { height, width, kernel } = given;
  const out = (size: number, axis: 0 | 1): number =>
    Math.floor(
      (size + pads[axis] + (pads[axis + 2] ?? 0) - (kernel[axis] - 1) * dilations[axis] - 1) / strides[axis],
    ) + 1;
  const whole = { ...given, strides, dilations, pads };
  return { ...whole, outHeight: out(height, 0), outWidth: out(width, 1) };
}
