import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { infer } from "../../nn/infer.js";
import { everyLayer, floatBiases, layerChoice } from "../../nn/layer-rules.js";
import { readNetwork } from "../../nn/network/read-network.js";
import { otherArithmetic } from "../../nn/other-arithmetic.js";
import { chain, tensor } from "./tiny.js";

/* The arithmetic of biases, batch norm, residual sums and means: chosen by layer, and said. */

const file = chain(
  ["N", 1, 2, 2],
  [
    ["Conv", {}, tensor([2, 1, 1, 1], [1, 2]), tensor([2], [0.3, -0.7])],
    ["BatchNormalization", {}, ...[1, 0, 0, 1].map((value) => tensor([2], [value, value]))],
    ["GlobalAveragePool"],
    ["Flatten"],
    ["Gemm", { transB: 1 }, tensor([2, 2], [1, 0, 0, 1]), tensor([2], [0.1, 100.3])],
  ],
);
const network = readNetwork(file);
/** Flatten moves nothing, and is no step. */
const [conv, gemm] = [0, 3];
const posit = "PositQuireMac n=8 es=0";

async function logits(rules: string): Promise<number[]> {
  const values = Float32Array.of(1, 1, 1, 1);
  const images = { name: "one", count: 1, shape: [1, 2, 2], values, labels: Uint16Array.of(0) };
  const choice = layerChoice(rules, network);
  const rows = [{ name: rules, choice, floatBiases: floatBiases(rules, network) }];
  const found = await infer({
    ...{ network: file, fold: false, images, calibration: images, rows, threads: 0 },
  });
  return [...(found[1]?.logits ?? [])];
}

describe("biases of a network on posit⟨8,0⟩", () => {
  // Between 1 and 2 such posits are 1/32 apart, between 2 and 4 1/8; 0.3 is 19/64 as a posit, -0.7 is -45/64.
  test("are terms of the sums", async () => {
    // 1 + 19/64, a tie, goes to the even pattern: 1 + 10/32; 2 - 45/64 to 1 + 10/32. Then 26/256 is the posit for 0.1, 64 that for 100.3.
    expect(await logits(`else: ${posit}`)).toEqual([1 + 13 / 32, 64]);
  });

  test("are float32 numbers that are added behind", async () => {
    expect(await logits(`bias: float32; BatchNormalization: float32; else: ${posit}`)).toEqual(
      [Math.fround(0.1), Math.fround(100.3)].map((bias) => Math.fround(1 + 10 / 32 + bias)),
    );
  });

  test("in one layer", async () => {
    const [first, second] = await logits(`gemm*.bias: float32; else: ${posit}`);
    expect(first).toBe(Math.fround(1 + 10 / 32 + Math.fround(0.1)));
    expect(second).toBe(Math.fround(1 + 10 / 32 + Math.fround(100.3)));
  });
});

describe("rules of biases", () => {
  test("fit layers that have one", () => {
    expect(floatBiases("bias: float32", network)).toEqual([conv, gemm]);
    expect(floatBiases("conv0.bias: float32; else: float32", network)).toEqual([conv]);
    expect(floatBiases(`Conv: ${posit}`, network)).toEqual([]);
  });

  test("change no other layer", () => {
    const specs = layerChoice(`bias: float32; else: ${posit}`, network).map((chosen) => chosen?.spec);
    expect(specs).toEqual(network.steps.map(() => posit));
  });

  test.each([
    [`bias: ${posit}`, /'bias' can be float32 only/],
    ["flatten3.bias: float32", /'flatten3\.bias' fits no Conv, Gemm or MatMul that has a bias/],
  ])("%s is refused", (rules, message) => {
    expect(() => floatBiases(rules, network)).toThrow(message);
  });
});

describe("what is said of a row", () => {
  const said = (rules: string) =>
    otherArithmetic(
      network,
      { choice: layerChoice(rules, network), floatBiases: floatBiases(rules, network) },
      undefined,
    );

  test("on one design", () => {
    expect(otherArithmetic(network, { choice: everyLayer(network, parseDesign(posit)) }, undefined)).toEqual({
      bias_arithmetic: "rounded to the operand format, the last term of each sum",
      batch_norm_arithmetic: "in float32, rounded once to the operand format",
      residual_sum_arithmetic: null,
      mean_arithmetic: "exact, rounded once where the next layer takes them",
    });
  });

  test("in float32", () => {
    expect(said("else: float32")).toMatchObject({
      bias_arithmetic: "float32 numbers that are added last",
      batch_norm_arithmetic: "in float32",
      mean_arithmetic: "exact, rounded once to float32",
    });
  });

  test("by layer", () => {
    expect(said(`Gemm: IntMac n=8 acc=24; conv0.bias: float32; else: ${posit}`).bias_arithmetic).toBe(
      "float32 numbers that are added to the rounded sums (conv0); integers, the last term of each sum (gemm4)",
    );
  });
});
