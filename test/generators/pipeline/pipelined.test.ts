import { describe, expect, test } from "vitest";
import type { Design } from "../../../generators/design.js";
import { pipelineMachine } from "../../../generators/pipeline/protocol.js";
import { catalogue } from "../../../generators/operators/catalogue.js";
import { parseDesigns } from "../../../generators/request.js";
import { Random } from "../../../operands/random.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";

const designs = (request: string): Design[] => parseDesigns(request.split(" "));
const only = (request: string): Design => {
  const [design] = designs(request);
  if (design === undefined) throw new Error("no design");
  return design;
};
const sampled = { vectors: 300, cases: 200 };

/** Every combinational operator with a number of stages, ports and controls that chance has chosen. */
const anyPipelines = (): [string, Design][] => {
  const random = Random.seeded(22);
  const one = <T>(values: readonly T[]): T => values[random.below(values.length)] as T;
  return catalogue.flatMap(({ name, examples }) => {
    const request = `${name} ${one(examples.filter((each) => !each.includes("sequential")))}`;
    if (only(request).machine !== null) return [];
    const pipeline = `stages=${1 + random.below(6)} registered=${one(["output", "both", "inside"])}`;
    const controls = `ce=${one(["true", "false"])} handshake=${one(["none", "valid", "ready"])}`;
    return [[`${request} ${pipeline} ${controls}`, only(`${request} ${pipeline} ${controls}`)]];
  });
};

describe("a pipelined operator is its golden model, a latency later", () => {
  test.each(anyPipelines())("%s", async (_, design) => {
    expect(await verifyRtl(design, sampled)).toMatchObject({ verdict: "pass", mismatches: 0, warnings: [] });
  });

  test("and at another latency it is not", async () => {
    const design = only("PlamMult n=8 stages=3 handshake=valid");
    for (const stages of [2, 4]) {
      const machine = pipelineMachine(design.core.golden, ["x", "y"], { ...design.pipeline, stages });
      expect((await verifyRtl({ ...design, machine }, sampled)).verdict).toBe("fail");
    }
  });

  test("whatever its registers hold at first: what is compared has gone through all of them", () => {
    expect(only("PlamMult n=8 stages=5").fill).toBe(4);
    expect(only("PlamMult n=8 stages=5 registered=both").latency).toBe(6);
  });
});

describe("the Verilog", () => {
  test("has a register for each bit that is carried, and for no more", () => {
    // x's sign and its other bits meet in the last stage only; the output is registered
    const text = only("PositSigmoid n=8 stages=1").verilog();
    const registers = [...text.matchAll(/^ +reg +(?:\[(\d+):0\] +)?\w+;/gm)].map(
      ([, msb]) => Number(msb ?? 0) + 1,
    );
    expect(registers).toEqual([8]);
  });

  test("says its latency", () => {
    expect(only("PlamMult n=8 stages=3").verilog()).toContain("latency 3 cycles, initiation interval 1");
  });
});

describe("refused are", () => {
  test.each([
    ["IntMac n=4 acc=10 form=sequential stages=2", /registers of its own/],
    ["PlamMult n=8 ce=true", /ce=true: there are no registers/],
    ["PlamMult n=8 stages=65", /stages must be 0..64/],
  ])("%s", (request, message) => {
    expect(() => designs(request)).toThrow(message);
  });
});
