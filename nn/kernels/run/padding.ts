import { vectorsFor } from "../code/vector.js";
import type { KernelWindows } from "../kernel.js";
import type { Engine } from "./engine.js";

/** An image with its padding. */
export const paddedSizes = ({ height, width, pads }: Pick<KernelWindows, "height" | "width" | "pads">) => ({
  paddedHeight: height + pads[0] + pads[2],
  paddedWidth: width + pads[1] + pads[3],
});

/** Copies an image into its padding, which is 0. Addresses: of the image; of the padding's first number. */
export function pad(
  engine: Engine,
  windows: Pick<KernelWindows, "channels" | "height" | "width" | "pads">,
  from: number,
  to: number,
): void {
  const { channels, height, width, pads } = windows;
  const { paddedHeight, paddedWidth } = paddedSizes(windows);
  engine.call(
    "pad",
    from,
    to + 4 * (pads[0] * paddedWidth + pads[1]),
    ...[channels, height, vectorsFor(width), 4 * width],
    Math.max(1, vectorsFor(pads[1] + pads[3])),
    4 * (paddedWidth - width),
    4 * (paddedHeight - height) * paddedWidth,
  );
}
