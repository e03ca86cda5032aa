import { describe, expect, test } from "vitest";
import { chain, integers, outputs, tensor, type Layer } from "./tiny.js";

const count = (length: number, from = 1): number[] => Array.from({ length }, (_, at) => at + from);

/** Input shape of an image, its numbers, layers, and the output worked out by hand. */
type Case = readonly [
  name: string,
  shape: readonly number[],
  image: readonly number[],
  layers: readonly Layer[],
  expected: readonly number[],
  opset?: number,
];

const cases: readonly Case[] = [
  [
    "Gemm, weights by rows",
    [3],
    [1, 2, 3],
    [["Gemm", { transB: 1 }, tensor([2, 3], [1, 0, 2, -1, 1, 0]), tensor([2], [10, 20])]],
    [17, 21],
  ],
  [
    "Gemm, weights by columns, alpha and beta",
    [2],
    [3, 5],
    [
      [
        "Gemm",
        { alpha: { floats: [2] }, beta: { floats: [0.5] } },
        tensor([2, 2], [1, 2, 3, 4]),
        tensor([1], [8]),
      ],
    ],
    [40, 56],
  ],
  [
    "MatMul, then Add",
    [2],
    [3, 5],
    [
      ["MatMul", {}, tensor([2, 2], [1, 2, 3, 4])],
      ["Add", {}, tensor([2], [0.5, -1])],
    ],
    [18.5, 25],
  ],
  [
    "Conv of one row",
    [1, 1, 4],
    [1, 2, 4, 8],
    [["Conv", {}, tensor([2, 1, 1, 2], [1, 10, 0, 1]), tensor([2], [0, 100])]],
    [21, 42, 84, 102, 104, 108],
  ],
  [
    "Conv with padding, by stride 2",
    [1, 3, 3],
    count(9),
    [["Conv", { pads: [1, 1, 1, 1], strides: [2, 2] }, tensor([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])]],
    [5 + 12 + 32 + 45, 8 + 15 + 35 + 48, 8 + 15 + 35 + 48, 5 + 12 + 32 + 45],
  ],
  [
    "Conv, dilated",
    [1, 1, 5],
    count(5),
    [["Conv", { dilations: [1, 2] }, tensor([2, 1, 1, 2], [1, 10, 1, -1])]],
    [31, 42, 53, -2, -2, -2],
  ],
  [
    "Conv in groups",
    [2, 1, 2],
    [1, 2, 3, 4],
    [["Conv", { group: 2 }, tensor([4, 1, 1, 1], [1, 10, 100, 1000])]],
    [1, 2, 10, 20, 300, 400, 3000, 4000],
  ],
  [
    "Conv over channels, channel before row and column",
    [2, 1, 2],
    [1, 2, 3, 4],
    [["Conv", {}, tensor([2, 2, 1, 2], [1, 10, 100, 1000, 1, 1, 1, 1])]],
    [4321, 10],
  ],
  [
    "Conv, auto_pad=SAME_UPPER pads behind",
    [1, 1, 3],
    [1, 2, 3],
    [["Conv", { auto_pad: "SAME_UPPER" }, tensor([1, 1, 1, 2], [1, 10])]],
    [21, 32, 3],
  ],
  [
    "Conv, auto_pad=SAME_LOWER pads before",
    [1, 1, 3],
    [1, 2, 3],
    [["Conv", { auto_pad: "SAME_LOWER" }, tensor([1, 1, 1, 2], [1, 10])]],
    [10, 21, 32],
  ],
  [
    "Conv, auto_pad=VALID",
    [1, 1, 3],
    [1, 2, 3],
    [["Conv", { auto_pad: "VALID" }, tensor([1, 1, 1, 2], [1, 10])]],
    [21, 32],
  ],
  [
    "Conv of one dimension",
    [1, 3],
    [1, 2, 3],
    [["Conv", { pads: [1, 0] }, tensor([1, 1, 2], [1, 10])]],
    [10, 21, 32],
  ],
  [
    "MaxPool",
    [1, 2, 4],
    [1, 5, 2, 0, -3, 4, 9, 8],
    [["MaxPool", { kernel_shape: [2, 2], strides: [2, 2] }]],
    [5, 9],
  ],
  [
    "MaxPool, padding is less than any number",
    [1, 1, 2],
    [-4, -2],
    [["MaxPool", { kernel_shape: [1, 3], pads: [0, 1, 0, 1] }]],
    [-2, -2],
  ],
  [
    "MaxPool with ceil_mode",
    [1, 1, 5],
    [1, 2, 3, 4, 5],
    [["MaxPool", { kernel_shape: [1, 2], strides: [1, 2], ceil_mode: 1 }]],
    [2, 4, 5],
  ],
  [
    "AveragePool leaves padding out",
    [1, 1, 3],
    [3, 6, 9],
    [["AveragePool", { kernel_shape: [1, 3], pads: [0, 1, 0, 1] }]],
    [4.5, 6, 7.5],
  ],
  [
    "AveragePool counts padding where asked",
    [1, 1, 3],
    [3, 6, 9],
    [["AveragePool", { kernel_shape: [1, 3], pads: [0, 1, 0, 1], count_include_pad: 1 }]],
    [3, 6, 5],
  ],
  [
    "AveragePool with ceil_mode counts no more than the padding",
    [1, 1, 4],
    [3, 6, 9, 12],
    [
      [
        "AveragePool",
        { kernel_shape: [1, 3], strides: [1, 2], pads: [0, 1, 0, 1], ceil_mode: 1, count_include_pad: 1 },
      ],
    ],
    [3, 9, 6],
  ],
  ["GlobalAveragePool", [2, 2, 2], count(8), [["GlobalAveragePool"]], [2.5, 6.5]],
  [
    "BatchNormalization",
    [2, 1, 2],
    [1, 2, 3, 4],
    [
      [
        "BatchNormalization",
        { epsilon: { floats: [0] } },
        tensor([2], [2, 1]),
        tensor([2], [5, 0]),
        tensor([2], [1, 3]),
        tensor([2], [4, 0.25]),
      ],
    ],
    [5, 6, 0, 2],
  ],
  ["Relu and Sign", [3], [-2, 0, 3], [["Relu"], ["Sign"]], [0, 0, 1]],
  ["Sigmoid", [2], [0, Math.log(3)], [["Sigmoid"]], [0.5, 0.75]],
  ["Softmax", [2], [0, Math.log(3)], [["Softmax"]], [0.25, 0.75]],
  ["Clip by inputs", [3], [-2, 1, 9], [["Clip", {}, tensor([], [-1]), tensor([], [6])]], [-1, 1, 6]],
  [
    "Clip by attributes",
    [3],
    [-2, 1, 9],
    [["Clip", { min: { floats: [-1] }, max: { floats: [6] } }]],
    [-1, 1, 6],
    10,
  ],
  [
    "Sub, Mul and Div by numbers for a channel",
    [2, 1, 2],
    [1, 2, 3, 4],
    [
      ["Sub", {}, tensor([2, 1, 1], [1, 2])],
      ["Mul", {}, tensor([1, 2, 1, 1], [3, 5])],
      ["Div", {}, tensor([], [2])],
    ],
    [0, 1.5, 2.5, 5],
  ],
  [
    "GreaterOrEqual, Cast and ReduceSum: how many thresholds of its channel a number reaches",
    [2, 1, 2],
    [1, 2, 3, 4],
    [
      ["GreaterOrEqual", {}, tensor([2, 3, 1], [0, 2, 9, 3, 3, 4])],
      ["Cast", { to: 1 }],
      ["ReduceSum", { keepdims: 0 }, integers(2)],
    ],
    [1, 2, 2, 3],
  ],
  [
    "ReduceSum by attributes, from the end",
    [2, 3],
    count(6),
    [
      ["ReduceSum", { axes: [-1] }],
      ["ReduceSum", { axes: [2], keepdims: 0 }],
    ],
    [6, 15],
    11,
  ],
  ["Pad", [1, 2], [1, 2], [["Pad", {}, integers(0, 0, 1, 0, 0, 2), tensor([], [7])]], [7, 1, 2, 7, 7]],
  [
    "Pad by attributes",
    [1, 2],
    [1, 2],
    [["Pad", { pads: [0, 0, 1, 0, 0, 0], value: { floats: [7] } }]],
    [7, 1, 2],
    10,
  ],
  [
    "Pad, reflected",
    [1, 3],
    [1, 2, 3],
    [["Pad", { mode: "reflect" }, integers(0, 0, 2, 0, 0, 1)]],
    [3, 2, 1, 2, 3, 2],
  ],
  [
    "Slice by steps",
    [1, 5],
    count(5),
    [["Slice", {}, integers(0), integers(9), integers(2), integers(2)]],
    [1, 3, 5],
  ],
  [
    "Slice backwards, from the end",
    [1, 5],
    count(5),
    [["Slice", {}, integers(-1), integers(-4), integers(2), integers(-1)]],
    [5, 4, 3],
  ],
  ["Transpose", [2, 3], count(6), [["Transpose", { perm: [0, 2, 1] }]], [1, 4, 2, 5, 3, 6]],
  [
    "Reshape and Flatten keep the order",
    [2, 3],
    count(6),
    [["Reshape", {}, integers(0, 3, -1)], ["Identity"], ["Dropout"], ["Flatten"]],
    count(6),
  ],
];

describe("layers of one image, worked out by hand", () => {
  for (const [name, shape, image, layers, expected, opset = 13] of cases)
    test(name, () => {
      const file = chain(["N", ...shape], layers, opset);
      const twice = [...image, ...image.map((value) => -value)];
      expect(outputs(file, image)).toEqual(expected.map((value) => expect.closeTo(value, 6) as number));
      // A second image of the same block changes nothing in the first.
      expect(outputs(file, twice).slice(0, expected.length)).toEqual(outputs(file, image));
    });
});
