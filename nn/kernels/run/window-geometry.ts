import { once } from "../../../tools/once.js";
import type { KernelWindows } from "../kernel.js";
import { paddedSizes } from "./padding.js";
import { runsOf, type Runs } from "./window-runs.js";
import { segmentsOf, type Segments } from "./window-segments.js";

/** Of windows that were seen before: training convolves by the same ones in every batch. */
const known = new WeakMap<KernelWindows, Geometry>();

export type Geometry = ReturnType<typeof newGeometry>;

export function geometryOf(windows: KernelWindows): Geometry {
  const found = known.get(windows) ?? newGeometry(windows);
  known.set(windows, found);
  return found;
}

/** Where windows begin in the padded image, and where the operands of a sum stand from there, in ONNX's order. */
function newGeometry(windows: KernelWindows) {
  const { channels, height, width, kernel, strides, dilations, pads, outHeight, outWidth } = windows;
  const { paddedHeight, paddedWidth } = paddedSizes(windows);
  const offsets = Int32Array.from({ length: channels * kernel[0] * kernel[1] }, (_, k) => {
    const [kx, rest] = [k % kernel[1], Math.floor(k / kernel[1])];
    const [ky, c] = [rest % kernel[0], Math.floor(rest / kernel[0])];
    return (c * paddedHeight + ky * dilations[0]) * paddedWidth + kx * dilations[1];
  });
  const corners = Int32Array.from({ length: outHeight * outWidth }, (_, pixel) => {
    const [x, y] = [pixel % outWidth, Math.floor(pixel / outWidth)];
    return y * strides[0] * paddedWidth + x * strides[1];
  });
  // The innermost dimension of a window that has several operands; all channels where it has one.
  const [run, apart] =
    kernel[1] > 1
      ? [kernel[1], dilations[1]]
      : kernel[0] > 1
        ? [kernel[0], dilations[0] * paddedWidth]
        : [channels, paddedHeight * paddedWidth];
  const inBytes = (bytes: number) =>
    once(() => ({
      corners: corners.map((index) => index * bytes),
      offsets: offsets.map((index) => index * bytes),
    }));
  const pixelAt = once(() => {
    const pixels = new Int32Array(channels * paddedHeight * paddedWidth).fill(-1);
    for (const [pixel, corner] of corners.entries()) pixels[corner] = pixel;
    return pixels;
  });
  const [fours, eights] = [inBytes(4), inBytes(8)];
  const runs = new Map<string, Runs>();
  const segments = new Map<string, Segments>();
  return {
    ...{ channels, height, width, pads, outWidth, paddedHeight, paddedWidth, offsets, corners, run, apart },
    /** The same for codes of so many bytes. */
    inBytes: (bytes: 4 | 8) => (bytes === 4 ? fours() : eights()),
    /** See `runsOf`. */
    runs(leavesOut: boolean, codeBytes: 4 | 8): Runs {
      const key = `${leavesOut} ${codeBytes}`;
      const found = runs.get(key) ?? runsOf(windows, offsets, leavesOut, codeBytes);
      runs.set(key, found);
      return found;
    },
    /** See `segmentsOf`. */
    segments(leavesOut: boolean, codeBytes: 4 | 8): Segments {
      const key = `${leavesOut} ${codeBytes}`;
      const found = segments.get(key) ?? segmentsOf(windows, { offsets, corners }, leavesOut, codeBytes);
      segments.set(key, found);
      return found;
    },
    pixelAt,
    size: channels * height * width,
    paddedSize: channels * paddedHeight * paddedWidth,
    isPadded: pads.some((pad) => pad > 0),
  };
}
