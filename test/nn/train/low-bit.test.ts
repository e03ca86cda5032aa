import { describe, expect, test } from "vitest";
import { layerChoice, productLayer } from "../../../nn/layer-rules.js";
import { readNetwork } from "../../../nn/network/read-network.js";
import { recordTrace } from "../../../nn/record.js";
import { networkOf } from "../../../nn/train/description/build.js";
import { readDescription } from "../../../nn/train/description/read.js";
import type { Course } from "../../../nn/train/low-bit/course.js";
import type { Numbers } from "../../../nn/train/network-file.js";
import { trainRun } from "../../../nn/train/run.js";
import type { RunState } from "../../../nn/train/run-events.js";
import type { Settings } from "../../../nn/train/settings.js";
import { bits, courses, data, divisor, images, logitsOf, network, settings, trained } from "./low-bit.js";

/*
 * A network of few bits gives the same logits, bit for bit, by the trainer and from the file of integers and thresholds on
 * BinaryDot and LowBitDot.
 */

test.each(Object.entries(courses))("%s: the same logits by the trainer and by infer", async (_, course) => {
  const { numbers, classes, epochs } = trained(course);
  const { weights, activations } = course.phases[1]?.bits ?? {};
  expect(epochs).toEqual(["float32", `W${weights}A${activations}`, `W${weights}A${activations}`]);
  const { own, float32, designs } = await logitsOf(numbers, course);
  expect(designs).toEqual(own);
  expect(float32).toEqual(own);
  expect(new Set(own).size).toBeGreaterThan(9);
  const best = Array.from(classes, (__, image) => {
    const logits = own.slice(3 * image, 3 * image + 3);
    return logits.indexOf(Math.max(...logits));
  });
  expect([...classes]).toEqual(best);
});

test.each(["W1A1, everything", "W2A2", "W1A3, everything"])(
  "%s: the same where factors of batch norm are negative or 0",
  async (name) => {
    const course = courses[name] ?? bits(1, 1, undefined);
    const { numbers } = trained(course);
    for (const norm of ["bn1", "bn2", "bn3"])
      numbers.get(`${norm}.gamma`)?.forEach((value, at, all) => (all[at] = [-value, value, 0][at % 3] ?? 0));
    const { own, float32, designs } = await logitsOf(numbers, course);
    expect(designs).toEqual(own);
    expect(float32).toEqual(own);
    expect(new Set(own).size).toBeGreaterThan(9);
  },
);

test.each(["conv2", "fc1"])("W1A1: the golden model of BinaryDot gives the sums of %s", (name) => {
  const { file, hardware } = trained(bits(1, 1, undefined));
  const design = hardware.layers.find(({ step }) => step.name === name)?.design ?? "";
  const acc = Number(/^BinaryDot .*acc=(\d+)/.exec(design)?.[1]);
  const read = readNetwork(file);
  const { trace } = recordTrace(
    {
      ...{ network: read, name: "low.onnx", images, calibration: images, seed: 1 },
      choice: layerChoice(`${name}: ${design}`, read),
    },
    { layer: productLayer(read, name), sums: 60 },
  );
  expect(trace.sums).toHaveLength(60);
  const last = trace.sums.map(({ r, bias, value }) => [r.at(-1), bias, value] as const);
  for (const [r, bias, value] of last) expect(Number(BigInt.asIntN(acc, BigInt(r ?? 0))) + bias).toBe(value);
});

test("a training that went on after any of its epochs ends with the same bits", () => {
  const course = bits(1, 2, undefined);
  const adam: Settings = { ...settings, rate: 0.01, method: { kind: "adam", momentum: 0.9, second: 0.999 } };
  const states = (from?: RunState): RunState[] =>
    [...trainRun(network, false, adam, { design: null, seed: 3, course }, data, from)].flatMap((event) =>
      event.kind === "epoch" ? [event.state] : [],
    );
  const whole = states();
  expect(whole).toHaveLength(3);
  for (const state of whole.slice(0, -1)) expect(states(state).at(-1)?.arrays).toEqual(whole.at(-1)?.arrays);
});

describe("corners", () => {
  /** A network whose layers are all of one bit, or of others, and its logits three ways. */
  const same = async (
    layers: string,
    course: Course,
    change?: (numbers: Numbers) => void,
  ): Promise<number[]> => {
    const of = networkOf(readDescription("a.yaml", `layers: [${layers}]`), images.shape, { divisor });
    const { numbers } = trained(course, of);
    change?.(numbers);
    const { own, float32, designs } = await logitsOf(numbers, course, of);
    expect(designs).toEqual(own);
    expect(float32).toEqual(own);
    return own;
  };

  test.each([
    [1, 1],
    [1, 2],
    [2, 1],
    [3, 3],
  ])("W%sA%s: sums of one product, a group for each channel, and padding", async (weights, activations) => {
    const layers =
      "{ conv: 4 }, bn, relu, { conv: 4, kernel: 1, groups: 4, pad: 1 }, bn, relu, { conv: 4, groups: 4, pad: 2 }, relu, { fc: 3 }";
    const own = await same(layers, bits(weights, activations, ["conv1", "fc1"]));
    expect(new Set(own).size).toBeGreaterThan(9);
  });

  test.each([1, 3])("%s bits: rows whose weights are all 0", async (k) => {
    const own = await same("{ fc: 9 }, relu, { fc: 8 }, bn, relu, { fc: 3 }", bits(k, k, []), (numbers) => {
      numbers.get("fc1.weight")?.fill(0, 0, 2 * 112);
      numbers.get("fc2.weight")?.fill(0, 0, 9);
      numbers.get("fc3.weight")?.fill(0, 0, 8);
    });
    // The first class has its bias alone.
    expect(new Set(own.filter((_, at) => at % 3 === 0)).size).toBe(1);
    expect(new Set(own).size).toBeGreaterThan(4);
  });
});
