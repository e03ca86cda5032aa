import { expect, test } from "vitest";
import { paretoFront } from "../../report/pareto.js";

const front = (...points: (readonly [number | null, number | null])[]) =>
  paretoFront(points, [([area]) => area, ([, delay]) => delay]);

test("the front has what nothing beats in one measure without losing in the other", () => {
  expect(front([1, 9], [2, 5], [3, 5], [4, 4], [5, 4], [9, 1])).toEqual([
    [1, 9],
    [2, 5],
    [4, 4],
    [9, 1],
  ]);
});

test("equals stay together", () => {
  expect(front([1, 1], [1, 1])).toHaveLength(2);
});

test("what is not known is not on the front, and keeps nothing off it", () => {
  expect(front([null, 1], [2, 2])).toEqual([[2, 2]]);
});
