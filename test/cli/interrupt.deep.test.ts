import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { start } from "./run.js";

/** Of each command and signal. */
const moments = 5;
/** Until then the commands below are at work, in quick steps and in long ones. */
const latest_ms = 5000;
/** 0.2 s, and what a tool takes to die; more only because the machine may be busy with other things. */
const patience_ms = 4000;

/** The processes that have a word in their environment, but for those that have ended. */
async function processesWith(word: string): Promise<string[]> {
  const found = await Promise.all(
    (await readdir("/proc"))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const [environment, state] = await Promise.all(
          ["environ", "stat"].map((file) => readFile(join("/proc", pid, file), "utf8").catch(() => "")),
        );
        return environment?.includes(word) === true && !/\) [ZX] /.test(state ?? "") ? state : undefined;
      }),
  );
  return found.filter((state) => state !== undefined);
}

describe.each(["SIGINT", "SIGTERM"] as const)("%s at any moment leaves nothing behind", (signal) => {
  test.each([
    "generate PositMult n=32 frequency=300 --no-cache -o out",
    "verify PositMult n=16,20 es=1 --level rtl,gates,formal -o out",
    "compare PositMult PlamMult n=12,16 es=1 --no-cache",
    "sweep PositMult PlamMult n=6..12 es=1 --no-cache --json out.json --measures verify,error,synth",
    // Netlists that are done would be written to -o.
    "synth IntMult n=8 --explore --no-cache",
  ])("%s", async (words) => {
    for (let turn = 0; turn < moments; turn++) {
      const moment_ms = Math.random() * latest_ms;
      await withScratch(async (folder) => {
        const [cwd, TMPDIR] = [join(folder, "cwd"), join(folder, "tmp")];
        await Promise.all([cwd, TMPDIR].map((path) => mkdir(path)));
        const word = `interrupted-${process.pid}-${Date.now()}`;
        const running = start(words, { cwd, env: { TMPDIR, TAPIR_TRIAL: word } });
        await sleep(moment_ms);
        const begun = performance.now();
        running.kill(signal);
        const { exitCode } = await running;
        const found = {
          // One that had not begun yet dies of the signal.
          exitCode: exitCode ?? 130,
          inTime: performance.now() - begun < patience_ms,
          left: [...(await readdir(cwd)), ...(await readdir(TMPDIR)), ...(await processesWith(word))],
        };
        expect(found, `after ${moment_ms} ms`).toEqual({
          exitCode: 130,
          inTime: true,
          left: [],
        });
      });
    }
  });
});
