import { expect, test } from "vitest";
import { RequestError } from "../../../tools/errors.js";
import { identityOf, decodeCheckpoint, encodeCheckpoint } from "../../../nn/train/checkpoint.js";
import { trainingData } from "../../../nn/train/data.js";
import { networkOf } from "../../../nn/train/description/build.js";
import { readDescription } from "../../../nn/train/description/read.js";
import { masterGrid, trainingArithmetic } from "../../../nn/train/arithmetic.js";
import type { LabelledImages } from "../../../nn/data/images.js";
import { Crew, CrewStopped } from "../../../nn/train/crew.js";
import { trainRun } from "../../../nn/train/run.js";
import { Training } from "../../../nn/train/training.js";
import type { Settings } from "../../../nn/train/settings.js";
import { run } from "./run.js";

const refusal = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError);
    return (error as RequestError).message;
  }
  return "nothing was refused";
};

test.each([
  ["layers: []", /must say 'layers:'/],
  ["net: 1", /there is no 'net'/],
  ["- conv: 3", /must say 'layers:'/],
  ["layers:\n  - con: 3", /layers\[0\]: there is no layer 'con'; did you mean conv/],
  ["layers:\n  - relu\n  - conv", /layers\[1\]: write 'conv: NUMBER'/],
  ["layers:\n  - conv: 0", /conv must be a whole number, 1 or more/],
  ["layers:\n  - conv: 4\n    kernal: 3", /conv has no 'kernal'/],
  ["layers:\n  - pool: 2\n    of: median", /of must be maximum or mean/],
  ["layers: [&a [*a]]", /layers\[0\]/],
  ["layers: {", /cnn\.yaml: /],
])("a description: %s", (text, message) => {
  expect(refusal(() => readDescription("cnn.yaml", text))).toMatch(message);
});

test.each([
  ["a window larger than the image", "- conv: 4\n    kernel: 9", /9×9 does not fit 1×4×4/],
  ["a convolution after fc", "- fc: 4\n  - conv: 4", /conv needs channels, rows and columns, and gets 4/],
  ["groups that do not divide", "- conv: 4\n    groups: 3", /3 groups do not divide/],
  ["an end that has no classes", "- conv: 4", /ends in 4×2×2; its last layer is fc/],
  ["no weights", "- relu", /nothing to train/],
])("a network: %s", (_, text, message) => {
  const layers = readDescription("cnn.yaml", `layers:\n  ${text}`);
  expect(refusal(() => networkOf(layers, [1, 4, 4], {}))).toMatch(message);
});

test.each(["posit8", "float16", "posit16,1,1", "toString", "posit40,1"])("--master %s", (format) => {
  expect(refusal(() => masterGrid(format))).not.toBe("nothing was refused");
});

test.each([
  ["BinaryDot lanes=16", /holds no gradients|cannot run a network/],
  ["IntMac n=8 acc=24 signed=false", /weights have signs/],
  ["PositDecode n=8 es=0", /cannot run a network/],
])("%s trains nothing", (design, message) => {
  expect(refusal(() => trainingArithmetic(design))).toMatch(message);
});

test("data without training images", () => {
  expect(refusal(() => trainingData("fashion-mnist:/nowhere", undefined, {}))).toMatch(
    /training images|no file/,
  );
});

const images: LabelledImages = {
  ...{ name: "two", count: 2, shape: [2], labels: Uint16Array.of(0, 1) },
  values: Float32Array.of(1, 2, -3, 0.5),
};
const network = networkOf([{ fc: 2 }], [2], {});
const settings: Settings = {
  ...{ epochs: 2, batch: 2, rate: 0.1, master: undefined, schedule: "constant", lossScale: 1 },
  ...{ acc: undefined, method: { kind: "sgd", momentum: 0 } },
};
const data = { training: images, test: images };
const runs = [{ design: null, seed: 1 }];

test("a checkpoint of another training, or of none", () => {
  const identity = identityOf("a", network, settings, runs, data);
  const { states } = run(network, images, null, { epochs: 1, batch: 2 });
  const bytes = Buffer.from(encodeCheckpoint(identity, states));
  const decoded = decodeCheckpoint(bytes, identity, "c");
  expect(decoded).toEqual(states);
  const other = networkOf([{ fc: 3 }, { fc: 2 }], [2], {});
  for (const [changed, message] of [
    [identityOf("a", other, settings, runs, data), /another training: network was a/],
    [identityOf("a", network, { ...settings, batch: 1 }, runs, data), /batch was 2, and is 1/],
    [identityOf("a", network, settings, [{ design: null, seed: 2 }], data), /seeds was 1, and is 2/],
    [
      identityOf("a", network, settings, runs, {
        ...data,
        training: { ...images, values: Float32Array.of(1, 2, 3, 4) },
      }),
      /data was two/,
    ],
  ] as const)
    expect(refusal(() => decodeCheckpoint(bytes, changed, "c"))).toMatch(message);
  expect(refusal(() => decodeCheckpoint(bytes.subarray(0, -4), identity, "c"))).toMatch(/cut short/);
  expect(refusal(() => decodeCheckpoint(bytes.subarray(0, 60), identity, "c"))).toMatch(/cut short/);
  expect(refusal(() => decodeCheckpoint(Buffer.from("onnx"), identity, "c"))).toMatch(/no checkpoint/);
});

test.each([
  [null, /loss is|infinite|NaN|become/],
  ["PositQuireMac n=8 es=0", /largest number/],
])("%s: a training that runs away stops and says so", (design, message) => {
  const { diverged } = run(networkOf([{ fc: 3 }, { fc: 2 }], [2], {}), images, design, {
    ...{ epochs: 40, batch: 2, rate: 1e30 },
  });
  expect(diverged).toMatch(message);
});

test("a training that meets numbers beyond float32's in the test images stops and says so", () => {
  const far = { ...images, name: "far", values: Float32Array.of(3.4e38, 3.4e38, -3.4e38, 3.4e38) };
  const design = "FloatMac format=bfloat16 acc=binary32";
  const layers = networkOf([{ fc: 8 }, { fc: 2 }], [2], {});
  const events = [
    ...trainRun(layers, false, settings, { design, seed: 1 }, { training: images, test: far }, undefined),
  ];
  expect(events.at(-1)).toEqual({
    ...{ kind: "diverged", epoch: 0 },
    why: expect.stringMatching(/a number has become infinite or none/) as string,
  });
});

test("a thread that wakes from an epoch's first meeting when another has stopped already says the same", () => {
  class Late extends Crew {
    isLate = false;
    override meet(): void {
      if (this.isLate) throw new CrewStopped();
    }
  }
  const crew = new Late();
  const training = new Training(network, false, settings, { design: null, seed: 1 }, data, crew);
  crew.isLate = true;
  expect(training.epoch(0).next()).toEqual({
    done: true,
    value: expect.stringMatching(/become infinite or none/) as string,
  });
});
