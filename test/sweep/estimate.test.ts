import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { generic, loadLibrary } from "../../liberty/load.js";
import { estimatedSeconds } from "../../sweep/estimate.js";
import { measures } from "../../sweep/measures.js";

const usual = {
  seed: 1,
  samples: 100_000,
  timing: "abc",
  operands: "uniform",
  clock: 100,
  timeLimit: 600,
} as const;

const estimated = async (spec: string): Promise<number> => {
  const measure = measures.find(({ name }) => name === "verify");
  if (measure === undefined) throw new Error("there is no measure verify");
  const conditions = { ...usual, vectors: 2000, library: await loadLibrary([generic]) };
  return estimatedSeconds({ measure, design: parseDesign(spec), conditions });
};

// Measured with --vectors 2000: 81 s of processor time for 10 bits, 1.2 s for 11 bits and for 10 in a pipeline.
test("where every pair of operands is tried, the estimate is of so many vectors, whatever is asked for", async () => {
  expect(await estimated("IntMult n=10")).toBeGreaterThan(40);
});

test.each(["IntMult n=11", "IntMult n=10 stages=1"])(
  "%s is estimated by the vectors asked for",
  async (spec) => {
    expect(await estimated(spec)).toBeLessThan(4);
  },
);
