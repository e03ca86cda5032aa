import { beforeAll, describe, expect, test } from "vitest";
import { clockOf } from "../../../generators/design.js";
import { v } from "../../../generators/hdl/index.js";
import { parseDesign } from "../../../generators/request.js";
import { evaluateCircuit } from "../../../circuit/circuit.js";
import { datapathOf, netlistDatapath } from "../../../circuit/datapath.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { netlistVectors } from "../../../sim/vectors/netlist-vectors.js";
import { Random } from "../../../operands/random.js";
import { unpackVector, vectorLayout } from "../../../operands/state.js";
import { wordsOf, vectorsFor } from "../../../sim/vectors/vectors.js";
import type { Library } from "../../../liberty/library.js";
import type { MappedNetlist } from "../../../circuit/mapped-netlist.js";
import { synthesize } from "../../../synth/mapping/synthesize.js";
import { genericLibrary, sketch } from "../../circuit/designs.js";

let library: Library;
beforeAll(async () => {
  library = await genericLibrary();
});

describe("a combinational netlist", () => {
  const module = "Sketch";
  /** y = x[0]. */
  const design = sketch({
    inputs: { x: 24 },
    outputs: { y: 1 },
    golden: ({ x = 0n }) => ({ y: x & 1n }),
    build: (_, { x }) => ({ y: x === undefined ? v`1'b0` : v`${x}[0]` }),
  });
  /** The same by way of NANDs that only operands with eight ones in a row show: y = x[0] & (x[1] | … | x[8]) | x[0] & ~(…). */
  const chain = Array.from(
    { length: 7 },
    (_, i) => `AND2_X1 a${i} (.A(${i === 0 ? "x[1]" : `t[${i - 1}]`}), .B(x[${i + 2}]), .Y(t[${i}]));`,
  ).join("\n");
  const netlist = `module Sketch(x, y); input [23:0] x; output y; wire [6:0] t; wire n, p, q;
    ${chain}
    INV_X1 i (.A(t[6]), .Y(n)); NAND2_X1 u (.A(x[0]), .B(t[6]), .Y(p)); NAND2_X1 v (.A(x[0]), .B(n), .Y(q));
    NAND2_X1 w (.A(p), .B(q), .Y(y)); endmodule`;
  const few = { random: 4, corners: 0, cases: 0, candidates: 20_000 };

  test("is given the RTL's vectors, and after these what covers its own gates", () => {
    const rtl = vectorsFor(design, few);
    const words = wordsOf(
      netlistVectors(
        design,
        rtl,
        netlistDatapath(new OpenedNetlist(design, { netlist, module }, library)),
        few,
      ),
    );
    expect(words.slice(0, rtl.count)).toEqual(wordsOf(rtl));
    const shows = (word: bigint) => (word & 0x1ffn) === 0x1ffn;
    expect(wordsOf(rtl).some(shows)).toBe(false);
    expect(words.slice(rtl.count).some(shows)).toBe(true);
  });

  test("of which all inputs are tried is given no more", () => {
    const all = vectorsFor(design, { exhaustiveBits: 24 });
    const datapath = netlistDatapath(new OpenedNetlist(design, { netlist, module }, library));
    expect(netlistVectors(design, all, datapath, few)).toBe(all);
  });
});

describe("a netlist that holds a sum", () => {
  const design = parseDesign("IntMac n=3 acc=12 form=sequential");
  let mapped: MappedNetlist;
  beforeAll(async () => {
    const job = { design: design.spec, verilog: design.verilog(), top: design.moduleName };
    mapped = await synthesize(
      { ...job, clock: clockOf(design) },
      { library, objective: "area", timeLimit: 120 },
    );
  });

  test.each(["as it is", "with a register that holds the complement"])(
    "%s computes the RTL's outputs from what the RTL holds",
    (which) => {
      const edited = mapped.netlist.replace(
        /DFF_X1 \w+ \(\s*\.CK\(clk\),\s*\.D\((.*)\),\s*\.Q\((r\[5\])\)\s*\);/,
        (_, d: string, q: string) =>
          `wire d5, q5; INV_X1 before (.A(${d}), .Y(d5)); DFF_X1 five (.CK(clk), .D(d5), .Q(q5)); INV_X1 after (.A(q5), .Y(${q}));`,
      );
      expect(edited).not.toBe(mapped.netlist);
      const netlist = which === "as it is" ? mapped.netlist : edited;
      const [rtl, gates] = [
        datapathOf(design),
        netlistDatapath(new OpenedNetlist(design, { ...mapped, netlist }, library)),
      ];
      if (gates === undefined) throw new Error("the sum cannot be loaded");
      const random = Random.seeded(1);
      const outputs = (1n << 13n) - 1n; // r and valid
      for (let i = 0; i < 200; i++) {
        const bits = rtl.layout.unpack(random.bits(rtl.layout.width));
        const others = gates.layout.fields.map(({ name }) => [name, bits[name] ?? bits.taken ?? 0n]);
        const word = gates.layout.pack(Object.fromEntries(others) as Record<string, bigint>);
        const [expected, found] = [
          evaluateCircuit(rtl.circuit, rtl.layout.pack(bits)),
          evaluateCircuit(gates.circuit, word),
        ];
        expect(found & outputs).toBe(expected & outputs);
      }
    },
  );

  test("is given pairs of cycles, of which the first loads the sum", () => {
    const few = { random: 20, corners: 0, cases: 0, candidates: 0 };
    const rtl = vectorsFor(design, few);
    const options = { ...few, candidates: 5000 };
    const words = wordsOf(
      netlistVectors(design, rtl, netlistDatapath(new OpenedNetlist(design, mapped, library)), options),
    );
    const layout = vectorLayout(design, "input");
    const added = words.slice(rtl.count).map((word) => unpackVector(layout, design.state, word));
    expect(added.length).toBeGreaterThan(10);
    expect(added.map((bits) => "held" in bits)).toEqual(added.map((_, i) => i % 2 === 0));
  });
});

test("a pipeline's netlist is checked with the RTL's vectors", async () => {
  const design = parseDesign("IntMult n=3 stages=1");
  const job = { design: design.spec, verilog: design.verilog(), top: design.moduleName };
  const mapped = await synthesize(
    { ...job, clock: clockOf(design) },
    { library, objective: "area", timeLimit: 120 },
  );
  const datapath = netlistDatapath(new OpenedNetlist(design, mapped, library));
  expect(datapath).toBeUndefined();
  const rtl = vectorsFor(design);
  expect(netlistVectors(design, rtl, datapath, {})).toBe(rtl);
});
