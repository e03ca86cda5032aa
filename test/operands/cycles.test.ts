import { describe, expect, test } from "vitest";
import { input } from "../../generators/contract/operator.js";
import { float } from "../../golden/float.js";
import type { NumberFormat } from "../../golden/format.js";
import { signed, unsigned } from "../../golden/integer.js";
import { packed } from "../../golden/packed.js";
import { posit } from "../../golden/posit.js";
import { drawOperands, type OperandOptions } from "../../operands/cycles.js";
import { RequestError } from "../../tools/errors.js";

const draw = (format: NumberFormat, options: Partial<OperandOptions> = {}): bigint[] =>
  drawOperands({ x: input(format) }, { operands: "normal", vectors: 20_000, seed: 1, ...options });

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean, standard deviation, and the share within one deviation of zero, which is 68.3 % of a normal distribution. */
function moments(values: number[]) {
  const middle = mean(values);
  const deviation = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  return { middle, deviation, inside: mean(values.map((value) => Number(Math.abs(value) < deviation))) };
}

describe("normal operands", () => {
  test.each([
    [posit(16, 1), 1],
    [float(5, 10), 1],
    [signed(16), 2 ** 13],
  ])("%o: mean 0 and deviation %f", (format, deviation) => {
    const found = moments(draw(format).map((bits) => format.number(bits)));
    expect(found.middle / deviation).toBeCloseTo(0, 1);
    expect(found.deviation / deviation).toBeCloseTo(1, 1);
    expect(found.inside).toBeCloseTo(0.683, 1);
  });

  test("of unsigned integers, magnitudes, of which one in 16,000 saturates", () => {
    const values = draw(unsigned(8)).map(Number);
    // The mean of |x| is √(2/π) deviations, 64 each.
    expect(mean(values) / 64).toBeCloseTo(Math.sqrt(2 / Math.PI), 1);
    expect(Math.max(...values)).toBeLessThanOrEqual(255);
  });

  test("of lanes, each its own", () => {
    const lanes = packed(signed(8), 2);
    const pairs = draw(lanes).map((bits) => lanes.split(bits).map((lane) => signed(8).number(lane)));
    for (const lane of [0, 1])
      expect(moments(pairs.map((pair) => pair[lane] ?? NaN)).deviation / 32).toBeCloseTo(1, 1);
    expect(mean(pairs.map(([a = NaN, b = NaN]) => (a * b) / 32 ** 2))).toBeCloseTo(0, 1);
  });

  test("are refused where an input is not one number", () => {
    const flags: NumberFormat = {
      name: "flags",
      width: 2,
      describe: () => ({ fields: {}, value: "" }),
      corners: () => [],
    };
    expect(() => draw(flags)).toThrow(RequestError);
    expect(() => draw(flags)).toThrow(/x is flags, which is not one number/);
  });
});

test.each([
  ["uniform", 0.5],
  ["tenth", 0.1],
] as const)("%s: each bit changes with a chance of %f", (operands, chance) => {
  const words = draw(unsigned(8), { operands });
  for (let bit = 0n; bit < 8n; bit++) {
    const changes = words.slice(1).map((word, i) => Number(((word ^ (words[i] ?? 0n)) >> bit) & 1n));
    expect(mean(changes) / chance).toBeCloseTo(1, 0.8);
  }
});

test("a seed repeats them, another one does not; one vector is too few", () => {
  expect(draw(signed(8), { seed: 7 })).toEqual(draw(signed(8), { seed: 7 }));
  expect(draw(signed(8), { seed: 7 })).not.toEqual(draw(signed(8), { seed: 8 }));
  expect(() => draw(signed(8), { vectors: 1 })).toThrow(
    /^1 vectors are asked for; switching is counted on 2 to 1000000/,
  );
});
