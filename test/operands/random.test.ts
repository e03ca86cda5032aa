import fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../operands/random.js";

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.word());

test("xoshiro128** gives the words of its authors' C code", () => {
  const random = new Random([1, 2, 3, 4]);
  expect(draw(random, 10)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test("a seed repeats its words and others differ, seed 0 too", () => {
  expect(draw(Random.seeded(7), 5)).toEqual(draw(Random.seeded(7), 5));
  expect(draw(Random.seeded(7), 5)).not.toEqual(draw(Random.seeded(8), 5));
  expect(new Set(draw(Random.seeded(0), 1000)).size).toBeGreaterThan(990);
});

test("bits fit their width and reach both ends of it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(), (width, seed) => {
      const random = Random.seeded(seed);
      const patterns = Array.from({ length: 64 }, () => random.bits(width));
      const seen = patterns.reduce((union, bits) => union | bits, 0n);
      expect(seen).toBe((1n << BigInt(width)) - 1n);
    }),
    { numRuns: 30 },
  );
});

test("below reaches every number below its end and no other", () => {
  const random = Random.seeded(3);
  const drawn = new Set(Array.from({ length: 500 }, () => random.below(17)));
  expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, i) => i));
});

test("nothing can be picked from nothing", () => {
  expect(() => Random.seeded(1).pick([])).toThrow("nothing to pick from");
});

test("some choices are as many different ones, and each may come first", () => {
  const choices = [1, 2, 3, 4, 5];
  const random = Random.seeded(5);
  const drawn = Array.from({ length: 200 }, () => random.some(choices, 3));
  for (const some of drawn) expect(new Set(some).size).toBe(3);
  expect(new Set(drawn.map(([first]) => first))).toEqual(new Set(choices));
  expect(random.some(choices, 9).toSorted()).toEqual(choices);
});
