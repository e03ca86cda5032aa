import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { untilAtRest, untilComputed } from "./processor-time.js";
import { outcome, start, type Outcome } from "./run.js";

/** Writes a file, starts another process, and goes on for ever, as a tool would. */
const endlessTool = `#!/bin/sh
[ "$1" = -V ] && echo "Yosys 0.99 (fake)" && echo "Icarus Verilog version 11.0 (fake)" && exit
echo half > netlist.v
sleep 1000 &
echo $$ $! >> "$PIDS"
wait
`;

/** The folder where the program runs, and the one for its temporary files. */
const withFolders = (work: (cwd: string, tmp: string, tools: string) => Promise<void>): Promise<void> =>
  withScratch(async (folder) => {
    const folders = ["cwd", "tmp", "tools"].map((name) => join(folder, name)) as [string, string, string];
    for (const each of folders) await mkdir(each);
    for (const name of ["iverilog", "yosys"])
      await writeFile(join(folders[2], name), endlessTool, { mode: 0o755 });
    await work(...folders);
  });

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}

/** Ctrl-C under npx: it passes on the signal that the terminal has sent already. */
async function interrupt(running: ReturnType<typeof start>): Promise<Outcome> {
  running.kill("SIGINT");
  await sleep(2);
  running.kill("SIGINT");
  return outcome(await running);
}

/** Which of some processes are alive; one that has ended and that nobody has asked for is not. */
async function alive(pids: readonly string[]): Promise<string[]> {
  const { stdout } = await execa("ps", ["-o", "pid=,stat=", "-p", pids.join(",")], { reject: false });
  return stdout.split("\n").filter((line) => line !== "" && !line.includes(" Z"));
}

describe("an interruption leaves no file, no scratch folder and no process behind", () => {
  test.each([
    "verify PositMult n=8",
    "verify PositMult PlamMult n=4,5 --level all --liberty generic",
    "synth PositMult PlamMult n=4,5 --liberty generic -o nets",
    "compare PositMult PlamMult n=4,5 --liberty generic --json",
  ])("%s", async (words) => {
    await withFolders(async (cwd, tmp, tools) => {
      const PIDS = join(tools, "pids");
      const env = { PATH: `${tools}:${process.env.PATH ?? ""}`, TMPDIR: tmp, TAPIR_YOSYS: "", PIDS };
      const running = start(words, { cwd, env, timeout: 30_000 });
      const pids = () =>
        readFile(PIDS, "utf8").then(
          (text) => text.split(/\s+/).filter(Boolean),
          () => [],
        );
      await until(async () => (await pids()).length > 0 || running.exitCode !== null);
      expect((await readdir(tmp)).length).toBeGreaterThan(0);
      try {
        const { exitCode, stderr } = await interrupt(running);
        expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: "" });
        expect(await readdir(tmp)).toEqual([]);
        expect(await readdir(cwd)).toEqual([]);
        expect(await alive(await pids())).toEqual([]);
      } finally {
        await execa("kill", ["-9", ...(await pids())], { reject: false });
      }
    });
  });
});

test("an exhaustive run that is interrupted says how far it came", async () => {
  await withFolders(async (cwd, tmp) => {
    const words = "verify PlamMult n=16 es=1 --level exhaustive --liberty generic";
    const running = start(words, { cwd, env: { TMPDIR: tmp }, timeout: 60_000 });
    const threads = async (): Promise<number> => (await readdir(`/proc/${running.pid}/task`)).length;
    await until(async () => (await readdir(tmp)).length > 0);
    const whileSynthesising = await threads();
    // Then as many more simulate as there are cores.
    await until(async () => (await threads()) >= whileSynthesising + availableParallelism());
    await sleep(500);
    const { exitCode, stdout } = await interrupt(running);
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/exhaustive: stopped: stopped after [\d,]+ of 4,294,967,296 vectors/);
    expect(await readdir(tmp)).toEqual([]);
    expect(await readdir(cwd)).toEqual([]);
  });
});

/** What the program does when, and what it does then: vectors are sought for 10 s and more, without a pause. */
test.each([
  ["verify PositMult n=20 es=1", "SIGINT"],
  ["compare PositMult PlamMult n=20,24 es=1 --liberty generic", "SIGTERM"],
] as const)("%s computes, and hears of %s all the same", async (words, signal) => {
  await withFolders(async (cwd, tmp) => {
    const begun = performance.now();
    const running = start(words, { cwd, env: { TMPDIR: tmp }, timeout: 60_000 });
    await untilComputed(running, 3);
    const asked = performance.now();
    running.kill(signal);
    const { exitCode } = await running;
    expect(exitCode).toBe(130);
    // A tenth of what came before it, and far less than what was still to come.
    expect(performance.now() - asked).toBeLessThan(asked - begun);
    expect(await readdir(tmp)).toEqual([]);
    expect(await readdir(cwd)).toEqual([]);
  });
});

test("a FIFO that nobody reads is waited for, and Ctrl-C is heard", async () => {
  await withFolders(async (cwd, tmp) => {
    await execa("mkfifo", ["fifo"], { cwd });
    const words = "sweep PlamMult n=3 es=0 --measures error --no-cache --json fifo";
    const running = start(words, { cwd, env: { TMPDIR: tmp }, timeout: 30_000 });
    await untilAtRest(running);
    running.kill("SIGINT");
    expect((await running).exitCode).toBe(130);
    expect(await readdir(cwd)).toEqual(["fifo"]);
  });
});

/** What waits for a file that nobody writes: `generate` and `report` too, which are otherwise done at once. */
test.each([
  "synth IntMult n=4 --liberty fifo",
  "report fifo",
  "infer fifo IntMult n=8 signed=true",
  "generate SearchedMult file=fifo.yaml",
])("%s waits for a FIFO, and Ctrl-C is heard", async (words) => {
  await withFolders(async (cwd, tmp) => {
    await execa("mkfifo", ["fifo", "fifo.yaml"], { cwd });
    const running = start(words, { cwd, env: { TMPDIR: tmp }, timeout: 30_000 });
    await untilAtRest(running);
    running.kill("SIGINT");
    expect((await running).exitCode).toBe(130);
    expect((await readdir(cwd)).sort()).toEqual(["fifo", "fifo.yaml"]);
  });
});

test("many designs are generated, and SIGTERM is heard", async () => {
  await withFolders(async (cwd, tmp) => {
    const running = start("generate PositMult n=16..64 es=0..6", {
      cwd,
      env: { TMPDIR: tmp },
      timeout: 30_000,
    });
    await untilComputed(running, 1.5);
    running.kill("SIGTERM");
    expect((await running).exitCode).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
  });
});
