import { describe, expect, it } from "vitest";
import type { Design } from "../../generators/design.js";
import type { Claim } from "../../formal/result.js";
import { verifyFormally } from "../../formal/verify-formal.js";
import { loadLibrary } from "../../liberty/load.js";
import { synthesize } from "../../synth/mapping/synthesize.js";
import { all, decideProtocol, expectRefuted, pipeline, type Edits } from "./pipelines.js";

const library = await loadLibrary(["generic"]);
const options = { library, timeLimit: 60, yosys: "native" };

/** All claims of a pipeline and its netlist, which is that of another one if one is given. */
async function decide(design: Design, mapped = design) {
  const job = { design: mapped.spec, verilog: mapped.verilog(), top: mapped.moduleName, clock: "clk" };
  return verifyFormally(design, await synthesize(job, { ...options, objective: "area" }), options);
}

const verdicts = (claims: readonly Claim[]) => claims.map(({ claim, verdict }) => `${claim} ${verdict}`);

const ofCore = ["RTL = netlist proved", "RTL = core proved"];

describe("a pipeline is proved", () => {
  it("equal to its core, where it has no controls", async () => {
    expect(verdicts((await decide(pipeline("stages=2"))).claims)).toEqual(ofCore);
  });

  it("to stand still as its protocol says, and so is its netlist", async () => {
    const { verdict, claims } = await decide(pipeline(all));
    expect(verdict).toBe("proved");
    expect(verdicts(claims)).toEqual([...ofCore, "RTL = protocol proved", "netlist = protocol proved"]);
  });

  it.each(["stages=2 handshake=valid", "stages=3 ce=true handshake=ready registered=inside"])(
    "to stand still as its protocol says: %s",
    async (request) => {
      expect(await decideProtocol(pipeline(request))).toMatchObject({ verdict: "proved" });
    },
  );

  it("with a register that holds the complement of a valid bit", async () => {
    const design = pipeline(all, {
      "if (rst) pipeline_valid_s1 <= 1'b0;": "if (rst) pipeline_valid_s1 <= 1'b1;",
      "pipeline_valid_s1 <= in_valid": "pipeline_valid_s1 <= ~in_valid",
      "pipeline_valid_s2 <= pipeline_valid_s1": "pipeline_valid_s2 <= ~pipeline_valid_s1",
    });
    expect(await decideProtocol(design)).toMatchObject({ verdict: "proved" });
  });
});

describe("a pipeline's datapath", () => {
  it("that computes something else is refuted, by operands that were seen to come out wrong", async () => {
    const { claims } = await decide(pipeline("stages=2", { "assign r = r_s2;": "assign r = r_s2 ^ 5'd1;" }));
    expect(verdicts(claims)).toEqual(["RTL = netlist proved", "RTL = core refuted"]);
    expect(claims[1]?.counter_example).toBeDefined();
  });

  it("with a way around a register is no pipeline", async () => {
    const around = { "assign r = r_s2;": "assign r = {r_s2[4:1], r_s2[0] & x[0]};" };
    const result = await decide(pipeline("stages=2", around));
    expect(result).toMatchObject({ verdict: "fail", failure: { kind: "uneven latency" } });
    expect(result.failure?.message).toMatch(/paths to .* pass 0 and 2 registers/);
  });
});

describe("controls that do not do what the protocol says are refuted by cycles that Icarus saw go wrong:", () => {
  it.each<[string, Edits]>([
    ["an enable that one register ignores", { "if (pipeline_advance) r_s2 <=": "r_s2 <=" }],
    ["a valid bit that is not reset", { "if (rst) pipeline_valid_s1 <= 1'b0;\n    else if": "if" }],
    [
      "a valid bit that does not stand still",
      { "else if (pipeline_advance) pipeline_valid_s1": "else pipeline_valid_s1" },
    ],
    ["a result that is lost", { "out_ready | ~pipeline_valid_s2": "out_ready | ~pipeline_valid_s1" }],
    ["a valid bit in the data", { "sign_s1 <= sign;": "sign_s1 <= sign & in_valid;" }],
  ])("%s", expectRefuted);

  it("in the netlist alone", async () => {
    const wrong = pipeline(all, { "if (pipeline_advance) r_s2 <=": "r_s2 <=" });
    const { verdict, claims } = await decide(pipeline(all), wrong);
    expect(verdict).toBe("refuted");
    expect(verdicts(claims)).toEqual([...ofCore, "RTL = protocol proved", "netlist = protocol refuted"]);
    expect(claims[3]?.reason).toBe("the netlist is not what the golden model says");
  });

  it("but not where registers would have to hold what no operands give: that is undecided", async () => {
    // of two signs both are negative or none is, not both
    const edits = {
      "if (pipeline_advance) begin": "if (pipeline_advance | log_beyond_s1 & ~log_carry_in_s1) begin",
    };
    const { verdict, reason } = await decideProtocol(pipeline(all, edits));
    expect(verdict).toBe("undecided");
    expect(reason).toMatch(/hold .*log_beyond_s1=0x1.* may be unreachable, .* with ce=0x/);
  });
});
