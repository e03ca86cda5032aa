import { describe, expect, it } from "vitest";
import type { Design } from "../../generators/design.js";
import { makeDesign } from "../../generators/make-design.js";
import { v } from "../../generators/hdl/index.js";
import type { Operator } from "../../generators/contract/operator.js";
import { parseDesigns } from "../../generators/request.js";
import { verifyFormally, type FormalOptions } from "../../formal/verify-formal.js";
import { loadLibrary, osu018 } from "../../liberty/load.js";
import { synthesize } from "../../synth/mapping/synthesize.js";
import { check, options, withFunction } from "./check.js";
import { andNot, netlistWith } from "./designs.js";

describe("a right netlist", () => {
  it("passes and is proved, and the RTL is proved against the specification", async () => {
    const { gates, formal } = await check(netlistWith());
    expect(gates).toMatchObject({ level: "gates", verdict: "pass", vectors: 16, warnings: [] });
    expect(gates.library).toBe("tapir_generic");
    expect(formal).toMatchObject({
      design: "AndNot",
      level: "formal",
      verdict: "proved",
      claims: [
        { claim: "RTL = netlist", verdict: "proved" },
        { claim: "RTL = specification", verdict: "proved" },
      ],
    });
    expect(formal.prover).toMatch(/^ABC &cec of Yosys .* \(native\)$/);
  });

  it("may have its ports in any order: they belong together by name", async () => {
    const { gates, formal } = await check(netlistWith({ "(x, y, r)": "(r, y, x)" }));
    expect([gates.verdict, formal.verdict]).toEqual(["pass", "proved"]);
  });

  it("of a posit multiplier in a real library", async () => {
    const [design] = parseDesigns("PlamMult n=5 es=1".split(" "));
    if (design === undefined) expect.fail();
    const library = await loadLibrary([osu018]);
    const job = { design: design.spec, verilog: design.verilog(), top: design.moduleName };
    const netlist = await synthesize(job, { ...options, library, objective: "area" });
    const { gates, formal } = await check(netlist, { design, library });
    expect(gates).toMatchObject({ verdict: "pass", exhaustive: true, vectors: 1024 });
    expect(formal).toMatchObject({ verdict: "proved", library: "osu018_stdcells" });
    expect(formal.claims).toHaveLength(2);
  });
});

describe("a wrong netlist is caught in the simulation and refuted", () => {
  it.each([
    ["a broken gate", { NOR2_X1: "NAND2_X1" }, 8],
    [
      "swapped ports",
      {
        "(x, y, r)": "(y, x, r)",
        "input [1:0] x": "input [1:0] y",
        "[1:0] y;\n  out": "[1:0] x;\n  out",
        "A(x[0])": "A(y[0])",
        "A(x[1])": "A(y[1])",
        "B(y[0])": "B(x[0])",
        "B(y[1])": "B(x[1])",
      },
      12,
    ],
    ["swapped bits of a port", { "A(x[0])": "A(x[1])", "i1 (.A(x[1])": "i1 (.A(x[0])" }, 6],
    ["a constant in place of an input", { "B(y[1])": "B(1'b0)" }, 4],
  ])("%s", async (_, edits, mismatches) => {
    const { gates, formal } = await check(netlistWith(edits));
    expect(gates).toMatchObject({ verdict: "fail", vectors: 16, mismatches });
    expect(formal).toMatchObject({
      verdict: "refuted",
      claims: [
        { verdict: "refuted", reason: "the netlist is not what the golden model says" },
        { verdict: "proved" },
      ],
    });
    const example = formal.claims[0]?.counter_example;
    // What is shown is decoded, and a mismatch that the simulator has seen too.
    expect(example?.actual).not.toEqual(example?.expected);
    expect(gates.first_mismatches).toContainEqual(example);
  });

  it("a cell that is not what the library says", async () => {
    const { gates, formal } = await check(netlistWith(), { library: withFunction("NOR2_X1", "!(A*B)") });
    expect(gates).toMatchObject({ verdict: "fail", vectors: 16 });
    expect(gates.mismatches).toBeGreaterThan(0);
    expect(formal).toMatchObject({ verdict: "refuted" });
  });
});

describe("wrong RTL", () => {
  it("of which the netlist is a faithful picture is refuted by the specification alone", async () => {
    const design = andNot("assign r = {x[1] & ~y[1], ~(x[0] & y[0])};");
    const netlist = netlistWith({ "NOR2_X1 g0 (.A(n0)": "NAND2_X1 g0 (.A(x[0])" });
    const { gates, formal } = await check(netlist, { design });
    expect(gates.verdict).toBe("fail");
    expect(formal).toMatchObject({
      verdict: "refuted",
      claims: [
        { claim: "RTL = netlist", verdict: "proved" },
        {
          claim: "RTL = specification",
          verdict: "refuted",
          reason: "the RTL is not what the golden model says",
        },
      ],
    });
  });

  it("differs from a right netlist, and is the one to blame", async () => {
    const { formal } = await check(netlistWith(), { design: andNot("assign r = x & y;") });
    expect(formal.claims[0]).toMatchObject({
      verdict: "refuted",
      reason: "the RTL is not what the golden model says",
    });
  });

  it.each([
    [
      "an undriven output",
      "assign r[1] = x[1] & ~y[1];",
      "undriven output",
      "in the RTL, nothing drives r[0]",
    ],
    [
      "an undriven wire",
      "wire u; assign r = {u, x[0] & ~y[0]};",
      "undriven output",
      "in the RTL, nothing drives",
    ],
    [
      "an undefined constant",
      "assign r = x == 3 ? 2'bx0 : x & ~y;",
      "undefined value",
      "in the RTL, the constant x is read",
    ],
  ])("with %s is not taken for whatever suits", async (_, body, kind, message) => {
    const { formal } = await check(netlistWith(), { design: andNot(body) });
    expect(formal).toMatchObject({ verdict: "fail", claims: [], failure: { kind } });
    expect(formal.failure?.message).toContain(message);
  });
});

describe("RTL that is a table is proved, and refuted where an entry is wrong", () => {
  const entry = (i: number): number => (i >> 2) & ~i & 3;
  const numbers = Array.from({ length: 16 }, (_, i) => i);
  it.each([
    [
      "a memory",
      (wrong: number) =>
        `reg [1:0] rom [0:15];
         initial begin ${numbers.map((i) => `rom[${i}] = ${entry(i) ^ (i === wrong ? 1 : 0)};`).join(" ")} end
         assign r = rom[{x, y}];`,
    ],
    [
      "a long case",
      (wrong: number) =>
        `reg [1:0] t; assign r = t;
         always @* case ({x, y})
           ${numbers.map((i) => `4'd${i}: t = 2'd${entry(i) ^ (i === wrong ? 1 : 0)};`).join(" ")}
         endcase`,
    ],
  ])("%s", async (_, body) => {
    const right = await check(netlistWith(), { design: andNot(body(-1)) });
    expect(right.formal).toMatchObject({ verdict: "proved" });
    const wrong = await check(netlistWith(), { design: andNot(body(6)) });
    expect(wrong.formal).toMatchObject({ verdict: "refuted" });
  });
});

describe("what is not decided", () => {
  const decide = (more: Partial<FormalOptions>, design = andNot()) =>
    verifyFormally(design, netlistWith(), { ...options, ...more });

  it("the specification of a design with too many operands for a table is no claim", async () => {
    const result = await decide({ tableBits: 3 });
    expect(result.claims.map(({ claim }) => claim)).toEqual(["RTL = netlist"]);
  });

  it("a tool that crashes or takes too long to prepare the proof has said nothing", async () => {
    const [large = andNot()] = parseDesigns(["IntMult", "n=48"]);
    await expect(decide({ timeLimit: 0.05 }, large)).rejects.toMatchObject({ failure: "timed out" });
    await expect(decide({}, andNot("assign r = x & ~;"))).rejects.toMatchObject({ failure: "crashed" });
  });
});

describe("a variant", () => {
  /** A multiplier whose variant with a plus is right, or is the product and one. */
  function variantOf(wrong: boolean): Design {
    const [multiplier] = parseDesigns(["IntMult", "n=3"]);
    if (multiplier === undefined) throw new Error("no design");
    const operator: Operator = {
      ...multiplier.operator,
      build(m, inputs, p) {
        const { r } = multiplier.operator.build(m, inputs, p);
        if (r === undefined) throw new Error("no result");
        const isWrong = wrong && p.architecture.adder === "plus";
        return { r: isWrong ? m.wire("wrong", 6, v`${r} ^ 6'd1`) : r };
      },
    };
    return makeDesign(operator, { n: "3", adder: "plus" });
  }
  const decide = async (design: Design) =>
    verifyFormally(
      design,
      await synthesize(
        { design: design.spec, verilog: design.verilog(), top: design.moduleName },
        { ...options, objective: "area" },
      ),
      options,
    );

  it("is proved equal to the plain one", async () => {
    expect(await decide(variantOf(false))).toMatchObject({
      verdict: "proved",
      claims: [
        { claim: "RTL = netlist" },
        { claim: "RTL = plain variant" },
        { claim: "RTL = specification" },
      ],
    });
  });

  it("that is wrong is refuted, by operands", async () => {
    const { claims } = await decide(variantOf(true));
    expect(claims.map(({ verdict }) => verdict)).toEqual(["proved", "refuted", "refuted"]);
    expect(claims[1]?.counter_example).toBeDefined();
  });
});
