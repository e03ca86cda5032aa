import fc from "fast-check";
import { expect, test } from "vitest";
import {
  evaluate,
  Module,
  signedProduct,
  v,
  type Expression,
  type Signal,
} from "../../generators/hdl/index.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";
import { evaluateCircuit } from "../../circuit/circuit.js";

type Build = (x: Signal, y: Signal) => readonly [width: number, value: Expression];

/** Each way to write an expression, of x of 6 bits and y of 4. */
const expressions: Readonly<Record<string, Build>> = {
  sum: (x, y) => [7, v`${x} + ${y}`],
  difference: (x, y) => [7, v`${x} - ${y}`],
  product: (x, y) => [10, v`${x} * ${y}`],
  signed: (x, y) => [10, signedProduct(x, y)],
  sums: (x, y) => [8, v`${x} + ${y} + 6'd63 + 1'b1`],
  and: (x, y) => [4, v`${x}[4:1] & ~${y}`],
  or: (x, y) => [4, v`${x}[3:0] | ${y}`],
  xor: (x, y) => [4, v`${x}[5:2] ^ ${y}`],
  left: (x, y) => [6, v`${x} << ${y}`],
  right: (x, y) => [6, v`${x} >> ${y}[1:0]`],
  reductions: (x, y) => [3, v`{&${x}, |${y}, ^${x}}`],
  equal: (x, y) => [2, v`{${x}[3:0] == ${y}, ${x}[3:0] != ${y}}`],
  order: (x, y) => [4, v`{${x}[3:0] < ${y}, ${x}[3:0] <= ${y}, ${x}[3:0] > ${y}, ${x}[3:0] >= ${y}}`],
  conditional: (x, y) => [4, v`${x}[0] ? ${y} + 4'd9 : ${x}[5:2] - ${y}`],
  replicated: (x, y) => [8, v`{{4{${x}[5]}}, ${y}} ^ 8'h5a`],
};

test("the circuit of a module computes what Verilog's rules say", () => {
  const m = Module.create("everything");
  const [x, y] = [m.input("x", 6), m.input("y", 4)];
  const fields = Object.entries(expressions).map(([name, build]) => {
    const [width, value] = build(x, y);
    m.output(`${name}_out`, width, m.wire(`${name}_wire`, width, value));
    return { name: `${name}_out`, width };
  });
  const circuit = moduleCircuit(m);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1023n }), (word) => {
      const expected = evaluate(m, { x: word >> 4n, y: word & 15n });
      const packed = fields.reduce(
        (bits, { name, width }) => (bits << BigInt(width)) | (expected[name] ?? 0n),
        0n,
      );
      expect(evaluateCircuit(circuit, word)).toBe(packed);
    }),
    { numRuns: 300 },
  );
});
