import { describe, expect, test } from "vitest";
import { pipelineMachine } from "../../../generators/pipeline/protocol.js";
import { parseDesign } from "../../../generators/request.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { anyPipelines, expectGolden, sampled } from "./pipelines.js";

describe("a pipelined operator is its golden model, a latency later", () => {
  test.each(anyPipelines().filter((_, index) => index % 4 === 0))("%s", expectGolden);

  test("and at another latency it is not", async () => {
    const design = parseDesign("PlamMult n=8 stages=3 handshake=valid");
    for (const stages of [2, 4]) {
      const machine = pipelineMachine(design.core.golden, ["x", "y"], { ...design.pipeline, stages });
      expect((await verifyRtl({ ...design, machine }, sampled)).verdict).toBe("fail");
    }
  });

  test("whatever its registers hold at first: what is compared has gone through all of them", () => {
    expect(parseDesign("PlamMult n=8 stages=5").fill).toBe(4);
    expect(parseDesign("PlamMult n=8 stages=5 registered=both").latency).toBe(6);
  });
});

describe("the Verilog", () => {
  test("has a register for each bit that is carried, and for no more", () => {
    // x's sign and its other bits meet in the last stage only; the output is registered
    const text = parseDesign("PositSigmoid n=8 stages=1").verilog();
    const registers = [...text.matchAll(/^ +reg +(?:\[(\d+):0\] +)?\w+;/gm)].map(
      ([, msb]) => Number(msb ?? 0) + 1,
    );
    expect(registers).toEqual([8]);
  });

  test("says its latency", () => {
    expect(parseDesign("PlamMult n=8 stages=3").verilog()).toContain(
      "latency 3 cycles, initiation interval 1",
    );
  });
});

describe("refused are", () => {
  test.each([
    ["IntMac n=4 acc=10 form=sequential stages=2", /takes no stages=/],
    [
      "IntMac n=4 acc=10 form=sequential ce=true",
      /controls of their own, and ce= is for pipelines; leave it out/,
    ],
    ["PlamMult n=8 ce=true", /ce=true: there are no registers/],
    ["PlamMult n=8 stages=65", /stages must be 0..64/],
  ])("%s", (request, message) => {
    expect(() => parseDesign(request)).toThrow(message);
  });
});
