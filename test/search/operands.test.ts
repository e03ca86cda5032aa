import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { signed, unsigned } from "../../golden/integer.js";
import { normalSource } from "../../operands/normal.js";
import { Random } from "../../operands/random.js";
import { Evaluator } from "../../search/engine/evaluator.js";
import { genomeOf } from "../../search/engine/genome.js";
import { wordsOf } from "../../search/engine/words.js";
import { exactErrors } from "../../search/exact-errors.js";
import { operandWeightsOf } from "../../search/operand-weights-of.js";
import { tableOfList } from "../../search/table.js";
import { arrayMultiplier, pair } from "./array-multiplier.js";

const multiplier = (isSigned: boolean) => parseDesign(`IntMult n=6 signed=${isSigned}`);

test.each([true, false])("normal operands are as likely as they are drawn, signed: %s", (isSigned) => {
  const weights = operandWeightsOf("normal", multiplier(isSigned), pair(6, isSigned))?.x ?? [];
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  const draw = normalSource("x", isSigned ? signed(6) : unsigned(6));
  const random = Random.seeded(3);
  const draws = 40_000;
  const counts = new Array<number>(64).fill(0);
  for (let drawn = 0; drawn < draws; drawn++) {
    const pattern = Number(draw(random));
    counts[pattern] = (counts[pattern] ?? 0) + 1;
  }
  // five standard deviations of a share
  for (const [pattern, weight] of weights.entries())
    expect(Math.abs((counts[pattern] ?? 0) / draws - weight), String(pattern)).toBeLessThan(
      5 * Math.sqrt(weight / draws) + 1e-4,
    );
});

test("of a trace each operand is counted by itself, and every pattern once more", () => {
  const source = {
    name: "t",
    trace: {
      ...{ x: "unsigned⟨6⟩", y: "unsigned⟨6⟩", design: "IntMult n=6" },
      sums: [{ x: [1n, 1n, 5n], y: [2n, 2n, 2n] }],
    },
  };
  const weights = operandWeightsOf(source, multiplier(false), pair(6));
  expect(weights?.x[1]).toBeCloseTo(3 / 67, 9);
  expect(weights?.x[5]).toBeCloseTo(2 / 67, 9);
  expect(weights?.y[2]).toBeCloseTo(4 / 67, 9);
  expect(weights?.y[0]).toBeCloseTo(1 / 67, 9);
});

test("errors weighted by operands are never too small in WebAssembly, and little too large", () => {
  const exact = arrayMultiplier(8);
  const list = { ...exact, outputs: exact.outputs.map((name, bit) => (bit === 1 ? "0" : name)) };
  const weights = operandWeightsOf("normal", parseDesign("IntMult n=8"), pair(8));
  const genome = genomeOf(pair(8), list);
  const limits = { mred: Infinity, med: Infinity, wce: Infinity, bias: Infinity };
  const found = new Evaluator(pair(8), genome.gates.length, limits, wordsOf(pair(8), weights)).adopt(genome);
  const right = exactErrors(tableOfList(list, pair(8)), pair(8), weights);
  const uniform = exactErrors(tableOfList(list, pair(8)), pair(8));
  expect(Math.abs(right.mred / uniform.mred - 1)).toBeGreaterThan(0.1);
  for (const [one, other] of [
    [found?.mred, right.mred],
    [found?.med, right.med],
  ] as const) {
    expect((one ?? 0) / other).toBeGreaterThan(0.999);
    expect((one ?? 0) / other).toBeLessThan(1.2);
  }
});
