import { chmod, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { compileBench } from "../../../sim/icarus/compile-bench.js";
import { simulate } from "../../../sim/icarus/icarus.js";
import { readTranscript } from "../../../sim/icarus/transcript.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { withScratch } from "../../../tools/scratch.js";
import { adder } from "../designs.js";

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

/** Runs `work` with a tool on the PATH that is a shell script: it answers -V as usual, else does `body`. */
function withFake<T>(name: string, body: string, work: () => Promise<T>): Promise<T> {
  return withScratch(async (folder) => {
    const script = join(folder, name);
    await writeFile(script, `#!/bin/sh\n[ "$1" = -V ] && echo "version 0.1" && exit\n${body}\n`);
    await chmod(script, 0o755);
    process.env.PATH = `${folder}:${environment.PATH ?? ""}`;
    return await work();
  });
}

test("a missing Icarus is named, with what installs it", async () => {
  process.env.PATH = "/nowhere";
  await expect(verifyRtl(adder())).rejects.toMatchObject({
    name: "ToolError",
    failure: "missing",
    message: expect.stringMatching(/Icarus Verilog .*apt-get install iverilog/) as string,
  });
});

test.each([
  ["ends without a word", "exit 0", /without the test bench's closing line/],
  ["says it compared fewer vectors", "echo 'done 255 0'", /compared 255 of 256 vectors/],
  ["meets an error in the source", "echo 'Adder.v:2: Error: $foo is not defined' >&2; exit 1", /foo/],
  ["meets a $fatal", "echo 'FATAL: Adder.v:2: no' >&2; exit 1", /FATAL/],
])("a simulator that %s fails the design", async (_, body, message) => {
  await withFake("vvp", body, async () => {
    const result = await verifyRtl(adder());
    expect(result).toMatchObject({ verdict: "fail", vectors: 0, failure: { kind: "ended early" } });
    expect(result.failure?.message).toMatch(message);
  });
});

describe.each(["iverilog", "vvp"])("%s that crashes says nothing of the design", (name) => {
  test.each([
    [
      "by itself",
      "echo 'done 100 0'; echo Segmentation fault >&2; exit 139",
      /exit code 139.*Segmentation fault/s,
    ],
    ["killed", "kill -KILL $$", /SIGKILL/],
    ["over its own file", "echo 'compiled.vvp:7: syntax error' >&2; exit 1", /compiled.vvp:7/],
    ["over a library", "echo 'vvp.tgt: cannot open shared object file' >&2; exit 255", /exit code 255/],
    ["of an assertion", "echo 'Adder.v:2: assert: elab_expr.cc:12: failed' >&2; exit 1", /assert/],
  ])("%s", async (_, body, message) => {
    await withFake(name, body, async () => {
      await expect(verifyRtl(adder())).rejects.toMatchObject({
        failure: "crashed",
        message: expect.stringMatching(message) as string,
      });
    });
  });
});

test("a simulation that does not end is stopped, is no verdict and leaves nothing behind", async () => {
  const endless = adder("assign r = x + y; reg b; initial begin b = 0; while (1) b = ~b; end");
  await withScratch(async (folder) => {
    process.env.TMPDIR = folder;
    await expect(verifyRtl(endless, { timeLimit: 1 })).rejects.toMatchObject({ failure: "timed out" });
    expect(await readdir(folder)).toEqual([]);
  });
});

test.each([
  ["fewer words than vectors", { vectors: "short.hex", count: 4 }, "unread 3"],
  ["no file", { vectors: "none.hex", count: 4 }, "Unable to open none.hex"],
  ["a word that is undefined", { vectors: "undefined.hex", count: 1 }, "unread 0"],
])("%s do not go unnoticed, although x equals x", async (_, plusargs, message) => {
  await withScratch(async (folder) => {
    const workplace = { folder, timeLimit: 10 };
    const undefinedRtl = { name: "Adder.v", text: adder("assign r = 5'bx;").verilog() };
    await compileBench(adder(), [undefinedRtl], { top: "Adder", capacity: 16 }, workplace);
    await writeFile(join(folder, "short.hex"), "0\n1\n2\n");
    await writeFile(join(folder, "undefined.hex"), "xxxx\n");
    const transcript = await simulate(plusargs, workplace);
    expect(() => readTranscript(transcript, plusargs.count)).toThrow(message);
  });
});

test("a run without vectors compares nothing", async () => {
  await withScratch(async (folder) => {
    const workplace = { folder, timeLimit: 10 };
    const source = { name: "Adder.v", text: adder().verilog() };
    await compileBench(adder(), [source], { top: "Adder", capacity: 16 }, workplace);
    const transcript = await simulate({}, workplace);
    expect(() => readTranscript(transcript, 0)).toThrow("compared no vectors");
  });
});
