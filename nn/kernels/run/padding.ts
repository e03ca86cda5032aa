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

/** The planes of an image, or of several. */
type Planes = Pick<KernelWindows, "channels" | "height" | "width">;

/**
 * Copies planes into their padding, which is 0. Addresses: of the planes; of the padding's first number.
 * @param functions that have `padFunction`
 */
export function pad(
  functions: { call(name: "pad", ...values: number[]): void },
  planes: Planes & Pick<KernelWindows, "pads">,
  padded: PaddedSizes,
  from: number,
  to: number,
): void {
  const [top, left] = planes.pads;
  functions.call("pad", from, to + 4 * (top * padded.paddedWidth + left), ...shapeOf(planes, padded));
}

/**
 * Copies planes out of larger ones, in whose first row and column they begin. Addresses: of the larger ones; of the planes.
 * @param functions that have `cutFunction`
 */
export function cut(
  functions: { call(name: "cut", ...values: number[]): void },
  planes: Planes,
  larger: PaddedSizes,
  from: number,
  to: number,
): void {
  functions.call("cut", from, to, ...shapeOf(planes, larger));
}

/** What both functions take behind the addresses. */
const shapeOf = (
  { channels, height, width }: Planes,
  { paddedHeight, paddedWidth }: PaddedSizes,
): readonly number[] => [
  ...[channels, height, vectorsFor(width), 4 * width],
  ...[4 * (paddedWidth - width), 4 * (paddedHeight - height) * paddedWidth],
];
