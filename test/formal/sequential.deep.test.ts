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
