import { describe, expect, test } from "vitest";
import { hierarchicalViews } from "../../generators/hdl/hierarchy.js";
import { Module, v } from "../../generators/hdl/index.js";
import { parseDesign } from "../../generators/request.js";
import { verifyRtl } from "../../sim/icarus/verify.js";
import { expectClean } from "./operators/linters.js";

const modulesOf = (verilog: string): string[] =>
  Array.from(verilog.matchAll(/^module (\w+)/gm), ([, name = ""]) => name);

describe("hierarchy=blocks", () => {
  test.each(["PositMult n=8 es=1", "PlamMult n=8 es=0"])("%s: one decoder, instantiated twice", (spec) => {
    const design = parseDesign(`${spec} hierarchy=blocks`);
    const name = design.moduleName;
    const verilog = design.verilog();
    expect(modulesOf(verilog)).toEqual(["", "_decoder", "_multiplier", "_encoder"].map((end) => name + end));
    expect(verilog.match(new RegExp(`^  ${name}_decoder \\w+ \\($`, "gm"))).toEqual([
      `  ${name}_decoder x_decoder (`,
      `  ${name}_decoder y_decoder (`,
    ]);
  });

  test("computes the same", async () => {
    for (const spec of ["PositMult n=5 es=1", "PlamMult n=4 es=0 stages=2 ce=true"])
      expect(await verifyRtl(parseDesign(`${spec} hierarchy=blocks`))).toMatchObject({ verdict: "pass" });
  });

  test("is free of warnings, also where one of the decoders is asked for less", async () => {
    await expectClean(
      [
        "PositMult n=16 es=2",
        "PlamMult n=16 es=1 stages=2",
        "PositFpu n=8 es=1",
        "PositQuireMac n=5 es=0",
      ].map((spec) => parseDesign(`${spec} hierarchy=blocks`)),
    );
  });

  test("is refused where there are no blocks", () => {
    expect(() => parseDesign("IntMult n=8 hierarchy=blocks")).toThrow("leave out hierarchy=");
  });

  test("is in the header, in the name and in the spec", () => {
    const design = parseDesign("PlamMult n=4 es=0 hierarchy=blocks");
    expect([design.spec, design.moduleName]).toEqual([
      "PlamMult n=4 es=0 hierarchy=blocks",
      "PlamMult_n4_es0_blocks",
    ]);
    expect(design.verilog()).toContain("// hierarchy = blocks: ");
    expect(parseDesign("PlamMult n=4 es=0 hierarchy=flat").spec).toBe("PlamMult n=4 es=0");
  });
});

describe("ports of blocks", () => {
  /** Two halves; of the second one the lower bits alone are used. */
  function halves(): Module {
    const m = Module.create("top");
    const [a, b] = ["a", "b"].map((name) => {
      const x = m.input(name, 4);
      const part = m.scope(name);
      m.section(`${name}: turned`);
      return part.block("half", { word: x }, () => part.wire("turned", 4, v`~${x}`));
    });
    if (a !== undefined && b !== undefined) m.output("r", 6, v`{${a}, ${b.bits(1, 0)}}`);
    return m;
  }

  test("are the bits that are used; a bit that only another instance uses is marked", () => {
    const [top, half, ...others] = hierarchicalViews(halves());
    expect(others).toEqual([]);
    expect(half?.ports).toEqual([
      "input  wire [3:0] word,",
      "output wire [1:0] turned_3_2,",
      "output wire [1:0] turned_1_0",
    ]);
    expect(top?.sections.flatMap(({ lines }) => lines)).toEqual([
      "wire [1:0] a_turned_3_2;",
      "wire [1:0] a_turned_1_0;",
      "top_half a_half (",
      "  .word(a),",
      "  .turned_3_2(a_turned_3_2),",
      "  .turned_1_0(a_turned_1_0)",
      ");",
      "wire [1:0] b_turned_3_2_unused;",
      "wire [1:0] b_turned_1_0;",
      "top_half b_half (",
      "  .word(b),",
      "  .turned_3_2(b_turned_3_2_unused),",
      "  .turned_1_0(b_turned_1_0)",
      ");",
    ]);
    expect(top?.outputs).toEqual(["assign r = {a_turned_3_2, a_turned_1_0, b_turned_1_0};"]);
  });
});
