import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

// A device that is always full: that it can be opened does not tell.
test.each([
  "sweep IntMult n=3 --measures verify --no-cache --csv /dev/full --html page.html",
  "error DrumMult n=4 k=3 --histogram bars.svg --heatmap /dev/full",
])("%s: what was measured is printed, no file is written", async (words) => {
  await withScratch(async (cwd) => {
    const { exitCode, stdout, stderr } = await tapirHere(words, { cwd });
    expect(stderr).toMatch(/^tapir: cannot write .*\/dev\/full.*: no space is left on the disk/m);
    expect(stdout).toMatch(/^(IntMult n=3|DrumMult n=4 k=3) /m);
    expect(exitCode).toBe(2);
    expect(await readdir(cwd)).toEqual([]);
  });
});
