import { describe, expect, test } from "vitest";
import { readNetwork } from "../../nn/network/read-network.js";
import { writeOnnx } from "../../nn/network/onnx-writer.js";
import { RequestError } from "../../tools/errors.js";
import { chain, integers, tensor, type Layer } from "./tiny.js";

const good: readonly Layer[] = [["Gemm", { transB: 1 }, tensor([2, 3], [1, 2, 3, 4, 5, 6])], ["Relu"]];

describe("a network that cannot be run is refused with one sentence", () => {
  const refused: readonly (readonly [string, readonly number[], readonly Layer[], RegExp])[] = [
    ["a layer that is not known", [3], [...good, ["LSTM"], ["Erf"]], /not known: LSTM, Erf .*'lstm2'.*Conv/],
    ["weights of another depth", [4], good, /Gemm 'gemm0': weights of 2×3 do not fit .* N×4/],
    ["NaN among the weights", [1], [["Gemm", {}, tensor([1, 2], [1, NaN])]], /Gemm 'gemm0': .*NaN/],
    [
      "a kernel larger than its input",
      [1, 2, 2],
      [["Conv", {}, tensor([2, 1, 3, 3], new Float32Array(18))]],
      /3×3 does not fit/,
    ],
    [
      "channels that do not fit",
      [2, 3, 3],
      [["Conv", {}, tensor([2, 1, 3, 3], new Float32Array(18))]],
      /2×1×3×3 in 1 groups/,
    ],
    ["a shape that mixes images", [2, 2], [["Reshape", {}, integers(1, 8)]], /keep the images/],
    ["a transposition of images", [2, 2], [["Transpose", { perm: [1, 0, 2] }]], /across images/],
    ["a sum of shapes that do not fit", [3], [["Add", {}, tensor([2], [1, 2])]], /do not fit/],
    ["a slice of nothing", [1, 3], [["Slice", {}, integers(2), integers(1), integers(2)]], /empty/],
    ["one output", [2], [["Gemm", { transB: 1 }, tensor([1, 2], [1, 1])]], /one number/],
  ];
  for (const [name, shape, layers, message] of refused)
    test(name, () => {
      const read = () => readNetwork(chain(["N", ...shape], layers));
      expect(read).toThrow(RequestError);
      expect(read).toThrow(message);
    });

  test("every beginning of a file, and every file with bytes torn out, is a RequestError or a network", () => {
    const whole = chain(["N", 3], good);
    for (let length = 0; length < whole.length; length++) {
      expect(() => readNetwork(whole.slice(0, length))).toThrow(RequestError);
      const torn = Uint8Array.from([...whole.slice(0, length), ...whole.slice(length + 7)]);
      try {
        readNetwork(torn);
      } catch (error) {
        expect(error).toBeInstanceOf(RequestError);
      }
    }
  });

  test("text is no ONNX file", () => {
    expect(() => readNetwork(Buffer.from("not a network at all\n"))).toThrow(/no ONNX file/);
  });

  test("an input without a fixed shape", () => {
    expect(() => readNetwork(chain(["N", "C"], good))).toThrow(/no fixed shape/);
  });

  test("a node that reads what nothing makes", () => {
    const file = writeOnnx({
      input: { name: "x", shape: ["N", 2] },
      output: { name: "y", shape: ["N", 2] },
      nodes: [{ op: "Add", inputs: ["x", "nowhere"], output: "y" }],
      tensors: {},
    });
    expect(() => readNetwork(file)).toThrow(/reads 'nowhere'/);
  });
});
