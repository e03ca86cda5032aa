import { OpenedNetlist } from "../../circuit/opened-netlist.js";
import { describe, expect, it } from "vitest";
import { input, output } from "../../generators/contract/operator.js";
import { unsigned } from "../../golden/integer.js";
import { verifyGates } from "../../sim/gates/verify-gates.js";
import { check, options, withFunction } from "./check.js";
import { andNot, netlistWith } from "./designs.js";

describe("a netlist of which nothing can be said fails with the reason", () => {
  it.each([
    ["an unknown cell", { NOR2_X1: "NOR9_X1" }, "unknown cell", "tapir_generic does not define NOR9_X1 (g0)"],
    ["an undriven output", { ".Y(r[1])": ".Y()" }, "undriven output", "nothing drives r[1]"],
    ["an undriven net", { ".Y(n0)": ".Y()" }, "undriven net", "nothing drives n0"],
    [
      "an open input",
      { ".B(y[1])": ".B()" },
      "undriven net",
      "nothing is connected to pin B of NOR2_X1 (g1)",
    ],
    [
      "an input left out",
      { ".B(y[1]), ": "" },
      "undriven net",
      "nothing is connected to pin B of NOR2_X1 (g1)",
    ],
    [
      "two drivers",
      { ".Y(n1)": ".Y(n0)", "A(n1)": "A(n0)" },
      "several drivers",
      "n0 has more than one driver",
    ],
    ["an undefined constant", { "A(n0)": "A(1'bx)" }, "undefined value", "the constant x is read"],
    ["a high-impedance constant", { "A(n0)": "A(1'bz)" }, "undefined value", "the constant z is read"],
    ["a combinational loop", { "B(y[1])": "B(r[1])" }, "combinational loop", "combinational loop"],
    ["a pin that its cell lacks", { ".B(y[1])": ".C(y[1])" }, "wrong pins", "NOR2_X1 (g1) has no pin C"],
    [
      "a port of another width",
      { "output [1:0] r": "output [2:0] r" },
      "wrong interface",
      "there is no output r of 2 bits",
    ],
    [
      "a port of another name",
      { "(x, y, r)": "(x, y, r, z)", "wire n0": "input z; wire n0" },
      "wrong interface",
      "input z of 1 bits is not a port",
    ],
  ])("%s", async (_, edits, kind, message) => {
    const { gates, formal } = await check(netlistWith(edits));
    expect(gates).toMatchObject({ verdict: "fail", vectors: 0, mismatches: 0, failure: { kind } });
    expect(gates.failure?.message).toContain(message);
    expect(formal).toMatchObject({ verdict: "fail", claims: [], failure: { kind } });
    expect(formal.failure?.message).toMatch(/^in the netlist, /);
  });

  it("a cell of which the library does not say what it computes", async () => {
    const { gates, formal } = await check(netlistWith(), { library: withFunction("NOR2_X1", "") });
    for (const { verdict, failure } of [gates, formal]) {
      expect({ verdict, kind: failure?.kind }).toEqual({ verdict: "fail", kind: "cell without function" });
      expect(failure?.message).toContain("tapir_generic does not say what NOR2_X1 (");
    }
  });

  it("a register in a combinational design: x in the simulation, state in the proof", async () => {
    const register = { "INV_X1 i0 (.A(x[0]), .Y(n0))": "DFF_X1 i0 (.CK(y[0]), .D(x[0]), .Q(n0))" };
    const { gates, formal } = await check(netlistWith(register));
    expect(gates).toMatchObject({ verdict: "fail", vectors: 16 });
    expect(gates.first_mismatches[0]?.actual).toEqual({
      r: { bits: "0b0x", value: "undefined", fields: {} },
    });
    expect(formal).toMatchObject({ verdict: "fail", failure: { kind: "holds state" } });
  });

  it("no vectors", async () => {
    const bare = { name: "bare", width: 2, describe: () => ({ fields: {}, value: "" }), corners: () => [] };
    const design = { ...andNot(), ports: { x: input(bare), y: input(bare), r: output(unsigned(2)) } };
    const none = { ...options, exhaustiveBits: 0, vectors: 0 };
    expect(await verifyGates(new OpenedNetlist(design, netlistWith(), options.library), none)).toMatchObject({
      verdict: "fail",
      vectors: 0,
      failure: { kind: "compared nothing" },
    });
  });
});
