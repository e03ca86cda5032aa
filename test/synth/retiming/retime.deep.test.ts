import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { synthesizeDesign } from "../../../synth/synthesize-design.js";
import { expectSameResults, options } from "./retimed.js";

test.each([
  "PlamMult n=6 es=1 stages=3 ce=true handshake=ready",
  "PositAdd n=5 es=0 stages=2 registered=inside handshake=valid",
])("registers between the gates of %s: as many on every way, and the same results", expectSameResults);

test("a shorter period than that of the RTL's own registers", async () => {
  const design = parseDesign("IntMult n=8 objective=delay stages=3");
  const retimed = await synthesizeDesign(design, { ...options, recipe: "retimed" });
  const asWritten = await synthesizeDesign(design, { ...options, timing: "opensta" });
  expect(retimed.recipe.name).toBe("retimed");
  expect(retimed.min_period_ns).toBeLessThan(asWritten.min_period_ns ?? 0);
});
