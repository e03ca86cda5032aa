import { describe, expect, it } from "vitest";
import { decideProtocol, expectRefuted, pipeline, type Edits } from "./pipelines.js";

describe("a pipeline is proved", () => {
  it.each([
    "stages=2 ce=true",
    "stages=3 ce=true handshake=valid registered=both",
    "stages=1 handshake=ready",
  ])("to stand still as its protocol says: %s", async (request) => {
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
      "a valid bit that is reset only where all goes on",
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
});
