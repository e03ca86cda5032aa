import { expect, test } from "vitest";
import { curveBox, curvePanel } from "../../report/charts/curve-panel.js";

test("means as far as all trainings have come, within the axes, and a band from the least to the largest", () => {
  const runs = [
    [4, 2, 1],
    [2, 0],
  ];
  const { curves, yTicks } = curvePanel("loss", [{ name: "a", runs }], { low: 0, decimals: 1 });
  const [curve] = curves;
  // Epoch 1 stands on the left, epoch 3, to which one has come, on the right; 3 of 0 … 4 is three quarters up.
  const { left, right, top, bottom } = curveBox;
  expect(curve?.points.map(({ x, y }) => [Number(x), Number(y)])).toEqual([
    [left, bottom - (3 / 4) * (bottom - top)],
    [(left + right) / 2, bottom - (1 / 4) * (bottom - top)],
  ]);
  expect(curve?.points.map(({ text }) => text)).toEqual(["a, epoch 1: 3.0", "a, epoch 2: 1.0"]);
  expect(curve?.band.match(/[ML]/g)).toHaveLength(4);
  expect(yTicks.map(({ text }) => Number(text))).toEqual([0, 1, 2, 3, 4]);
});

test.each([
  ["no training has come to an epoch", []],
  ["all figures are the same", [[5, 5]]],
  ["one epoch", [[5]]],
])("%s: still axes, and no NaN", (_, runs) => {
  const panel = curvePanel("right, %", [{ name: "a", runs }], { decimals: 2 });
  expect(JSON.stringify(panel)).not.toMatch(/NaN|null|Infinity/);
  expect(panel.yTicks.length).toBeGreaterThan(1);
});
