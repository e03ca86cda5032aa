import { describe, expect, test } from "vitest";
import { unsigned } from "../../../golden/integer.js";
import { input, output } from "../../../generators/contract/operator.js";
import { verify, verifyRtl } from "../../../sim/icarus/verify.js";
import { adder, declarePorts, handWritten, multiplier } from "../designs.js";

describe("right Verilog passes", () => {
  test("with every vector compared", async () => {
    const { seconds, simulator, ...result } = await verifyRtl(adder());
    expect(result).toEqual({
      design: "Adder",
      level: "rtl",
      verdict: "pass",
      exhaustive: true,
      vectors: 256,
      mismatches: 0,
      first_mismatches: [],
      seed: null,
      warnings: [],
    });
    expect(seconds).toBeGreaterThan(0);
    expect(simulator).toMatch(/^Icarus Verilog \d+\.\d+$/);
  });

  test("in chunks, with progress, several outputs and samples", async () => {
    const progress: string[] = [];
    const result = await verifyRtl(multiplier(12), {
      vectors: 500,
      seed: 42,
      chunk: 700,
      onProgress: (done, total) => progress.push(`${done} of ${total}`),
    });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, seed: 42, mismatches: 0 });
    expect(progress.length).toBe(Math.ceil(result.vectors / 700));
    expect(progress.at(-1)).toBe(`${result.vectors} of ${result.vectors}`);
  });

  test("with ports of 600 bits, one input or none", async () => {
    const invert = handWritten({
      name: "Invert",
      ports: declarePorts({ x: 600 }, { r: 600 }),
      golden: ({ x = 0n }) => ({ r: BigInt.asUintN(600, ~x) }),
      verilog: "module Invert(input [599:0] x, output [599:0] r); assign r = ~x; endmodule",
    });
    const one = handWritten({
      name: "One",
      ports: declarePorts({}, { r: 1 }),
      golden: () => ({ r: 1n }),
      verilog: "module One(output r); assign r = 1'b1; endmodule",
    });
    expect(await verifyRtl(invert, { vectors: 50 })).toMatchObject({ verdict: "pass", mismatches: 0 });
    expect(await verifyRtl(one)).toMatchObject({ verdict: "pass", vectors: 1 });
  });

  test("as a netlist with models of its cells", async () => {
    const netlist = "module top(input a, input b, output r);\n  NAND2 g(.A(a), .B(b), .Y(r));\nendmodule\n";
    const cells = "module NAND2(input A, input B, output Y);\n  assign Y = ~(A & B);\nendmodule\n";
    const design = handWritten({
      name: "Nand",
      ports: declarePorts({ a: 1, b: 1 }, { r: 1 }),
      golden: ({ a = 0n, b = 0n }) => ({ r: 1n - (a & b) }),
      verilog: "",
    });
    const sources = [
      { name: "netlist.v", text: netlist },
      { name: "cells.v", text: cells },
    ];
    const gates = { level: "gates", sources, top: "top" } as const;
    expect(await verify(design, gates)).toMatchObject({ level: "gates", verdict: "pass", vectors: 4 });
    const wrong = {
      ...gates,
      sources: [sources[0], { name: "cells.v", text: cells.replace("&", "|") }] as typeof sources,
    };
    expect(await verify(design, wrong)).toMatchObject({ level: "gates", verdict: "fail", mismatches: 2 });
  });
});

describe("wrong outputs are mismatches", () => {
  const reading = (bits: string, value: string, integer: string) => ({ bits, value, fields: { integer } });

  test("a single wrong pair is found and decoded", async () => {
    const design = adder("assign r = (x == 12 && y == 5) ? 16 : x + y;");
    expect(await verifyRtl(design, { chunk: 37 })).toMatchObject({
      verdict: "fail",
      vectors: 256,
      mismatches: 1,
      first_mismatches: [
        {
          inputs: { x: reading("0xc", "12", "1100"), y: reading("0x5", "5", "0101") },
          expected: { r: reading("0x11", "17", "10001") },
          actual: { r: reading("0x10", "16", "10000") },
        },
      ],
    });
  });

  test("the first are shown, all are counted", async () => {
    const result = await verifyRtl(adder("assign r = x - y;"), { chunk: 50, listed: 3 });
    expect(result).toMatchObject({ verdict: "fail", vectors: 256, mismatches: 15 * 16 });
    const shown = result.first_mismatches.map(({ inputs }) => [inputs.x?.value, inputs.y?.value]);
    expect(shown).toEqual([
      ["0", "1"],
      ["0", "2"],
      ["0", "3"],
    ]);
  });

  test.each([
    ["undefined bits", "assign r = (x == 3 && y == 4) ? 5'b0x111 : x + y;", 1, "0b0x111"],
    [
      "bits that are undefined only where they should be 1",
      "assign r = (x == 0) ? 5'bx : x + y;",
      16,
      "0bxxxxx",
    ],
    ["an undriven output", "", 256, "0bzzzzz"],
    ["a partly undriven output", "assign r[3:0] = x + y;", 256, "0bz0000"],
  ])("%s", async (_, body, mismatches, bits) => {
    const result = await verifyRtl(adder(body));
    expect(result).toMatchObject({ verdict: "fail", vectors: 256, mismatches });
    expect(result.first_mismatches[0]?.actual).toEqual({ r: { bits, value: "undefined", fields: {} } });
  });

  test("a wrong flag beside a right product", async () => {
    const design = multiplier(4);
    const broken = { ...design, verilog: () => design.verilog().replace("|| y == 0", "") };
    const result = await verifyRtl(broken, { listed: 1 });
    expect(result).toMatchObject({ verdict: "fail", mismatches: 15 });
    expect(result.first_mismatches[0]).toMatchObject({
      expected: { p: { value: "0" }, zero: { value: "1" } },
      actual: { p: { value: "0" }, zero: { value: "0" } },
    });
  });

  test("a latch, which only vectors out of order detect", async () => {
    const design = multiplier(12, "x * y + (seen && !x[11])");
    const latch = "reg seen; initial seen = 0; always @(x) if (x[11]) seen = 1;";
    const verilog = design.verilog().replace("assign p", `${latch} assign p`);
    const result = await verifyRtl({ ...design, verilog: () => verilog }, { random: 500 });
    expect(result).toMatchObject({ verdict: "fail", exhaustive: false });
  });

  test("a wrong golden model", async () => {
    const design = { ...adder(), golden: () => ({ r: 7n }) };
    expect(await verifyRtl(design)).toMatchObject({ verdict: "fail", vectors: 256, mismatches: 248 });
  });
});

describe("a run that does not compare every vector fails", () => {
  test.each([
    ["a syntax error", adder("assign r = ;"), "does not compile", "Adder.v:2: syntax error"],
    ["an unknown cell", adder("NAND9 g(x, r);"), "does not compile", "Unknown module type: NAND9"],
    ["another module", { ...adder(), moduleName: "Added" }, "wrong interface", "Unknown module type: Added"],
    [
      "a missing port",
      adder("assign r = x;", "input [3:0] x, output [4:0] r"),
      "wrong interface",
      "port ``y'' is not a port of dut",
    ],
    [
      "a port too many",
      adder("assign r = x + y;", "input clk, input [3:0] x, input [3:0] y, output [4:0] r"),
      "wrong interface",
      "dangling input port",
    ],
    [
      "a port of another width",
      adder("assign r = x + y;", "input [3:0] x, input [3:0] y, output [5:0] r"),
      "wrong interface",
      "(r) of Adder expects 6 bits, got 5",
    ],
    [
      "a $finish halfway",
      adder("assign r = x + y; always @(x) if (x == 8) $finish(0);"),
      "ended early",
      "closing line",
    ],
    ["a $stop halfway", adder("assign r = x + y; always @(x) if (x == 8) $stop(0);"), "ended early", ""],
    [
      "printing of its own",
      adder('assign r = x + y; initial $display("mismatch none");'),
      "unexpected output",
      "mismatch none",
    ],
  ])("%s", async (_, design, kind, message) => {
    const result = await verifyRtl(design);
    expect(result).toMatchObject({ verdict: "fail", mismatches: 0, failure: { kind } });
    expect(result.failure?.message).toContain(message);
    expect(result.vectors).toBeLessThan(256);
  });

  test("no vectors", async () => {
    const format = { name: "bare", width: 4, describe: () => ({ fields: {}, value: "" }), corners: () => [] };
    const design = { ...adder(), ports: { x: input(format), y: input(format), r: output(unsigned(5)) } };
    expect(await verifyRtl(design, { exhaustiveBits: 0, vectors: 0 })).toMatchObject({
      verdict: "fail",
      vectors: 0,
      failure: { kind: "compared nothing" },
    });
  });

  test("chunks compared before a failure are counted", async () => {
    const result = await verifyRtl(adder("assign r = x + y; always @(x) if (x == 15) $finish(0);"), {
      chunk: 64,
    });
    expect(result).toMatchObject({ verdict: "fail", vectors: 192, failure: { kind: "ended early" } });
  });
});

describe("what is no verdict is thrown", () => {
  test.each([
    [
      "an output that the golden model leaves out",
      { ...adder(), golden: () => ({}) },
      "there are no bits for r",
    ],
    [
      "one too wide for its port",
      { ...adder(), golden: () => ({ r: 32n }) },
      "r is 32, which is no pattern of 5 bits",
    ],
    ["a design without outputs", { ...adder(), ports: declarePorts({ x: 4 }, {}) }, "no outputs to compare"],
  ])("%s", async (_, design, message) => {
    await expect(verifyRtl(design)).rejects.toThrow(message);
  });
});

test("warnings are reported beside the verdict", async () => {
  const result = await verifyRtl(adder("assign r = sum; assign sum = x[0]; wire [4:0] r2 = x + y;"));
  expect(result.warnings.join("\n")).toMatch(/^Adder\.v:2: warning: implicit definition of wire .*sum/);
});

test("designs are verified side by side", async () => {
  const designs = [adder(), adder("assign r = x;"), multiplier(4), multiplier(6)];
  const results = await Promise.all(designs.map((design) => verifyRtl(design, { chunk: 300 })));
  expect(results.map(({ verdict, vectors }) => `${verdict} ${vectors}`)).toEqual([
    "pass 256",
    "fail 256",
    "pass 256",
    "pass 4096",
  ]);
});
