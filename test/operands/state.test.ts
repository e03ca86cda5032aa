import { expect, test } from "vitest";
import { input, output } from "../../generators/contract/operator.js";
import { unsigned } from "../../golden/integer.js";
import { packVector, stateBits, unpackVector, vectorLayout, withoutState } from "../../operands/state.js";
import { layoutOf } from "../../operands/word.js";
import { handWritten } from "../sim/designs.js";

const design = handWritten({
  name: "held",
  ports: { x: input(unsigned(3)), y: input(unsigned(2)), r: output(unsigned(4)) },
  state: { sum: unsigned(3), nar: unsigned(1) },
  golden: () => ({}),
  verilog: "",
  cases: [{ x: 1n }, { sum: 2n, nar: 0n }, { y: 3n }],
});
const layout = vectorLayout(design, "input");

test("a vector has the state above the ports, and whether it is given on top", () => {
  expect(packVector(layout, design.state, { x: 5n, y: 2n, sum: 6n, nar: 1n })).toBe(0b1_110_1_101_10n);
  expect(stateBits(design)).toEqual(["nar", "sum[0]", "sum[1]", "sum[2]"]);
});

test("a word of ports alone is a vector that gives no state", () => {
  const bits = { x: 5n, y: 2n };
  const word = layoutOf(design.ports, "input").pack(bits);
  expect(packVector(layout, design.state, bits)).toBe(word);
  expect(unpackVector(layout, design.state, word)).toEqual(bits);
});

test("state is given as a whole or not at all", () => {
  const bits = { x: 5n, y: 2n, sum: 6n };
  expect(() => packVector(layout, design.state, bits)).toThrow("there are no bits for nar");
  const whole = { ...bits, nar: 0n };
  expect(unpackVector(layout, design.state, packVector(layout, design.state, whole))).toEqual(whole);
});

test("where state cannot be loaded, cases that would load it are left out", () => {
  expect([...withoutState(design).cases()]).toEqual([{ x: 1n }, { y: 3n }]);
});
