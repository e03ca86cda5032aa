import { expect, test } from "vitest";
import { Module, v } from "../../generators/hdl/index.js";
import { mutantsOf } from "../../audit/mutants.js";

test("every place of an expression is changed once by each kind of mutant", () => {
  const m = Module.create("tiny");
  const [x, y] = [m.input("x", 4), m.input("y", 4)];
  const sum = m.wire("sum", 4, v`${x} + 4'd3`);
  m.output("r", 2, v`${y}[0] ? ${sum}[2:1] : ~${y}[3:2]`);
  expect(mutantsOf(m).map(({ description }) => description.split(" instead of ")[0])).toEqual([
    "sum = x - 4'd3",
    "sum = ~x + 4'd3",
    "sum = x + 4'd4",
    "sum = x + 4'd2",
    "r = y[0] ? ~y[3:2] : sum[2:1]",
    "r = ~y[0] ? sum[2:1] : ~y[3:2]",
    "r = y[1] ? sum[2:1] : ~y[3:2]",
    "r = y[0] ? ~sum[2:1] : ~y[3:2]",
    "r = y[0] ? sum[3:2] : ~y[3:2]",
    "r = y[0] ? sum[1:0] : ~y[3:2]",
    "r = y[0] ? sum[2:1] : y[3:2]",
    "r = y[0] ? sum[2:1] : ~y[2:1]",
  ]);
});

test("a mutant is a mutant: none says what the module says", () => {
  const m = Module.create("constant");
  const x = m.input("x", 3);
  m.output("r", 1, v`${x} == 3'd7 & ^${x}`);
  for (const { description } of mutantsOf(m)) {
    const [mutant, original] = description.split(" instead of ");
    expect(mutant).not.toBe(`r = ${original}`);
  }
});
