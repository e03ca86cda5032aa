import { expect, test } from "vitest";
import { anticipate } from "../../../generators/blocks/anticipate.js";
import { evaluator, Module } from "../../../generators/hdl/index.js";

test("the first place where a sum differs from its sign is expected there or one place above", () => {
  const width = 6;
  const m = Module.create("m");
  const [a, b, carry] = [m.input("a", width), m.input("b", width), m.input("carry", 1)];
  m.output("places", width - 1, anticipate(m, a, b, carry));
  const evaluate = evaluator(m);
  const text = (value: number, bits: number): string =>
    BigInt.asUintN(bits, BigInt(value)).toString(2).padStart(bits, "0");
  const seen = new Set<number>();
  for (let x = -16; x < 16; x++)
    for (let y = -16; y < 16; y++)
      for (const one of [0, 1]) {
        const inputs = {
          a: BigInt.asUintN(width, BigInt(x)),
          b: BigInt.asUintN(width, BigInt(y)),
          carry: BigInt(one),
        };
        const expected = text(Number(evaluate(inputs).places), width - 1).indexOf("1");
        const sum = text(x + y + one, width);
        const actual = sum.slice(1).indexOf(sum.startsWith("1") ? "0" : "1");
        if (actual < 0) expect(expected, sum).toBe(-1);
        else seen.add(actual - expected);
      }
  expect([...seen].sort()).toEqual([0, 1]);
});
