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
  it("equal to its core, where it has no controls", async () => {
    expect(verdicts((await decide(pipeline("stages=2"))).claims)).toEqual(ofCore);
  });

  it("to stall as its protocol says, and so is its netlist", async () => {
    const { verdict, claims } = await decide(pipeline(all));
    expect(verdict).toBe("proved");
    expect(verdicts(claims)).toEqual([...ofCore, "RTL = protocol proved", "netlist = protocol proved"]);
  });

  it.each(["stages=2 handshake=valid", "stages=3 ce=true handshake=ready registered=inside"])(
    "to stall as its protocol says: %s",
    async (request) => {
      expect(await decideProtocol(pipeline(request))).toMatchObject({ verdict: "proved" });
    },
  );
});

describe("controls that do not do what the protocol says are refuted by cycles that Icarus saw go wrong:", () => {
  it.each<[string, Edits]>([
    ["an enable that one register ignores", { "if (pipeline_advance) r_s2 <=": "r_s2 <=" }],
    ["a valid bit that is not reset", { "if (rst) pipeline_valid_s1 <= 1'b0;\n    else if": "if" }],
    [
      "a valid bit that does not stall",
      { "else if (pipeline_advance) pipeline_valid_s1": "else pipeline_valid_s1" },
    ],
    ["a result that is lost", { "out_ready | ~pipeline_valid_s2": "out_ready | ~pipeline_valid_s1" }],
    ["a valid bit in the data", { "sign_s1 <= sign;": "sign_s1 <= sign & in_valid;" }],
  ])("%s", expectRefuted);

  it("but not where only states that no operands reach go wrong: that is undecided", async () => {
    // two negative operands have a positive product, unless one of them is 0 or NaR
    const edits = {
      "if (pipeline_advance) begin": "if (pipeline_advance | log_beyond_s1 & sign_s1 & ~special_s1) begin",
    };
    const { verdict, reason } = await decideProtocol(pipeline(all, edits));
    expect(verdict).toBe("undecided");
    expect(reason).toMatch(/hold .*log_beyond_s1=0x1.* may be unreachable, .* with ce=0x/);
  });
});
