import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import type { LabelledImages } from "../../../nn/data/images.js";
import { infer } from "../../../nn/infer.js";
import { everyLayer } from "../../../nn/layer-rules.js";
import { readNetwork } from "../../../nn/network/read-network.js";
import type { Network } from "../../../nn/network/steps.js";
import { trainingArithmetic } from "../../../nn/train/arithmetic.js";
import { networkOf } from "../../../nn/train/description/build.js";
import { readDescription } from "../../../nn/train/description/read.js";
import { run, type Trained } from "./run.js";

/*
 * What is trained is what runs: the written file's logits by `infer`, on the same design, are the trainer's own, bit for
 * bit.
 */

const description = `
layers:
  - conv: 4
    pad: 1
    stride: 2
  - bn
  - relu
  - pool: 2
    stride: 1
  - conv: 4
    kernel: 2
    groups: 2
  - sigmoid
  - pool: 2
    of: mean
    stride: 1
  - fc: 3
`;
const images: LabelledImages = {
  name: "noise",
  count: 12,
  shape: [2, 9, 8],
  values: Uint8Array.from({ length: 12 * 144 }, (_, at) => (at * at * 31 + 7 * at) % 251),
  labels: Uint16Array.from({ length: 12 }, (_, at) => at % 3),
};
const small: LabelledImages = {
  ...images,
  shape: [6],
  values: Float32Array.from({ length: 72 }, (_, at) => Math.sin(at * at) * 3),
  labels: Uint16Array.from({ length: 12 }, (_, at) => at % 2),
};
const divisor = new Float32Array(144).fill(255);
const shift = Float32Array.of(0.5, 1, -1, 0, 2, 0.125);

const networks: Readonly<Record<string, readonly [Network, LabelledImages]>> = {
  "a CNN": [networkOf(readDescription("cnn.yaml", description), images.shape, { divisor }), images],
  "one logit": [networkOf([{ fc: 5 }, "relu", { fc: 1 }], [6], { shift }), small],
};
const designs = [
  null,
  "PositQuireMac n=16 es=1",
  "PositMac n=12 es=1 product=plam",
  "FloatMac format=bfloat16 acc=binary32",
];

test.each(Object.keys(networks).flatMap((name) => designs.map((design) => [name, design] as const)))(
  "%s on %s",
  async (name, design) => {
    const [network, data] = networks[name] ?? [];
    if (network === undefined || data === undefined) throw new Error("no such network");
    const trained: Trained = run(network, data, design, { epochs: 2, batch: 4 });
    const read = readNetwork(trained.file);
    const choice = design === null ? [] : [{ name: design, choice: everyLayer(read, parseDesign(design)) }];
    const found = await infer({
      ...{ network: trained.file, fold: false, images: data, calibration: data, rows: choice, threads: 0 },
    });
    const logits = [...(found.at(-1)?.logits ?? [])];
    const own = network.classes === 1 ? trained.logits.flatMap((logit) => [0, logit]) : trained.logits;
    expect(logits).toEqual(own);
    expect(new Set(logits).size).toBeGreaterThan(6);
  },
);

test("a wider copy of the weights is kept, and what computes is on the design's grid", () => {
  const [network, data] = networks["one logit"] ?? [];
  if (network === undefined || data === undefined) throw new Error("no such network");
  const design = "PositQuireMac n=8 es=0";
  const { numbers, arrays } = run(network, data, design, { epochs: 1, batch: 4, master: "float32" });
  const { kernel } = trainingArithmetic(design);
  const [weights = new Float32Array(0)] = arrays;
  const rounded = weights.slice();
  kernel.round(rounded);
  expect([...rounded]).not.toEqual([...weights]);
  expect([...(numbers.get("fc1.weight") ?? [])]).toEqual([...rounded]);
});

test("a training that went on after its first epoch ends with the same bits", () => {
  const [network, data] = networks["a CNN"] ?? [];
  if (network === undefined || data === undefined) throw new Error("no such network");
  const settings = { epochs: 3, batch: 5, adam: true };
  const whole = run(network, data, "PositQuireMac n=16 es=1", settings);
  const resumed = run(network, data, "PositQuireMac n=16 es=1", settings, whole.states[0]);
  expect(whole.states).toHaveLength(3);
  expect(Buffer.from(resumed.file).equals(Buffer.from(whole.file))).toBe(true);
});
