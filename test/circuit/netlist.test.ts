import { expect, test } from "vitest";
import { evaluateCircuit } from "../../circuit/circuit.js";
import { readStructure } from "../../circuit/netlist.js";
import { OpenedNetlist } from "../../circuit/opened-netlist.js";
import { broken, fullAdder, fullAdderNetlist, genericLibrary, libraryWith, sketch } from "./designs.js";

const outputs = (circuit: Parameters<typeof evaluateCircuit>[0]): number[] =>
  Array.from({ length: 2 ** circuit.inputWidth }, (_, word) =>
    Number(evaluateCircuit(circuit, BigInt(word))),
  );

test("a netlist computes what its cells do, the first port on top", async () => {
  const good = { netlist: fullAdderNetlist, module: "Sketch" };
  const circuit = new OpenedNetlist(fullAdder(), good, await genericLibrary()).circuit;
  expect(outputs(circuit)).toEqual([0, 1, 1, 2, 1, 2, 2, 3]);
});

test("constants, assignments, slices, concatenations and ranges either way are read", () => {
  const { assigns } = readStructure(
    `module m(x, y); input [3:0] x; output [0:3] y; wire [1:0] w;
     assign { w, y[0] } = { x[2:1], 1'h1 }; assign y[2:3] = 2'b0z; assign y[1] = \\x [3]; endmodule`,
    "m",
  );
  expect(assigns).toEqual([
    ["y[0]", "1'b1"],
    ["w[0]", "x[1]"],
    ["w[1]", "x[2]"],
    ["y[3]", "1'bx"],
    ["y[2]", "1'b0"],
    ["y[1]", "x[3]"],
  ]);
});

test("cells and pins are called as in their library", () => {
  const text = "module m(x, y); input x; output y; \\INV-x.1 \\g.1 (.\\A[0] (x), .Y(y)); endmodule";
  const [instance] = readStructure(text, "m").instances;
  expect([instance?.type, [...(instance?.pins ?? [])]]).toEqual([
    "INV-x.1",
    [
      ["A[0]", "x"],
      ["Y", "y"],
    ],
  ]);
});

test.each([
  ["!(A&B)", (a: boolean, b: boolean) => !(a && b)],
  ["(A B)'", (a: boolean, b: boolean) => !(a && b)],
  ["A * !B + C|D'", (a: boolean, b: boolean, c: boolean, d: boolean) => (a && !b) || c || !d],
  ["A ^ B ^ C", (a: boolean, b: boolean, c: boolean) => (a !== b) !== c],
  ["!(A ^ B) & !C' D", (a: boolean, b: boolean, c: boolean, d: boolean) => a === b && c && d],
  ["(S0)", undefined],
  ["1", () => true],
  ["0", () => false],
])("the Liberty function %s", async (form, truth) => {
  const design = sketch({ inputs: { x: 4 }, outputs: { y: 1 }, golden: () => ({ y: 0n }) });
  const netlist = `module Sketch(x, y); input [3:0] x; output y;
    FORM f (.A(x[3]), .B(x[2]), .C(x[1]), .D(x[0]), .Y(y)); endmodule`;
  const library = await libraryWith(form);
  const read = () => outputs(new OpenedNetlist(design, { netlist, module: "Sketch" }, library).circuit);
  if (truth === undefined) expect(read).toThrow("nothing drives pin S0 of FORM f");
  else {
    const bits = (word: number) => [8, 4, 2, 1].map((bit) => (word & bit) !== 0);
    const expected = Array.from({ length: 16 }, (_, word) => {
      const [a = false, b = false, c = false, d = false] = bits(word);
      return Number(truth(a, b, c, d));
    });
    expect(read()).toEqual(expected);
  }
});

test.each([
  ["a cell that the library lacks", "XOR2_X1 _3_", "XOR9_X1 _3_", /has no cell XOR9_X1/],
  ["a register", "XOR2_X1 _3_", "DFF_X1 _3_", /DFF_X1 _3_ holds state/],
  ["a net without a driver", ".A(_0_)", ".A(_9_)", /nothing drives _9_/],
  ["a pin that is not connected", ".A(_0_)", ".A()", /nothing drives pin A of NAND2_X1 _6_/],
  ["an undefined constant", ".A(_0_)", ".A(1'hx)", /undefined, as nothing drives it/],
  ["two drivers", ".Y(_1_)", ".Y(_0_)", /_0_ has two drivers/],
  ["an input that is driven", ".Y(_1_)", ".Y(a)", /a has two drivers/],
  ["a combinational loop", ".A(_0_), .B(_1_)", ".A(r[1]), .B(_1_)", /loop goes through r\[1\]/],
  ["a pin that the cell lacks", "_6_ ( .A(_0_)", "_6_ ( .Q(_0_)", /NAND2_X1 _6_ has no pin Q/],
  ["a port of another width", "output [1:0] r;", "output [2:0] r;", /no output r of 2 bits/],
  ["a port too many", "input c;", "input c; input d;", /a port d too many/],
  ["no such module", "module Sketch", "module Other", /no module Sketch/],
  ["behaviour", "wire _0_;", "always @(a) b = c;", /not structural Verilog/],
])("%s is refused", async (_, from, to, message) => {
  const library = await genericLibrary();
  const netlist = new OpenedNetlist(fullAdder(), broken(fullAdderNetlist, from, to), library);
  expect(() => netlist.circuit).toThrow(message);
});
