import { describe, expect, test } from "vitest";
import { sizeOf, type LabelledImages } from "../../../nn/data/images.js";
import { infer } from "../../../nn/infer.js";
import { layerChoice, productLayer } from "../../../nn/layer-rules.js";
import { readNetwork } from "../../../nn/network/read-network.js";
import { recordTrace } from "../../../nn/record.js";
import type { Network } from "../../../nn/network/steps.js";
import { trainingArithmetic } from "../../../nn/train/arithmetic.js";
import { networkOf } from "../../../nn/train/description/build.js";
import { readDescription } from "../../../nn/train/description/read.js";
import type { Course } from "../../../nn/train/low-bit/course.js";
import { hardwareOf } from "../../../nn/train/low-bit/hardware.js";
import { integerFile } from "../../../nn/train/low-bit/integer-file.js";
import { memoryFiles } from "../../../nn/train/low-bit/memory.js";
import { Random } from "../../../operands/random.js";
import type { Numbers } from "../../../nn/train/network-file.js";
import { trainRun } from "../../../nn/train/run.js";
import type { RunState } from "../../../nn/train/run-events.js";
import type { Settings } from "../../../nn/train/settings.js";
import { TrainedNetwork } from "../../../nn/train/trained-network.js";

/*
 * A network of few bits gives the same logits, bit for bit, by the trainer and from the file of integers and thresholds on
 * BinaryDot and LowBitDot. Its memories are read back, and multiplied by a loop of this test's own.
 */

const random = Random.seeded(11);
const images: LabelledImages = {
  name: "noise",
  count: 40,
  shape: [2, 8, 7],
  values: Uint8Array.from({ length: 40 * 112 }, () => random.below(256)),
  labels: Uint16Array.from({ length: 40 }, (_, at) => at % 3),
};
const divisor = new Float32Array(112).fill(255);
const description = `
layers:
  - conv: 6
    stride: 2
    pad: 1
  - bn
  - relu
  - conv: 8
    pad: 1
    groups: 2
  - bn
  - relu
  - pool: 2
  - fc: 24
  - relu
  - fc: 16
  - bn
  - relu
  - fc: 3
`;
const network = networkOf(readDescription("cnn.yaml", description), images.shape, { divisor });
const settings: Settings = {
  ...{ epochs: 3, batch: 8, rate: 0.05, master: undefined, schedule: "linear", lossScale: 1, acc: undefined },
  method: { kind: "sgd", momentum: 0.9 },
};
const data = { training: images, test: images };

function trained(course: Course, of: Network = network) {
  let numbers: ReadonlyMap<string, Float32Array> = new Map();
  let classes = new Uint16Array(0);
  const epochs: (string | undefined)[] = [];
  for (const event of trainRun(of, false, settings, { design: null, seed: 3, course }, data, undefined))
    if (event.kind === "epoch") {
      ({ numbers } = event);
      classes = event.classes.slice();
      epochs.push(event.state.epochs.at(-1)?.bits);
    }
  const hardware = hardwareOf(of, course, numbers);
  const file = integerFile(of, hardware, numbers);
  return { numbers, classes, epochs, hardware, file };
}

const bits = (weights: number, activations: number, float32: readonly string[] | undefined): Course => ({
  ...{ name: "test", float32 },
  phases: [
    { bits: null, epochs: 1 },
    { bits: { weights, activations }, epochs: 2 },
  ],
});

/** Float32 layers, and bits of weights and activations. */
const courses: Readonly<Record<string, Course>> = {
  "W1A1, the first and the last layer in float32": bits(1, 1, undefined),
  "W1A1, everything": bits(1, 1, []),
  W2A2: bits(2, 2, undefined),
  "W1A3, everything": bits(1, 3, []),
  "W4A1, the last layer too": bits(4, 1, ["conv1"]),
  "W8A8, one layer": bits(8, 8, ["conv1", "fc1", "fc2", "fc3"]),
};

/** Logits by the trainer's layers, and by `infer` on float32 and on the layers' designs. */
async function logitsOf(numbers: Numbers, course: Course, of: Network = network) {
  const hardware = hardwareOf(of, course, numbers);
  const file = integerFile(of, hardware, numbers);
  const lowBit = { places: hardware.places, bits: hardware.bits };
  const layers = new TrainedNetwork(of, trainingArithmetic(null), images.count, lowBit);
  for (const { name, values } of [...layers.parameters, ...layers.statistics])
    values.set(numbers.get(name) ?? []);
  const own = layers.forward(Float32Array.from(images.values), images.count, false);
  const rules = hardware.layers.map(({ step, design }) => `${step.name}: ${design}`).join("; ");
  const rows = [{ name: "hardware", choice: layerChoice(`${rules}; else: float32`, readNetwork(file)) }];
  const found = await infer({
    ...{ network: file, fold: false, images, calibration: images, rows, threads: 0 },
  });
  const [float32, designs] = found.map(({ logits }) => [...logits]);
  return { own: [...own], float32, designs };
}

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

/** fc layers on an image of four bytes; the wide one has sums that no number of lanes divides. */
const wide = networkOf(
  readDescription("wide.yaml", "layers: [{ fc: 1031 }, relu, { fc: 9 }, relu, { fc: 3 }]"),
  [1, 2, 2],
  { divisor: new Float32Array(4).fill(255) },
);

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

describe("memories", () => {
  test("files are called as their layers, in letters that a file and a module may have", () => {
    const course = bits(1, 1, []);
    const names = ["/net/fc.1", "net/fc_1", "3"];
    let at = 0;
    const steps = wide.steps.map((step) =>
      step.kind === "product" ? { ...step, name: names[at++] ?? "" } : step,
    );
    const files = memoryFiles(hardwareOf({ ...wide, steps }, course, new Map()));
    expect([...files.keys()].filter((name) => name.includes("weights"))).toEqual([
      ...["net_fc_1.weights.mem", "net_fc_1_2.weights.mem", "layer_3.weights.mem"],
    ]);
  });

  test.each([
    ["W1A1", bits(1, 1, undefined)],
    ["W3A2", bits(3, 2, undefined)],
  ])("%s: weights and thresholds, a word a line, give the activations of fc1", (_, course) => {
    const { hardware, numbers } = trained(course);
    const files = memoryFiles(hardware);
    const manifest = JSON.parse(files.get("layers.json") ?? "") as {
      layers: {
        layer: string;
        design: string;
        thresholds_per_row: number;
        weights: string;
        thresholds: string;
      }[];
    };
    const layer = manifest.layers.find(({ layer: name }) => name === "fc1");
    const words = (name = ""): bigint[] =>
      (files.get(name) ?? "")
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("//"))
        .map((line) => BigInt(`0x${line}`));
    const size = (name: string): number =>
      Number(new RegExp(`${name}=(\\d+)`).exec(layer?.design ?? "")?.[1]);
    const isBinary = layer?.design.startsWith("BinaryDot") === true;
    const wbits = isBinary ? 1 : size("wbits");
    const depth = sizeOf([8, 2, 2]);
    const integers = words(layer?.weights).flatMap((word) =>
      Array.from({ length: size("lanes") }, (__, lane) => {
        const pattern = (word >> BigInt(lane * wbits)) & ((1n << BigInt(wbits)) - 1n);
        return isBinary ? (pattern === 1n ? 1 : -1) : Number(BigInt.asIntN(wbits, pattern));
      }),
    );
    const thresholds = words(layer?.thresholds).map((word) => Number(BigInt.asIntN(size("acc"), word)));
    expect(integers).toHaveLength(24 * depth);

    const levels = layer?.thresholds_per_row ?? 0;
    const input = Float32Array.from({ length: depth }, (__, at) => (at * at * 5 + 3 * at) % (levels + 1));
    const [weight, bias] = [numbers.get("fc1.weight") ?? [], numbers.get("fc1.bias") ?? []];
    for (let row = 0; row < 24; row++) {
      const hard = Array.from(input).reduce(
        (sum, q, at) => sum + (isBinary ? 2 * q - 1 : q) * (integers[row * depth + at] ?? 0),
        0,
      );
      const activation = thresholds.slice(row * levels, (row + 1) * levels).filter((t) => hard >= t).length;
      expect(activation, `row ${row}`).toBe(expected(row, input, weight, bias, course, levels));
    }
  });

  test("W1A1: words of idle lanes, a threshold lower for each, and what sums of the last layer stand for", () => {
    const course = bits(1, 1, []);
    const hardware = hardwareOf(wide, course, new Map(random1031()));
    const files = memoryFiles(hardware);
    const { layers } = JSON.parse(files.get("layers.json") ?? "") as {
      layers: {
        layer: string;
        design: string;
        idle_lanes: number;
        words_per_row: number;
        numbers: { factors: number[]; totals: number[]; biases: number[] } | null;
      }[];
    };
    const [, second, third] = layers;
    const words = (name: string): bigint[] =>
      (files.get(name) ?? "")
        .split("\n")
        .slice(1, -1)
        .map((line) => BigInt(`0x${line}`));
    const numbers = new Map(random1031());
    // 1031 is prime: 17 words of 64 lanes, of which the last 57 are idle.
    expect(second).toMatchObject({ design: "BinaryDot lanes=64 acc=12", idle_lanes: 57, words_per_row: 17 });
    const input = Array.from({ length: 1031 }, (_, at) => (at * at + (at >> 3)) % 2);
    const weights = words("fc2.weights.mem");
    const thresholds = words("fc2.thresholds.mem").map((word) => Number(BigInt.asIntN(12, word)));
    const found = Array.from({ length: 9 }, (_, row) => {
      let sum = 0;
      for (let lane = 0; lane < 17 * 64; lane++) {
        const word = weights[row * 17 + Math.floor(lane / 64)] ?? 0n;
        const w = ((word >> BigInt(lane % 64)) & 1n) === 1n ? 1 : -1;
        sum += w * (input[lane] === 1 ? 1 : -1);
      }
      return sum >= (thresholds[row] ?? NaN) ? 1 : 0;
    });
    const expectedOf = (name: string, row: number, x: readonly number[]): number => {
      const all = numbers.get(`${name}.weight`) ?? new Float32Array(0);
      const own = all.slice(row * x.length, (row + 1) * x.length);
      const mean = own.reduce((sum, weight) => sum + Math.abs(weight), 0) / x.length;
      const sum = own.reduce((part, weight, at) => part + (weight < 0 ? -mean : mean) * (x[at] ?? 0), 0);
      return sum + (numbers.get(`${name}.bias`)?.[row] ?? 0);
    };
    expect(found).toEqual(found.map((_, row) => (expectedOf("fc2", row, input) >= 0 ? 1 : 0)));
    expect(new Set(found).size).toBe(2);

    const { factors = [], totals = [], biases = [] } = third?.numbers ?? {};
    const last = words("fc3.weights.mem");
    for (let row = 0; row < 3; row++) {
      const signs = found.map((_, lane) => (((last[row] ?? 0n) >> BigInt(lane)) & 1n) === 1n);
      const sum = signs.reduce((all, w, lane) => all + (w === (found[lane] === 1) ? 1 : -1), 0);
      const y = ((factors[row] ?? 0) * (sum + (totals[row] ?? 0))) / 2 + (biases[row] ?? 0);
      expect(y).toBeCloseTo(expectedOf("fc3", row, found), 5);
    }
  });

  /** Weights and biases of `wide`. */
  function random1031(): [string, Float32Array][] {
    const own = Random.seeded(5);
    const some = (length: number, most: number) =>
      Float32Array.from({ length }, () => (own.word() / 2 ** 31 - 1) * most);
    return [
      ["fc1.weight", some(4 * 1031, 1)],
      ["fc1.bias", some(1031, 1)],
      ["fc2.weight", some(9 * 1031, 0.1)],
      ["fc2.bias", some(9, 1)],
      ["fc3.weight", some(27, 1)],
      ["fc3.bias", some(3, 1)],
    ];
  }

  /** By the definitions: sign × mean, or the nearest multiple of a step; then the bias, and the share of −1 … 1. */
  function expected(
    row: number,
    input: Float32Array,
    weights: ArrayLike<number>,
    bias: ArrayLike<number>,
    course: Course,
    levels: number,
  ): number {
    const depth = input.length;
    const own = Array.from({ length: depth }, (_, at) => weights[row * depth + at] ?? 0);
    const mean = own.reduce((sum, weight) => sum + Math.abs(weight), 0) / depth;
    const isSign = course.phases[1]?.bits?.weights === 1;
    const step = isSign ? mean : mean * 0.8156;
    const rounded = own.map((weight) =>
      isSign ? (weight < 0 ? -1 : 1) : Math.max(-3, Math.min(3, Math.round(weight / step))),
    );
    const sum = input.reduce((total, q, at) => total + (q / levels) * (rounded[at] ?? 0) * step, 0);
    const value = sum + (bias[row] ?? 0);
    return Math.round(Math.min(1, Math.max(0, (value + 1) / 2)) * levels);
  }
});
