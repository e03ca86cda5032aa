import { describe, expect, test } from "vitest";
import { z } from "zod";
import { makeDesign } from "../../../generators/make-design.js";
import { v } from "../../../generators/hdl/index.js";
import { manifestOf } from "../../../generators/manifest.js";
import { defineOperator, input, output } from "../../../generators/contract/operator.js";
import { accumulating } from "../../../generators/operators/shared/accumulating.js";
import { parseDesigns } from "../../../generators/request.js";
import { unsigned } from "../../../golden/integer.js";
import { rtlSubject } from "../../../sim/icarus/rtl-subject.js";
import { verify, verifyRtl } from "../../../sim/icarus/verify.js";
import { vectorsFor } from "../../../sim/vectors/vectors.js";
import { designs } from "./designs.js";

/** s + x² modulo 2^8; the ports have other names than in the catalogue. */
const sumOfSquares = accumulating(
  defineOperator({
    name: "SumOfSquares",
    summary: "for a test",
    source: "test/operators",
    examples: ["n=4"],
    parameters: z.strictObject({ n: z.int().min(1).max(4) }),
    ports: ({ n }) => ({ x: input(unsigned(n)), s: input(unsigned(8)), t: output(unsigned(8)) }),
    golden:
      () =>
      ({ x, s }) => ({ t: (s + x * x) % 256n }),
    build: (m, { x, s }) => ({ t: m.wire("valid", 8, v`${s} + ${x} * ${x}`) }),
    *cases() {
      yield { x: 3n, s: 255n };
    },
  }),
  { accumulator: "s", result: "t" },
);

const sequential = makeDesign(sumOfSquares, { n: "4", form: "sequential" });

describe("a multiply-add in its sequential form", () => {
  test("has the controls instead of the accumulator, and says what they do", () => {
    expect(Object.keys(sequential.ports)).toEqual(["rst", "clear", "en", "x", "t", "valid"]);
    expect(manifestOf(sequential)).toMatchObject({ clock: "clk", latency_cycles: 1 });
    expect(manifestOf(sequential).protocol.join(" ")).toMatch(/rst.*clear.*en.*valid/);
    expect(sequential.verilog()).toContain("// clear: a new sum starts");
  });

  test("steps the combinational oracle", () => {
    const step = sequential.machine?.();
    const cycle = (clear: bigint, en: bigint, x: bigint, rst = 0n, load = {}) => {
      const { t, valid, held } = step?.({ rst, clear, en, x, ...load }) ?? {};
      expect(held).toBe(t);
      return { t, valid };
    };
    expect(cycle(0n, 1n, 3n)).toEqual({ t: 9n, valid: 1n });
    expect(cycle(0n, 1n, 4n)).toEqual({ t: 25n, valid: 1n });
    expect(cycle(0n, 0n, 4n)).toEqual({ t: 25n, valid: 0n });
    expect(cycle(1n, 1n, 2n)).toEqual({ t: 4n, valid: 1n });
    expect(cycle(1n, 0n, 2n)).toEqual({ t: 0n, valid: 0n });
    expect(cycle(0n, 1n, 15n)).toEqual({ t: 225n, valid: 1n });
    expect(cycle(1n, 1n, 15n, 1n)).toEqual({ t: 0n, valid: 0n });
    expect(cycle(0n, 1n, 15n, 1n, { held: 250n })).toEqual({ t: 250n, valid: 0n });
    expect(cycle(0n, 1n, 3n)).toEqual({ t: 3n, valid: 1n });
  });

  const few = { random: 3000, corners: 0, candidates: 0 };
  const cycles = vectorsFor(sequential, few);
  const verified = (text = sequential.verilog()) =>
    verify(sequential, rtlSubject({ ...sequential, verilog: () => text }), {
      ...few,
      rtlVectors: () => cycles,
    });

  test("is its machine, cycle by cycle", async () => {
    // one of its own and its sum before that, 96 that try the controls, and one before the reset; of corners and what is sought none
    expect(await verified()).toMatchObject({ verdict: "pass", vectors: 3099 });
  });

  test.each([
    ["clear is ignored while enabled", "held & ~{8{clear}}", "held"],
    ["clear is ignored while not enabled", "rst | (clear & ~en)", "rst"],
    ["reset leaves valid", /if \(rst\) taken <= .*;\n\s*else /, ""],
  ])("%s: found", async (_, from, to) => {
    const text = sequential.verilog().replace(from, to);
    expect(text).not.toBe(sequential.verilog());
    expect((await verified(text)).verdict).toBe("fail");
  });

  test("stays what it was in its combinational form", async () => {
    const design = makeDesign(sumOfSquares, { n: "4" });
    expect(design.machine).toBeNull();
    expect(await verifyRtl(design)).toMatchObject({ verdict: "pass", exhaustive: true, vectors: 4096 });
  });
});

describe("the catalogue's multiply-adds accumulate as their machines do", () => {
  test.each([
    ...designs("IntMac n=3 acc=8 form=sequential"),
    ...designs("MitchwMac n=4 w=3 acc=9 sign=c2 form=sequential"),
    ...designs("PositMac n=4 es=0 form=sequential"),
    ...designs("LowBitDot lanes=2 xbits=2 wbits=2 acc=6 form=sequential"),
    ...designs("FloatMac wE=2 wF=1 wEa=3 wFa=2 form=sequential"),
  ])("in few cycles: %s", async (_, design) => {
    const few = { random: 500, cases: 300, corners: 200, candidates: 5000 };
    expect(await verifyRtl(design, few)).toMatchObject({ verdict: "pass", mismatches: 0 });
  });

  test("but not one without an accumulator", () => {
    expect(() => parseDesigns(["LowBitDot", "form=sequential"])).toThrow(
      /nothing to hold without the input a/,
    );
  });
});
