import { expect, it } from "vitest";
import { interruptTools } from "../../tools/interrupt.js";
import { runTool } from "../../tools/run.js";

// In a file of its own: once interrupted, always interrupted.
it("an interruption ends the tools under way, and no more are started", async () => {
  const sleep = () =>
    runTool({ name: "sleep", command: "sleep", packages: {} }, ["60"], { cwd: ".", timeLimit: 60 });
  const underWay = expect(sleep()).rejects.toMatchObject({ failure: "interrupted" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  interruptTools();
  await underWay;
  await expect(sleep()).rejects.toThrow("sleep was not started: interrupted");
});
