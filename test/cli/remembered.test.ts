import { expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

// A result says how long it took to make: twice the same time to the last digit is one that was remembered.
test.each(["synth", "compare"])("%s remembers, unless told not to", async (command) => {
  await withScratch(async (cwd) => {
    const run = (words: string) =>
      tapirHere(`${command} PlamMult n=4 es=0 --liberty generic --json ${words}`, { cwd });
    const [first, again, other] = [
      await run("--cache kept"),
      await run("--cache kept"),
      await run("--no-cache"),
    ];
    expect([first.exitCode, first.stderr]).toEqual([0, ""]);
    expect(again).toEqual(first);
    expect(other.stdout).not.toBe(first.stdout);
    const withoutTimes = (text: string) => text.replace(/"seconds": [\d.e-]+/g, "");
    expect(withoutTimes(other.stdout)).toBe(withoutTimes(first.stdout));
  });
});

test("what a sweep has measured, synth knows", async () => {
  await withScratch(async (cwd) => {
    const design = "PlamMult n=4 es=0 --liberty generic --cache kept";
    await tapirHere(`synth ${design}`, { cwd });
    const { stderr } = await tapirHere(`sweep ${design} --measures synth`, { cwd });
    expect(stderr).toMatch(/1 of 1 measurements are in the cache/);
  });
});
