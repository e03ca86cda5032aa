import { expect, test } from "vitest";
import { tapirHere } from "./run-here.js";

test("designs say themselves what they are made for", async () => {
  const made = await tapirHere("synth PlamMult n=4 es=0 target=ice40 --json");
  expect(made.exitCode).toBe(0);
  const { designs } = JSON.parse(made.stdout) as { designs: { target: string; design: string }[] };
  expect(designs).toMatchObject([{ design: "PlamMult n=4 es=0 target=ice40", target: "ice40" }]);
});
