import { describe, expect, test } from "vitest";
import { parseDesign, parseDesigns } from "../../../generators/request.js";
import { resetPulse } from "../../../golden/reset-pulse.js";
import { Random } from "../../../operands/random.js";
import { sequence } from "../../../operands/sequence.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { edited } from "../../formal/designs.js";

const few = { vectors: 600, corners: 100, cases: 100, candidates: 0 };
const accumulator = "IntMac n=2 acc=4 form=sequential";
const pipeline = "PlamMult n=4 es=0 stages=2 handshake=ready";

describe("registers are reset as asked for", () => {
  test.each(
    parseDesigns(
      `${accumulator} ${pipeline} reset=sync,async active=high,low`
        .split(" ")
        .flatMap((word) =>
          word === "form=sequential" ? [word, "reset=sync,async", "active=high,low"] : [word],
        ),
    ).map((design) => [design.spec, design] as const),
  )("%s", async (_, design) => {
    expect(await verifyRtl(design, few)).toMatchObject({ verdict: "pass", warnings: [] });
  });

  test("an asynchronous reset has pulses before an edge, after it, and both", () => {
    const cycles = [...sequence(parseDesign(`${accumulator} reset=async`), Random.seeded(1), 2000)];
    const pulses = new Set(cycles.map((cycle) => cycle[resetPulse]));
    expect([...pulses].sort()).toEqual([1n, 2n, 3n, undefined]);
  });
});

describe("what resets otherwise than asked for is found:", () => {
  test.each([
    [`${accumulator} reset=async`, "only at the clock's edge", { " or posedge rst": "" }],
    [`${accumulator} reset=async active=low`, "at the other level", { "if (!rst_n)": "if (rst_n)" }],
    [`${accumulator} active=low`, "at the other level", { "if (!rst_n)": "if (rst_n)" }],
    [accumulator, "without the clock", { "(posedge clk)": "(posedge clk or posedge rst)" }],
    [`${pipeline} reset=async active=low`, "only at the clock's edge", { " or negedge rst_n": "" }],
    [`${pipeline} active=low`, "never", { "if (!rst_n)": "if (1'b0)" }],
  ])("%s, %s", async (request, what, edits) => {
    const design = parseDesign(request);
    const verilog = edited(design.verilog(), edits);
    const { verdict } = await verifyRtl({ ...design, verilog: () => verilog }, few);
    // A synchronous reset has no pulses: what is asynchronous in its place looks the same at edges.
    expect(verdict).toBe(what === "without the clock" ? "pass" : "fail");
  });
});

describe("names, ports and Verilog", () => {
  test("of the usual reset are as if it had not been asked for", () => {
    const [usual, asked] = [parseDesign(accumulator), parseDesign(`${accumulator} reset=sync active=high`)];
    expect(asked.spec).toBe(usual.spec);
    expect(asked.verilog()).toBe(usual.verilog());
  });

  test("of another one say what it is", () => {
    const design = parseDesign(`${accumulator} reset=async active=low`);
    expect(design.moduleName).toMatch(/_resetasync_activelow$/);
    expect(Object.keys(design.ports)[0]).toBe("rst_n");
    expect(design.verilog()).toContain("always @(posedge clk or negedge rst_n) begin\n    if (!rst_n)");
  });

  test.each([
    ["PositMult n=8 reset=async", /there are no registers for it; give stages=1 or more/],
    ["PositMult n=8 stages=2 active=low", /resets its valid bits alone, and has none; give handshake=valid/],
    ["IntMac n=4 acc=8 form=sequential reset=maybe", /reset must be sync or async/],
  ])("%s is refused", (request, message) => {
    expect(() => parseDesign(request)).toThrow(message);
  });
});
