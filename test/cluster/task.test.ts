import { expect, test } from "vitest";
import type { Plan } from "../../cluster/run-folder.js";
import { jobsOfTask } from "../../cluster/task.js";
import { parseDesign } from "../../generators/request.js";
import { foreignDigest } from "../../sweep/shards.js";

const ours = parseDesign("IntMult n=2");
const core = (text: string) => ({
  ...ours,
  spec: "m2.v as IntMult n=2",
  foreign: { as: ours, sources: [{ name: "m2.v", text }] },
});
const [before, after] = [core("module m2; endmodule"), core("module m2; wire changed; endmodule")];

const plan: Plan = {
  tapir: "",
  cache: "",
  libraries: [["generic"]],
  dontUse: [],
  conditions: {},
  foreign: { spec: before.spec, files: ["m2.v"], as: ours.spec, digest: foreignDigest(before) ?? "" },
  expected: [],
};
const written = [{ spec: "it", design: before.spec, measure: "error", library: 0 }];

test("a task measures the foreign module that the sweep was started with, and no other", async () => {
  const [job] = await jobsOfTask(plan, written, before);
  expect(job?.design).toBe(before);
  await expect(jobsOfTask(plan, written, after)).rejects.toThrow(
    /m2\.v is not what it was where the sweep was started/,
  );
});
