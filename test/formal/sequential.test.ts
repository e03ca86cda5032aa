import { describe, expect, it } from "vitest";
import { clockOf, type Design } from "../../generators/design.js";
import { control } from "../../generators/contract/operator.js";
import { parseDesigns } from "../../generators/request.js";
import type { Claim } from "../../formal/result.js";
import { verifyFormally } from "../../formal/verify-formal.js";
import { loadLibrary } from "../../liberty/load.js";
import { synthesize } from "../../synth/mapping/synthesize.js";
import { declarePorts, handWritten } from "../sim/designs.js";
import { edited } from "./designs.js";

const library = await loadLibrary(["generic"]);
const options = { library, timeLimit: 60, yosys: "native" };

const accumulator = (request = "IntMac n=2 acc=4 signed=false form=sequential"): Design => {
  const [design] = parseDesigns(request.split(" "));
  if (design === undefined) throw new Error("no design");
  return design;
};

type Edits = Readonly<Record<string, string>>;

/** A design, proved beside the netlist of what edits make of its RTL, with edits made to the netlist too. */
async function decide(
  design: Design,
  { rtl = {}, netlist = {} }: { rtl?: Edits; netlist?: Edits } = {},
  proofTime = 60,
) {
  const verilog = edited(design.verilog(), rtl);
  const synthesis = await mapped({ ...design, verilog: () => verilog });
  return verifyFormally(
    design,
    { ...synthesis, netlist: edited(synthesis.netlist, netlist) },
    { ...options, proofTime },
  );
}

const mapped = (design: Design) =>
  synthesize(
    { design: design.spec, verilog: design.verilog(), top: design.moduleName, clock: clockOf(design) },
    { ...options, objective: "area" },
  );

const verdicts = (claims: readonly Claim[]) => claims.map(({ claim, verdict }) => `${claim} ${verdict}`);

describe("an accumulator", () => {
  it("is proved equal to its netlist, and to its core and protocol", async () => {
    const { verdict, claims } = await decide(accumulator());
    expect(verdict).toBe("proved");
    expect(verdicts(claims)).toEqual([
      "RTL = netlist proved",
      "RTL = core proved",
      "core = specification proved",
    ]);
  });

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
  const wrongNetlist = async (edits: { rtl?: Edits; netlist?: Edits }, request?: string) => {
    const { verdict, claims } = await decide(accumulator(request), edits);
    expect(verdict).toBe("refuted");
    const [claim] = claims;
    expect(claim).toMatchObject({
      claim: "RTL = netlist",
      verdict: "refuted",
      reason: "the netlist is not what the golden model says",
    });
    expect(claim?.counter_example?.actual).not.toEqual(claim?.counter_example?.expected);
    return (claim?.cycles ?? []).map((cycle) => (port: string) => BigInt(cycle[port]?.bits ?? "2"));
  };

  it("with an inverter before a register", async () => {
    const cycles = await wrongNetlist({ rtl: { "<= mac_sum;": "<= mac_sum ^ 4'd4;" } });
    const [reset, first] = cycles;
    expect(reset?.("rst")).toBe(1n);
    expect(first?.("en")).toBe(1n);
    expect(cycles).toHaveLength(2);
  });

  it("whose register takes operands without being enabled", async () => {
    const cycles = await wrongNetlist({ rtl: { "else if (en) held <=": "else held <=" } });
    expect(cycles.at(-1)?.("en")).toBe(0n);
  });

  it("whose sum is not cleared", async () => {
    const cycles = await wrongNetlist({ rtl: { "held & ~{4{clear}}": "held" } });
    expect(cycles.at(-1)?.("clear")).toBe(1n);
    expect(cycles.length).toBeGreaterThan(2);
  });

  it("that is not reset", async () => {
    const cycles = await wrongNetlist({ rtl: { "if (rst | (clear & ~en))": "if (clear & ~en)" } });
    expect(cycles[0]?.("rst")).toBe(1n);
  });

  it("with two bits of the sum exchanged", async () => {
    await wrongNetlist({
      netlist: { ".Q(r[1])": ".Q(r[x])", ".Q(r[2])": ".Q(r[1])", ".Q(r[x])": ".Q(r[2])" },
    });
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

describe("what induction does not decide is undecided", () => {
  /** Counts 0, 1, 2, 0, …; what follows 3 is never seen. */
  const counter = (afterThree: string): string =>
    `module Counter(input clk, input rst, output [1:0] r);
      reg [1:0] count;
      always @(posedge clk)
        if (rst | count == 2) count <= 0; else count <= count == 3 ? ${afterThree} : count + 1;
      assign r = count;
    endmodule`;
  const design = handWritten({
    name: "Counter",
    ports: { rst: control(1 / 16), ...declarePorts({}, { r: 2 }) },
    golden: () => ({ r: 0n }),
    machine: () => {
      let count = 0n;
      return ({ rst }) => ({ r: (count = rst === 1n ? 0n : (count + 1n) % 3n) });
    },
    verilog: counter("1"),
  });

  it("a difference in a state that never comes about", async () => {
    const { verdict, claims } = await decide(design, { rtl: { "? 1 :": "? 2 :" } });
    expect(verdict).toBe("undecided");
    expect(claims[0]?.reason).toMatch(
      /agree in the first 8 cycles .* hold count=0x3, which may be unreachable/,
    );
  });

  it("a register with another clock", async () => {
    const { verdict, failure } = await decide(design, { rtl: { posedge: "negedge" } });
    expect(verdict).toBe("undecided");
    expect(failure).toMatchObject({ kind: "other clock" });
  });

  it("state without a reset is not of the kind that is proved", async () => {
    const { rst, ...ports } = design.ports;
    expect(rst).toBeDefined();
    const result = await decide({ ...design, ports });
    expect(result).toMatchObject({ verdict: "not applicable", claims: [] });
    expect(result.failure?.message).toMatch(/no rst that an induction could begin with/);
  });

  it("a proof for which time is too short", async () => {
    const { claims } = await decide(accumulator(), {}, 0.001);
    expect(claims[0]).toMatchObject({ verdict: "undecided", reason: "no proof within 0.001 s" });
  });
});
