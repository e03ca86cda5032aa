import type { Made, Node } from "../node.js";
import type { Pool } from "../steps.js";
import { windowsOf } from "./windows.js";

/** MaxPool and AveragePool. */
export const pool =
  (of: Pool["of"]) =>
  (node: Node): Made => {
    const { index, shape } = node.value(0);
    if (node.onnx.outputs.length > 1 && node.onnx.outputs[1] !== "")
      throw node.refuse("its second output, the indices, is not computed");
    const { windows, outShape } = windowsOf(node, shape, undefined);
    const countsPadding = of === "mean" && node.int("count_include_pad", 0) === 1;
    return {
      shape: [shape[0] ?? 0, ...outShape],
      work: { kind: "pool", of, windows, countsPadding },
      sources: [index],
    };
  };

/** GlobalAveragePool: one window that covers each channel. */
export function globalAveragePool(node: Node): Made {
  const { index, shape } = node.value(0);
  const [channels = 0, ...space] = shape;
  const size = space.reduce((product, length) => product * length, 1);
  if (space.length === 0) throw node.refuse(`an input of ${node.shapeText(shape)} has no space to pool`);
  return {
    shape: [channels, ...space.map(() => 1)],
    work: {
      kind: "pool",
      of: "mean",
      windows: {
        channels,
        height: 1,
        width: size,
        kernel: [1, size],
        strides: [1, 1],
        dilations: [1, 1],
        pads: [0, 0, 0, 0],
        outHeight: 1,
        outWidth: 1,
      },
      countsPadding: false,
    },
    sources: [index],
  };
}
