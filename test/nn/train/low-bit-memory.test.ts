import { describe, expect, test } from "vitest";
import { sizeOf } from "../../../nn/data/images.js";
import type { Course } from "../../../nn/train/low-bit/course.js";
import { hardwareOf } from "../../../nn/train/low-bit/hardware.js";
import { memoryFiles } from "../../../nn/train/low-bit/memory.js";
import { Random } from "../../../operands/random.js";
import { bits, trained, wide } from "./low-bit.js";

/* Memories of networks of few bits are read back, and multiplied by a loop of this test's own. */

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
