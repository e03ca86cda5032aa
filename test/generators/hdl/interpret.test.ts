import { expect, test } from "vitest";
import { evaluate, Module, v, type Expression, type Signal } from "../../../generators/hdl/index.js";

type Build = (a: Signal, b: Signal, s: Signal) => Expression;

/** Widths by IEEE 1364-2001 §4.4, worked out by hand for a = b = 31 of 5 bits and s = 1. */
test.each<[string, number, Build, bigint]>([
  ["a sum is as wide as its context", 6, (a, b) => v`${a} + ${b}`, 62n],
  ["so are the branches of ?:", 6, (a, b, s) => v`(${s} ? ${a} + ${b} : ${a}) + 6'd0`, 62n],
  ["so are factors: 62 * 31 modulo 1024", 10, (a, b) => v`(${a} + ${b}) * ${a}`, 898n],
  ["a compared operand is as wide as itself", 1, (a, b) => v`(${a} + ${b}) == 5'd30`, 1n],
  ["so is a part of a concatenation", 6, (a, b) => v`{${a} + ${b}, 1'b0}`, 60n],
  ["so is a shifted operand", 5, (a) => v`${a} << 1'd1`, 30n],
])("%s", (_, width, build, expected) => {
  const m = Module.create("m");
  m.output("r", width, build(m.input("a", 5), m.input("b", 5), m.input("s", 1)));
  expect(evaluate(m, { a: 31n, b: 31n, s: 1n })).toEqual({ r: expected });
});
