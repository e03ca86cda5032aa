import { describe, expect, test } from "vitest";
import { Evaluator } from "../../search/engine/evaluator.js";
import { genomeOf, type GateList } from "../../search/engine/genome.js";
import { blockWords } from "../../search/engine/layout.js";
import { samplePairs, type Sample } from "../../search/engine/sample.js";
import { everyPair } from "../../search/every-pair/every-pair.js";
import { arrayMultiplier, pair } from "./array-multiplier.js";

const unlimited = { mred: Infinity, med: Infinity, wce: Infinity, bias: Infinity };
const whole: Sample = { seed: 1, blocks: 16, with: [] };
const pairsIn = (n: number, signed: boolean, sample = whole): number[] => {
  return [...samplePairs(pair(n, signed), sample).words];
};

describe.each([
  [16, false],
  [16, true],
  [12, false],
])("a sample of pairs of %i bits, signed: %s", (n, signed) => {
  const size = 2 ** n;
  const product = (word: number): number => value(Math.floor(word / size)) * value(word % size);
  const value = (pattern: number): number => (signed && pattern >= size / 2 ? pattern - size : pattern);

  test("has every pair of small operands, and each magnitude with each", () => {
    const pairs = new Set(pairsIn(n, signed));
    const least = signed ? -31 : 0;
    const missed: string[] = [];
    for (let x = least; x < 32; x++)
      for (let y = least; y < 32; y++)
        if (x * y !== 0 && !pairs.has(((x + size) % size) * size + ((y + size) % size)))
          missed.push(`${x}·${y}`);
    expect(missed).toEqual([]);
    const bits = (pattern: number): number => Math.abs(value(pattern)).toString(2).length;
    const cells = new Set([...pairs].map((pair) => `${bits(Math.floor(pair / size))} ${bits(pair % size)}`));
    expect(cells.size).toBe(n ** 2);
  });

  test("counts all pairs there are with a product, and no product with 0 among them", () => {
    const { words, weights, relativeWeights, isZero } = samplePairs(pair(n, signed), whole);
    let [counted, relative] = [0, 0];
    for (const [group, weight] of weights.entries()) {
      const products = Array.from({ length: 8 }, (_, at) => product(words[8 * group + at] ?? 0));
      expect(products.every((product) => (product === 0) === (isZero[group] === 1))).toBe(true);
      if (isZero[group] === 1) continue;
      counted += 8 * weight;
      // an error of the product's size is a relative one of 1 everywhere
      for (const product of products) relative += (relativeWeights[group] ?? 0) * Math.abs(product);
    }
    expect(counted).toBeCloseTo((size - 1) ** 2 / size ** 2, 4);
    expect(relative).toBeGreaterThan(0.99);
    expect(relative).toBeLessThan(1.05);
  });

  test("is the same for the same seed, and has the pairs that it must", () => {
    const must = [size * 1000 + 77, 5, 3 * size];
    const sample = { ...whole, with: must };
    const [own, again, other] = [sample, sample, { ...sample, seed: 2 }].map((each) =>
      pairsIn(n, signed, each),
    );
    expect(again?.join()).toBe(own?.join());
    expect(other?.join()).not.toBe(own?.join());
    const has = new Set(own);
    expect(must.filter((pair) => !has.has(pair))).toEqual([]);
    expect(own).toHaveLength(16 * blockWords);
  });
});

test.each([
  ["low bits lost", { 0: "0", 3: "0", 7: "0", 9: "0" }],
  ["high bits wrong", { 21: "x4", 15: "0" }],
])("errors of a sample are about those of all pairs: %s", async (_, outputs: Record<number, string>) => {
  const n = 11;
  const exact = arrayMultiplier(n);
  // every bit is 0 where an operand is
  const nonzero = (at: number, name: string): string => (name === "0" ? name : `g${at}`);
  const spoilt = Object.entries(outputs);
  const list: GateList = {
    gates: [...exact.gates, ...spoilt.map(([, name]) => ["and2", name, "y9"] as const)],
    outputs: exact.outputs.map((own, bit) => {
      const at = spoilt.findIndex(([spoiltBit]) => Number(spoiltBit) === bit);
      return at < 0 ? own : nonzero(exact.gates.length + at, spoilt[at]?.[1] ?? "0");
    }),
  };
  const genome = genomeOf(pair(n), list);
  const sample = samplePairs(pair(n), whole);
  const found = new Evaluator(pair(n), genome.gates.length, unlimited, sample).adopt(genome);
  const right = await everyPair(list, pair(n), 0);
  expect((found?.mred ?? 0) / (right?.errors.mred ?? 1)).toBeCloseTo(1, 1);
  expect((found?.med ?? 0) / (right?.errors.med ?? 1)).toBeCloseTo(1, 1);
});

test("16 bits: errors of all sizes add up as numbers do", () => {
  const exact = arrayMultiplier(16);
  const lost = [3, 20, 29];
  const list = { ...exact, outputs: exact.outputs.map((own, bit) => (lost.includes(bit) ? "0" : own)) };
  const genome = genomeOf(pair(16), list);
  const pairs = samplePairs(pair(16), whole);
  const found = new Evaluator(pair(16), genome.gates.length, unlimited, pairs).adopt(genome);
  const mask = lost.reduce((sum, bit) => sum + 2 ** bit, 0);
  let med = 0;
  for (const [at, word] of pairs.words.entries())
    med += (((word >>> 16) * (word & 0xffff)) & mask) * (pairs.weights[at >> 3] ?? 0);
  expect((found?.med ?? 0) / med).toBeCloseTo(1, 5);
  const judged = (wce: number) =>
    new Evaluator(pair(16), genome.gates.length, { ...unlimited, wce }, pairs).adopt(genome);
  expect(judged(mask)).toBeDefined();
  expect(judged(2 ** 29 + 2 ** 20 - 1)).toBeUndefined();
});
