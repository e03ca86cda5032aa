import { describe, expect, it } from "vitest";
import { verifyFormally } from "../../formal/verify-formal.js";
import { accumulator, decide, mapped, options, verdicts, wrongNetlist } from "./accumulators.js";
import { edited } from "./designs.js";

describe("an accumulator", () => {
  it("with a quire is proved equal to its netlist", async () => {
    const { claims } = await decide(accumulator("PositQuireMac n=4 es=0"));
    expect(verdicts(claims)).toEqual(["RTL = netlist proved"]);
  });

  it("may hold the complement of a bit", async () => {
    const register = /(DFF_X1 \S+ \(\s*\.CK\(clk\),\s*\.D\()(\S+)(\),\s*\.Q\()valid\)/;
    const design = accumulator();
    const { netlist } = await mapped(design);
    const inverted = netlist.replace(register, "$1inverted_d$3inverted_q)");
    expect(inverted).not.toBe(netlist);
    const [, , d = ""] = register.exec(netlist) ?? [];
    const gates = `wire inverted_d; wire inverted_q;
      INV_X1 before (.A(${d}), .Y(inverted_d)); INV_X1 after (.A(inverted_q), .Y(valid));\nendmodule`;
    const { claims } = await verifyFormally(
      design,
      { module: design.moduleName, netlist: inverted.replace("endmodule", gates) },
      options,
    );
    expect(claims[0]).toMatchObject({ claim: "RTL = netlist", verdict: "proved" });
  });
});

describe("a wrong accumulator is refuted by cycles from a reset", () => {
  it("whose register loads operands without being enabled", async () => {
    const cycles = await wrongNetlist({ rtl: { "else if (en) held <=": "else held <=" } });
    expect(cycles.at(-1)?.("en")).toBe(0n);
  });

  it("that is not reset", async () => {
    const cycles = await wrongNetlist({ rtl: { "if (rst | (clear & ~en))": "if (clear & ~en)" } });
    expect(cycles[0]?.("rst")).toBe(1n);
  });

  it("with a quire that forgets NaR", async () => {
    const edits = { rtl: { "(quire_nar & ~clear)": "(quire_nar & clear)" } };
    expect((await wrongNetlist(edits, "PositQuireMac n=4 es=0")).length).toBeGreaterThan(2);
  });

  it("in its RTL, too: by its core", async () => {
    const design = accumulator();
    const verilog = edited(design.verilog(), { "else if (en) held <=": "else held <=" });
    const { claims } = await decide({ ...design, verilog: () => verilog });
    expect(verdicts(claims)).toEqual([
      "RTL = netlist proved",
      "RTL = core refuted",
      "core = specification proved",
    ]);
    expect(claims[1]?.reason).toBe("the RTL is not what the golden model says");
  });
});

describe("an iterative unit", () => {
  const assumed = "registers that no reset clears begin alike on both sides";

  it.each([
    ["PositDiv n=5 es=0 form=sequential", 3],
    ["PositDiv n=8 es=1 form=sequential digits=3 reset=async active=low", 2],
    ["PositSqrt n=6 es=1 form=sequential digits=2", 3],
    ["PositDiv n=16 es=2 form=sequential digits=2", 2],
    ["PositFpu n=4 es=0 form=sequential digits=2", 2],
    ["PositFpu n=8 es=2 form=sequential digits=3", 2],
  ])("%s finds the results of its core", async (spec, count) => {
    const { claims } = await decide(accumulator(spec), {}, 120);
    const made = ["RTL = netlist proved", "RTL = core proved", "core = specification proved"];
    expect(verdicts(claims)).toEqual(made.slice(0, count));
    expect(claims.map(({ assumes }) => assumes)).toEqual([assumed, undefined, undefined].slice(0, count));
  });

  it.each([
    // what is left of the dividend loses its sign; one step too few; the divisor of operands that come later
    [{ "unit_quotient0 ?": "~unit_quotient0 ?" }],
    [{ "accept ? 3'd": "accept ? 3'd4 & 3'd" }],
    [{ "{2'b01, unit_held_divisor}": "{2'b01, unit_y_magnitude_fraction}" }],
  ])("is refuted where its RTL is wrong: %o", async (edits) => {
    const design = accumulator("PositDiv n=6 es=0 form=sequential");
    const verilog = edited(design.verilog(), edits);
    const { claims } = await decide({ ...design, verilog: () => verilog });
    expect(claims[1]).toMatchObject({ claim: "RTL = core", verdict: "refuted" });
    expect(claims[1]?.reason).toBe("the RTL is not what the golden model says");
  });

  it("is refuted where its netlist is wrong", async () => {
    const cycles = await wrongNetlist(
      { rtl: { "(done & ~out_ready)": "(done & out_ready)" } },
      "PositDiv n=5 es=0 form=sequential",
    );
    expect(cycles.length).toBeGreaterThan(3);
  });
});
