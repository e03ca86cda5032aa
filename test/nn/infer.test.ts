import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { Dyadic } from "../../golden/dyadic.js";
import { posit } from "../../golden/posit.js";
import { accuracyOf } from "../../nn/accuracy.js";
import type { LabelledImages } from "../../nn/data/images.js";
import { infer } from "../../nn/infer.js";
import { everyLayer, layerChoice } from "../../nn/layer-rules.js";
import { foldBatchNorm } from "../../nn/network/fuse.js";
import { readNetwork } from "../../nn/network/read-network.js";
import { RequestError } from "../../tools/errors.js";
import { chain, outputs, tensor } from "./tiny.js";

const images: LabelledImages = {
  name: "three images",
  count: 3,
  shape: [2],
  values: Float32Array.of(1, 2, -3, 0.5, 0.125, 7),
  labels: Uint16Array.of(0, 1, 2),
};
const weights = [0.3, -1.7, 2.9, 0.11, -0.05, 1.3];
const bias = [0.7, -0.2, 0.01];
const file = chain(["N", 2], [["Gemm", { transB: 1 }, tensor([3, 2], weights), tensor([3], bias)]]);
const design = parseDesign("PositQuireMac n=8 es=1");

/** A float32 number of 2^−76 or more exactly. */
const dyadic = (value: number) => new Dyadic(BigInt(value * 2 ** 100), -100);

/** posit⟨8,1⟩ with a quire, by the golden model alone: operands rounded, exact sum, one rounding. */
function expectedLogits(): number[] {
  const format = posit(8, 1);
  const round = (value: number) => format.value(format.round(dyadic(Math.fround(value))));
  return Array.from({ length: 9 }, (_, at) => {
    const [image, row] = [Math.floor(at / 3), at % 3];
    let sum = round(bias[row] ?? 0);
    for (let k = 0; k < 2; k++)
      sum = sum.plus(round(images.values[image * 2 + k] ?? 0).times(round(weights[row * 2 + k] ?? 0)));
    return format.number(format.round(sum));
  });
}

test("integers are not scaled finer than 1, whatever the calibration saw", async () => {
  // The calibration's largest operand is 1: 3 would be out of range at a scale of 1/2.
  const weight = chain(["N", 2], [["Gemm", { transB: 1 }, tensor([2, 2], [1, 0, -1, 1])]]);
  const narrow = { ...images, count: 1, values: Float32Array.of(1, 0), labels: Uint16Array.of(0) };
  const wide = { ...narrow, values: Float32Array.of(3, 2) };
  const dot = parseDesign("LowBitDot lanes=2 xbits=2 wbits=2 signs=mixed");
  const rows = [{ name: dot.spec, choice: everyLayer(readNetwork(weight), dot) }];
  const found = await infer({
    ...{ network: weight, fold: false, images: wide, calibration: narrow, rows, threads: 0 },
  });
  expect([...(found[1]?.logits ?? [])]).toEqual([3, -1]);
});

describe("a network on a design", () => {
  const request = (threads: number) => ({
    network: file,
    fold: false,
    images,
    calibration: images,
    rows: [{ name: design.spec, choice: everyLayer(readNetwork(file), design) }],
    threads,
  });

  test("gives the golden model's logits, and float32's beside them", async () => {
    const [float32, row, ...others] = await infer(request(0));
    expect(others).toEqual([]);
    expect(float32?.row).toMatchObject({ design: "float32", images: 3, delta_points: 0, logit_rmse: 0 });
    expect([...(row?.logits ?? [])]).toEqual(expectedLogits());
    expect(row?.row.logit_rmse).toBeGreaterThan(0);
  });

  test.each([
    ["images of another size", { images: { ...images, shape: [1, 1], count: 6 } }, /takes images of 2/],
    [
      "a label that is no class",
      { images: { ...images, labels: Uint16Array.of(0, 1, 3) } },
      /label 2 is 3.* 3 classes/,
    ],
  ])("%s: refused", async (_, change, message) => {
    const attempt = infer({ ...request(0), ...change });
    await expect(attempt).rejects.toThrow(RequestError);
    await expect(attempt).rejects.toThrow(message);
  });
});

test("batch norm folded gives what it gives as it stands, in one layer", () => {
  const layers = [
    ["Conv", {}, tensor([2, 1, 1, 2], [1, 2, 3, 4]), tensor([2], [1, -1])],
    [
      "BatchNormalization",
      { epsilon: { floats: [0] } },
      tensor([2], [2, 1]),
      tensor([2], [5, 0]),
      tensor([2], [1, 3]),
      tensor([2], [4, 0.25]),
    ],
  ] as const;
  const network = readNetwork(chain(["N", 1, 1, 3], layers));
  const folded = foldBatchNorm(network);
  expect(folded.steps.map(({ op }) => op)).toEqual(["Conv"]);
  // Row 0: (x + 1 − 1) · 2/2 + 5; row 1: (x − 1 − 3) · 1/0.5
  const sums = [1 + 4, 2 + 6, 3 + 8, 6 + 12];
  const byHand = [sums[0] ?? 0, sums[1] ?? 0]
    .map((x) => x + 5)
    .concat([sums[2] ?? 0, sums[3] ?? 0].map((x) => (x - 4) * 2));
  expect(outputs(network, [1, 2, 3])).toEqual(byHand);
  expect(outputs(folded, [1, 2, 3])).toEqual(byHand);
});

describe("accuracy", () => {
  const scored = (logits: number[], labels: number[], classes: number) => ({
    logits: Float32Array.from(logits),
    classes,
    labels: Uint16Array.from(labels),
  });

  test("of equal logits the first wins; figures by hand", () => {
    const design4 = scored([1, 1, 0, 2, 5, 5, 0, 1, 3, 0, 1, 3], [0, 1, 2, 2], 3);
    const float4 = scored([1, 1, 0, 2, 5, 5, 0, 1, 3, 0, 1, 2], [0, 1, 2, 2], 3);
    const wrong = scored([1, 2, 0, 2, 5, 5, 0, 1, 3, 0, 1, 3], [0, 1, 2, 2], 3);
    expect(accuracyOf(design4, float4)).toEqual({
      images: 4,
      top1_percent: 100,
      top5_percent: null,
      standard_error_percent: 0,
      delta_points: 0,
      agreement_percent: 100,
      logit_rmse: Math.sqrt(1 / 12),
    });
    expect(accuracyOf(wrong, float4)).toMatchObject({
      top1_percent: 75,
      delta_points: -25,
      agreement_percent: 75,
    });
    expect(accuracyOf(wrong, float4).standard_error_percent).toBeCloseTo(100 * Math.sqrt((0.75 * 0.25) / 4));
  });

  test("top-5 counts equal logits before the right one", () => {
    const one = scored([9, 8, 7, 6, 5, 5, 0], [5], 7);
    expect(accuracyOf(one, one).top5_percent).toBe(0);
    expect(accuracyOf({ ...one, labels: Uint16Array.of(4) }, one).top5_percent).toBe(100);
  });
});

describe("--layers", () => {
  const network = readNetwork(
    chain(
      ["N", 1, 1, 2],
      [
        ["Conv", {}, tensor([2, 1, 1, 1], [1, 2])],
        ["Flatten"],
        ["Gemm", { transB: 1 }, tensor([2, 4], new Float32Array(8))],
      ],
    ),
  );
  const specs = (text: string) =>
    layerChoice(text, network).map((chosen) => chosen?.operator.name ?? "float32");

  test("names, operators and else", () => {
    expect(specs("conv*: PositQuireMac n=8; else: float32")).toEqual(["PositQuireMac", "float32"]);
    expect(specs("Gemm: PositQuireMac n=8")).toEqual(["float32", "PositQuireMac"]);
    expect(specs("else: PositQuireMac n=8")).toEqual(["PositQuireMac", "PositQuireMac"]);
  });

  test.each([
    ["conv*", /no rule/],
    ["fc*: float32", /'fc\*' fits no layer.*conv0 \(Conv\)/],
    ["conv*: PositMul n=8", /no operator 'PositMul'/],
    ["", /no rules/],
  ])("%s is refused", (text, message) => {
    expect(() => layerChoice(text, network)).toThrow(message);
  });
});
