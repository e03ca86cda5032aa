import { describe, expect, it } from "vitest";
import { control } from "../../generators/contract/operator.js";
import { declarePorts, handWritten } from "../sim/designs.js";
import { accumulator, decide, verdicts, wrongNetlist } from "./accumulators.js";

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
});

describe("a wrong accumulator is refuted by cycles from a reset", () => {
  it("with an inverter before a register", async () => {
    const cycles = await wrongNetlist({ rtl: { "<= mac_sum;": "<= mac_sum ^ 4'd4;" } });
    const [reset, first] = cycles;
    expect(reset?.("rst")).toBe(1n);
    expect(first?.("en")).toBe(1n);
    expect(cycles).toHaveLength(2);
  });

  it("whose sum is not cleared", async () => {
    const cycles = await wrongNetlist({ rtl: { "held & ~{4{clear}}": "held" } });
    expect(cycles.at(-1)?.("clear")).toBe(1n);
    expect(cycles.length).toBeGreaterThan(2);
  });

  it("with two bits of the sum exchanged", async () => {
    await wrongNetlist({
      netlist: { ".Q(r[1])": ".Q(r[x])", ".Q(r[2])": ".Q(r[1])", ".Q(r[x])": ".Q(r[2])" },
    });
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
