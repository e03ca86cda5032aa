import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, adderMeanings, type Adder } from "../../../generators/blocks/adders/index.js";
import { evaluator, Module } from "../../../generators/hdl/index.js";

interface Shape {
  readonly width: number;
  /** Bits of the sum beyond the operands'. */
  readonly more: number;
  readonly carryIn: boolean;
  readonly arrivals?: readonly number[];
}

/** An adder as a function of its inputs, and what it should give. */
function build(
  adder: Adder,
  { width, more, carryIn, arrivals }: Shape,
): (a: bigint, b: bigint, c: bigint) => void {
  const m = Module.create("m");
  const [a, b] = [m.input("a", width), m.input("b", width)];
  const c = carryIn ? m.input("c", 1) : undefined;
  m.output("r", width + more, add(m, "sum", width + more, a, b, { adder, carryIn: c, arrivals }));
  const evaluate = evaluator(m);
  return (x, y, z) => {
    const expected = BigInt.asUintN(width + more, x + y + (carryIn ? z : 0n));
    if (evaluate({ a: x, b: y, c: z }).r !== expected) expect.fail(`${x} + ${y} + ${z}`);
  };
}

const shapes = [0, 1].flatMap((more) => [false, true].map((carryIn) => ({ more, carryIn })));

describe.each(Object.keys(adderMeanings) as Adder[])("%s", (adder) => {
  test("adds every pair of up to five bits, with and without carries in and out", () => {
    for (const shape of shapes)
      for (let width = 1; width <= 5; width++) {
        const check = build(adder, { width, ...shape });
        for (let a = 0n; a < 1n << BigInt(width); a++)
          for (let b = 0n; b < 1n << BigInt(width); b++) for (const c of [0n, 1n]) check(a, b, c);
      }
  });

  test("passes a carry from every bit to every other, at every width up to 40", () => {
    for (const shape of shapes)
      for (let width = 1; width <= 40; width++) {
        const check = build(adder, { width, ...shape });
        const all = (1n << BigInt(width)) - 1n;
        for (let bit = 0; bit < width; bit++) check(all ^ ((1n << BigInt(bit)) - 1n), 1n << BigInt(bit), 1n);
        check(all, 0n, 1n);
        check(all, all, 1n);
      }
  });
});

test("an adder shaped by any arrival times adds", () => {
  const time = fc.integer({ min: 0, max: 20 });
  const word = fc.bigInt({ min: 0n, max: (1n << 24n) - 1n });
  fc.assert(
    fc.property(fc.array(time, { minLength: 24, maxLength: 24 }), word, word, (arrivals, a, b) => {
      build("arrival", { width: 24, more: 1, carryIn: true, arrivals })(a, b, a & 1n);
    }),
  );
});
