import { describe, expect, it } from "vitest";
import {
  all,
  decide,
  decideProtocol,
  expectRefuted,
  ofCore,
  pipeline,
  verdicts,
  type Edits,
} from "./pipelines.js";

describe("a pipeline is proved", () => {
  it("with a register that holds the complement of a valid bit", async () => {
    const design = pipeline(all, {
      "if (rst) pipeline_valid_s1 <= 1'b0;": "if (rst) pipeline_valid_s1 <= 1'b1;",
      "pipeline_valid_s1 <= in_valid": "pipeline_valid_s1 <= ~in_valid",
      "pipeline_valid_s2 <= pipeline_valid_s1": "pipeline_valid_s2 <= ~pipeline_valid_s1",
    });
    expect(await decideProtocol(design)).toMatchObject({ verdict: "proved" });
  });

  it.each([
    "stages=2 ce=true",
    "stages=3 ce=true handshake=valid registered=both",
    "stages=1 handshake=ready",
  ])("to stall as its protocol says: %s", async (request) => {
    expect(await decideProtocol(pipeline(request))).toMatchObject({ verdict: "proved" });
  });
});

describe("controls that do not do what the protocol says are refuted by cycles that Icarus saw go wrong:", () => {
  it.each<[string, Edits]>([
    [
      "an enable that the first register ignores",
      {
        "      sign_s1 <= sign;\n": "",
        "    if (rst) pipeline_valid_s1": "    sign_s1 <= sign;\n    if (rst) pipeline_valid_s1",
      },
    ],
    [
      "a valid bit that is reset only where the pipeline advances",
      { "if (rst) pipeline_valid_s2": "if (rst & pipeline_advance) pipeline_valid_s2" },
    ],
    ["a clock enable that is not looked at", { "= ce & (out_ready": "= (out_ready" }],
    [
      "in_ready that says nothing of the clock enable",
      { "assign in_ready = pipeline_advance": "assign in_ready = out_ready | ~pipeline_valid_s2" },
    ],
    [
      "out_valid a stage early",
      { "assign out_valid = pipeline_valid_s2": "assign out_valid = pipeline_valid_s1" },
    ],
    ["a control in a result", { "assign r = r_s2": "assign r = r_s2 & {5{ce}}" }],
    [
      "reset data",
      { "if (pipeline_advance) r_s2 <=": "if (rst) r_s2 <= 5'd0; else if (pipeline_advance) r_s2 <=" },
    ],
  ])("%s", expectRefuted);

  it("in the netlist alone", async () => {
    const wrong = pipeline(all, { "if (pipeline_advance) r_s2 <=": "r_s2 <=" });
    const { verdict, claims } = await decide(pipeline(all), wrong);
    expect(verdict).toBe("refuted");
    expect(verdicts(claims)).toEqual([...ofCore, "RTL = protocol proved", "netlist = protocol refuted"]);
    expect(claims[3]?.reason).toBe("the netlist is not what the golden model says");
  });
});

describe("a pipeline's datapath", () => {
  it("that computes something else is refuted, by operands that were seen to come out wrong", async () => {
    const { claims } = await decide(pipeline("stages=2", { "assign r = r_s2;": "assign r = r_s2 ^ 5'd1;" }));
    expect(verdicts(claims)).toEqual(["RTL = netlist proved", "RTL = core refuted"]);
    expect(claims[1]?.counter_example).toBeDefined();
  });

  it("with a path around a register is no pipeline", async () => {
    const around = { "assign r = r_s2;": "assign r = {r_s2[4:1], r_s2[0] & x[0]};" };
    const result = await decide(pipeline("stages=2", around));
    expect(result).toMatchObject({ verdict: "fail", failure: { kind: "uneven latency" } });
    expect(result.failure?.message).toMatch(/paths to .* pass 0 and 2 registers/);
  });
});
