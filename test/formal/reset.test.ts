import { describe, expect, it } from "vitest";
import { accumulator, decide, verdicts } from "./accumulators.js";
import { decideProtocol, pipeline } from "./pipelines.js";

const request = "IntMac n=2 acc=4 signed=false form=sequential";
const asynchronous = `${request} reset=async active=low`;
const claims = ["RTL = netlist proved", "RTL = core proved", "core = specification proved"];

describe("an accumulator is proved", () => {
  it("with an asynchronous reset that is active low", async () => {
    const result = await decide(accumulator(asynchronous));
    expect(verdicts(result.claims)).toEqual(claims);
  });

  it("but not where its netlist is reset at the clock's edge only", async () => {
    const { verdict, claims } = await decide(accumulator(asynchronous), {
      rtl: { " or negedge rst_n": "" },
    });
    expect(verdict).toBe("undecided");
    expect(claims[0]).toMatchObject({ claim: "RTL = netlist", verdict: "undecided" });
  });

  it("and is refuted where its netlist is reset at the other level", async () => {
    const { claims } = await decide(accumulator(`${request} active=low`), {
      rtl: { "if (!rst_n": "if (rst_n" },
    });
    expect(claims[0]).toMatchObject({ claim: "RTL = netlist", verdict: "refuted" });
    expect(claims[0]?.cycles?.[0]?.rst_n?.bits).toBe("0x0");
  });
});

describe("a pipeline stalls and is reset as its protocol says", () => {
  const controls = "stages=2 handshake=ready reset=async active=low";

  it("asynchronously", async () => {
    expect(await decideProtocol(pipeline(controls))).toMatchObject({ verdict: "proved" });
  });

  it("unless one valid bit is not reset", async () => {
    const edits = {
      "or negedge rst_n) begin\n    if (!rst_n) pipeline_valid_s1 <= 1'b0;\n    else if": ") begin\n    if",
    };
    expect(await decideProtocol(pipeline(controls, edits))).toMatchObject({ verdict: "refuted" });
  });
});
