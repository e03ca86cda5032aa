import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { posit } from "../../../golden/posit.js";
import type { LabelledImages } from "../../../nn/data/images.js";
import { infer } from "../../../nn/infer.js";
import { everyLayer } from "../../../nn/layer-rules.js";
import { readNetwork } from "../../../nn/network/read-network.js";
import { trainingArithmetic } from "../../../nn/train/arithmetic.js";
import { networkOf } from "../../../nn/train/description/build.js";
import { readDescription } from "../../../nn/train/description/read.js";
import { PointwiseLayer } from "../../../nn/train/layers/pointwise.js";
import { run } from "./run.js";

test.each([3, 5, 8, 12, 16])("posits of %i bits: every one as the operator's golden model has it", (n) => {
  const format = posit(n, 0);
  const { golden } = parseDesign(`PositSigmoid n=${n}`);
  const patterns = Array.from({ length: 2 ** n }, (_, at) => BigInt(at)).filter((x) => !format.isNaR(x));
  const layer = new PointwiseLayer({ kind: "fastSigmoid" }, trainingArithmetic(`PositQuireMac n=${n} es=0`));
  const output = new Float32Array(patterns.length);
  layer.forward({
    inputs: [Float32Array.from(patterns, (x) => format.number(x))],
    output,
    images: 1,
    own: { from: 0, to: 1 },
  });
  const expected = patterns.map((x) => format.number(golden({ x }).r ?? -1n));
  expect([...output]).toEqual(expected);
});

test.each([
  ["PositQuireMac n=8 es=0", 8],
  ["PositQuireMac n=8 es=0 rs=7", 8],
  ["PositQuireMac n=8 es=0 rs=4", undefined],
  ["PositMult n=8 es=1", undefined],
])(
  "the sigmoid of patterns on %s is of posits with %s bits: a cap on regimes makes other ones",
  (spec, bits) => {
    expect(trainingArithmetic(spec).fastSigmoidBits).toBe(bits);
  },
);

const images: LabelledImages = {
  ...{ name: "waves", count: 12, shape: [6] },
  values: Float32Array.from({ length: 72 }, (_, at) => Math.sin(at * at) * 3),
  labels: Uint16Array.from({ length: 12 }, (_, at) => at % 2),
};
const description = "layers: [{ fc: 5 }, fast-sigmoid, { fc: 2 }]";

test.each([
  null,
  "PositQuireMac n=10 es=0",
  "PositQuireMac n=10 es=1",
  "PositQuireMac n=10 es=0 rs=3",
  "FloatMac format=bfloat16 acc=binary32",
])("trained on %s, the written file's logits are the trainer's own", async (design) => {
  const network = networkOf(readDescription("net.yaml", description), [6], {});
  const trained = run(network, images, design, { epochs: 2, batch: 4 });
  const read = readNetwork(trained.file);
  const rows = design === null ? [] : [{ name: design, choice: everyLayer(read, parseDesign(design)) }];
  const found = await infer({
    ...{ network: trained.file, fold: false, images, calibration: images, rows, threads: 0 },
  });
  expect([...(found.at(-1)?.logits ?? [])]).toEqual(trained.logits);
  expect(new Set(trained.logits).size).toBeGreaterThan(6);
});
