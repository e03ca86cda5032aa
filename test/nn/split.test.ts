import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { arithmeticOf } from "../../nn/arithmetic-of.js";
import { readNetwork } from "../../nn/network/read-network.js";
import { noScales, Runner } from "../../nn/run/runner.js";
import { RequestError } from "../../tools/errors.js";
import { randomFloats } from "./kernels/operands.js";
import { chain, tensor } from "./tiny.js";

const network = (pad: number) =>
  readNetwork(
    chain(
      ["N", 2, 6, 5],
      [
        [
          "Conv",
          { pads: [pad, pad, pad, pad] },
          tensor([5, 2, 3, 3], randomFloats(90, 1)),
          tensor([5], randomFloats(5, 2)),
        ],
        ["Relu"],
        ["Flatten"],
        pad === 0
          ? ["Gemm", { transB: 1 }, tensor([3, 60], randomFloats(180, 3))]
          : ["Gemm", { transB: 1 }, tensor([3, 150], randomFloats(450, 3))],
      ],
    ),
  );

const runnerOf = (spec: string, block: number, pad: number): Runner => {
  const read = network(pad);
  const arithmetic = arithmeticOf(parseDesign(spec), undefined);
  const steps = read.steps.map((step) => ({ step, arithmetic, scales: noScales }));
  return new Runner(read, steps, block);
};

test.each(["PositQuireMac n=16 es=1", "PositMac n=8 es=1", "FloatMac format=bfloat16 acc=binary32"])(
  "%s: the same logits however images are split into blocks",
  (spec) => {
    const images = randomFloats(7 * 60, 4);
    const logits = [1, 2, 3, 7].map((block) => {
      const runner = runnerOf(spec, block, 1);
      const found: number[] = [];
      for (let first = 0; first < 7; first += block) {
        const part = images.slice(first * 60, (first + block) * 60);
        found.push(...runner.run(part, part.length / 60));
      }
      return found;
    });
    expect(logits[0]).toHaveLength(21);
    for (const other of logits) expect(other).toEqual(logits[0]);
  },
);

test("a Conv that pads is refused on ±1, and one that does not is not", () => {
  expect(() => runnerOf("BinaryDot", 1, 1)).toThrow(RequestError);
  expect(() => runnerOf("BinaryDot", 1, 1)).toThrow(/Conv 'conv0': it pads with zeros/);
  expect(() => runnerOf("BinaryDot", 1, 0)).not.toThrow();
});
