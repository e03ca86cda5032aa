import { expect, test } from "vitest";
import { Module, v } from "../../../generators/hdl/index.js";
import { print } from "../../../generators/hdl/print.js";

const m = Module.create("m");
const a = m.input("a", 2);
const b = m.input("b", 2);

test("an operand that begins with a brace keeps its parentheses", () => {
  expect(print(v`({${a}, ${b}} ^ {4{${a}[0]}}) + 4'd1`.node)).toBe("({a, b} ^ {4{a[0]}}) + 4'd1");
});

test("an operand that is extended in writing needs none", () => {
  expect(print(v`(${a} & ${b}) + 4'd1`.node)).toBe("{2'b0, a & b} + 4'd1");
});

test("a sum within a wider sum is extended operand by operand", () => {
  expect(print(v`4'd9 - (${a} + ${b})`.node)).toBe("4'd9 - ({2'b0, a} + {2'b0, b})");
});
