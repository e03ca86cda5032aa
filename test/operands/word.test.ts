import fc from "fast-check";
import { expect, test } from "vitest";
import { layoutOf } from "../../operands/word.js";
import { declarePorts } from "../sim/designs.js";

const ports = declarePorts({ x: 3, y: 600 }, { r: 5, flag: 1 });
const inputs = layoutOf(ports, "input");

test("the first port is on top and each direction has a layout of its own", () => {
  expect(inputs.width).toBe(603);
  expect(inputs.pack({ x: 5n, y: 1n })).toBe((5n << 600n) | 1n);
  expect(layoutOf(ports, "output").fields.map(({ name, lsb }) => [name, lsb])).toEqual([
    ["r", 1],
    ["flag", 0],
  ]);
});

test("unpack undoes pack", () => {
  const bits = fc.record({ x: fc.bigInt(0n, 7n), y: fc.bigInt(0n, (1n << 600n) - 1n) });
  fc.assert(
    fc.property(bits, (vector) => {
      expect(inputs.unpack(inputs.pack(vector))).toEqual(vector);
    }),
  );
});

test.each([
  ["too wide", { x: 8n, y: 0n }, "x is 8, which is no pattern of 3 bits"],
  ["negative", { x: 0n, y: -1n }, "y is -1, which is no pattern of 600 bits"],
  ["missing", { x: 0n }, "there are no bits for y"],
])("bits that are %s are refused", (_, bits, message) => {
  expect(() => inputs.pack(bits)).toThrow(message);
});
