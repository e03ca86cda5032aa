import { vectorsFor } from "../code/vector.js";
import type { KernelWindows } from "../kernel.js";

/** An image's plane with its padding. */
export interface PaddedSizes {
  readonly paddedHeight: number;
  readonly paddedWidth: number;
}

/** Of a convolution's windows. */
export const paddedSizes = ({
  height,
  width,
  pads,
}: Pick<KernelWindows, "height" | "width" | "pads">): PaddedSizes => ({
  paddedHeight: height + pads[0] + pads[2],
  paddedWidth: width + pads[1] + pads[3],
});

/**
 * Copies an image, or several of them, into its padding, which is 0. Addresses: of the image; of the padding's first number.
 * @param functions that have `padFunction`
 * @param channels of all images
 */
export function pad(
  functions: { call(name: "pad", ...values: number[]): void },
  { channels, height, width, pads }: Pick<KernelWindows, "channels" | "height" | "width" | "pads">,
  { paddedHeight, paddedWidth }: PaddedSizes,
  from: number,
  to: number,
): void {
  functions.call(
    "pad",
    ...[from, to + 4 * (pads[0] * paddedWidth + pads[1])],
    ...[channels, height, vectorsFor(width), 4 * width],
    ...[4 * (paddedWidth - width), 4 * (paddedHeight - height) * paddedWidth],
  );
}
