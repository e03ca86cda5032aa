import { expect, test } from "vitest";
import type { GateList } from "../../search/engine/genome.js";
import { everyPair } from "../../search/every-pair/every-pair.js";
import { exactErrors } from "../../search/exact-errors.js";
import { tableOfList } from "../../search/table.js";
import { arrayMultiplier, pair } from "./array-multiplier.js";

const exact = arrayMultiplier(8);
/** The same with some of its outputs something else. */
const spoiled = (outputs: Readonly<Record<number, string>>): GateList => ({
  gates: [...exact.gates, ["mux2", "x7", "x2", "y5"], ["aoi22", "x1", "y2", "y3", "x6"]],
  outputs: exact.outputs.map((name, bit) => outputs[bit] ?? name),
});
const own = exact.gates.length;

test.each([
  ["exact", {}],
  ["bits lost", { 2: "0", 9: exact.outputs[8] ?? "" }],
  ["products with 0 that are not 0", { 1: `g${own}`, 12: `g${own + 1}` }],
  ["all the same", Object.fromEntries(exact.outputs.map((_, bit) => [bit, bit % 2 === 0 ? "1" : "0"]))],
])("errors over every pair, row by row, are those of the table of products: %s", async (_, outputs) => {
  const list = spoiled(outputs);
  for (const signed of [false, true]) {
    const found = await everyPair(list, pair(8, signed), 0);
    const right = exactErrors(tableOfList(list, pair(8)), pair(8, signed));
    expect(found?.errors.wrongZeros).toBe(right.wrongZeros);
    expect(found?.errors.wce).toBe(right.wce);
    for (const figure of ["mred", "med", "bias", "nmed"] as const)
      expect(found?.errors[figure], figure).toBeCloseTo(right[figure], 9);
  }
});

test("the worst pairs are told: the largest error, and the largest relative one", async () => {
  const list = spoiled({ 3: "0", 14: "0" });
  const found = await everyPair(list, pair(8), 0);
  const results = tableOfList(list, pair(8));
  const distances = Array.from(results, (result, pair) => Math.abs(result - (pair >> 8) * (pair & 255)));
  const told = found?.worst ?? [];
  expect(Math.max(...told.map((pair) => distances[pair] ?? 0))).toBe(Math.max(...distances));
  const relative = (pair: number): number =>
    (distances[pair] ?? 0) / ((pair >> 8) * (pair & 255) || Infinity);
  expect(Math.max(...told.map(relative))).toBe(Math.max(...distances.map((_, pair) => relative(pair))));
});
