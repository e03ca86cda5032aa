import { expect, test } from "vitest";
import { forEachDesign } from "../../cli/work.js";
import { parseDesigns } from "../../generators/request.js";
import { interruptTools } from "../../tools/interrupt.js";
import { ToolError } from "../../tools/tool.js";

// In a file of its own: once interrupted, always interrupted.
test("an interruption keeps what is done, and begins no more", async () => {
  const tool = { name: "Yosys", command: "yosys", packages: {} };
  const designs = parseDesigns(["PositMult", "PlamMult", "n=3..64"]);
  const outcomes = await forEachDesign("test", designs, async ({ spec }) => {
    if (spec === designs[0]?.spec) return Promise.resolve({ design: spec });
    interruptTools();
    throw new ToolError(tool, "interrupted", "Yosys was interrupted");
  });
  expect(outcomes.slice(0, 2)).toEqual([
    { design: "PositMult n=3 es=2" },
    { design: "PositMult n=4 es=2", error: "Yosys was interrupted" },
  ]);
  expect(outcomes.length).toBeLessThan(designs.length);
});
