import { execa } from "execa";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtProgram } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { tapir } from "./run.js";

/**
 * Runs the program under a limit of the shell's. `ulimit -f 8` stands for a disk on which 4 or 8 KiB are left: a write
 * stores what fits, returns how much that was, and the next one fails.
 */
const limited = (limit: string, cwd: string, words: string, env: Record<string, string> = {}) =>
  execa(
    "sh",
    [
      "-c",
      `trap '' XFSZ; ulimit ${limit}; exec "$@"`,
      "sh",
      process.execPath,
      builtProgram,
      ...words.split(" "),
    ],
    { cwd, env: { XDG_CACHE_HOME: join(cwd, "cache"), ...env }, reject: false },
  );

describe("on a full disk nothing is lost and nothing is half written", () => {
  test("of several files none is written", async () => {
    await withScratch(async (folder) => {
      const out = join(folder, "out");
      await mkdir(out);
      await writeFile(join(out, "IntMult_n3_signed.v"), "old");
      const { exitCode, stderr } = await limited(
        "-f 8",
        folder,
        "generate IntMult n=3 PositMult n=16 es=1 -o out",
      );
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: expect.stringMatching(
          /^tapir: cannot write to out: .*; choose another folder with -o$/,
        ) as string,
      });
      expect(await readdir(out)).toEqual(["IntMult_n3_signed.v"]);
      expect(await readFile(join(out, "IntMult_n3_signed.v"), "utf8")).toBe("old");
    });
  });

  test("a folder that was made for them goes again", async () => {
    await withScratch(async (folder) => {
      const { exitCode } = await limited("-f 8", folder, "generate PositMult n=16 es=1 -o a/b");
      expect(exitCode).toBe(2);
      expect(await readdir(folder)).toEqual([]);
    });
  });

  test("a good file stays as it was", async () => {
    await withScratch(async (folder) => {
      const path = join(folder, "map.svg");
      await writeFile(path, "old");
      const words = "error PlamMult n=8 es=0 --heatmap map.svg";
      const { exitCode, stderr } = await limited("-f 8", folder, words);
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/cannot write map.svg/) as string,
      });
      expect(await readFile(path, "utf8")).toBe("old");
      expect((await readdir(folder)).filter((name) => name !== "cache")).toEqual(["map.svg"]);
    });
  });
});

describe("a standard output that cannot be written", () => {
  test.each(["list", "synth IntMult n=3 --liberty generic --no-cache --json"])("%s", async (words) => {
    const script = `exec "$@" > /dev/full`;
    const args = ["-c", script, "sh", process.execPath, builtProgram, ...words.split(" ")];
    const { exitCode, stderr } = await execa("sh", args, { reject: false });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: "tapir: standard output cannot be written to: no space is left on the disk (ENOSPC)",
    });
  });

  test("one that takes a part only", async () => {
    await withScratch(async (folder) => {
      const script = `trap '' XFSZ; ulimit -f 1; exec "$1" "$2" list > out`;
      const { exitCode, stderr } = await execa("sh", ["-c", script, "sh", process.execPath, builtProgram], {
        cwd: folder,
        reject: false,
      });
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/standard output cannot be written/) as string,
      });
    });
  });

  test("a reader that has seen enough is none", async () => {
    const { exitCode, stderr } = await execa("sh", [
      "-c",
      `"$1" "$2" list | head -n 1`,
      "sh",
      process.execPath,
      builtProgram,
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });
});

describe("where temporary files go", () => {
  test("a folder that is missing is named, with the variable", async () => {
    const { exitCode, stdout, stderr } = await tapir("verify PositMult n=4 es=0", {
      env: { TMPDIR: "/nonexistent/x" },
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^tapir: temporary files cannot be written to \/nonexistent\/x: .*TMPDIR/);
    expect(stderr).not.toContain("\n");
  });

  test("relative and of any name", async () => {
    const name = `a'b"c; d$e`;
    await withScratch(async (cwd) => {
      await mkdir(join(cwd, name));
      const words = "verify IntMult n=3 --level rtl,gates,formal";
      expect(await tapir(words, { cwd, env: { TMPDIR: name } })).toMatchObject({ exitCode: 0, stderr: "" });
      expect(await readdir(join(cwd, name))).toEqual([]);
    });
  });
});

describe("the cache", () => {
  const words = "synth IntMult n=3 --liberty generic";

  test("that nobody asked for is an offer", async () => {
    const { exitCode, stdout, stderr } = await tapir(words, { env: { XDG_CACHE_HOME: "/dev/null/x" } });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("IntMult n=3");
    expect(stderr).toMatch(/^tapir: the cache \/dev\/null\/x\/tapir cannot be used: .*nothing is kept/);
    expect(stderr).not.toContain("\n");
  });

  test("that was asked for is not", async () => {
    const { exitCode, stdout, stderr } = await tapir(`${words} --cache /dev/null/x`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^tapir: the cache \/dev\/null\/x cannot be used: .*--no-cache$/);
  });
});

test("a FIFO is written to and stays one", async () => {
  await withScratch(async (cwd) => {
    await execa("mkfifo", ["fifo"], { cwd });
    const reader = readFile(join(cwd, "fifo"), "utf8");
    const { exitCode } = await tapir("sweep IntMult n=3 --measures verify --json fifo", { cwd });
    expect(exitCode).toBe(0);
    expect(JSON.parse(await reader)).toMatchObject({ kind: "sweep" });
    expect((await readdir(cwd, { withFileTypes: true })).map((entry) => entry.isFIFO())).toEqual([true]);
  });
});

test("a report to /dev/stdout reaches a pipe", async () => {
  const { exitCode, stdout } = await tapir("sweep IntMult n=3 --measures verify --csv /dev/stdout");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^design,/);
});

// A crash of any kind: exit code 1 is a wrong design's alone.
test.each([
  ["-n 20", "verify IntMult n=3", /too many open files/],
  ["-n 30", "verify IntMult n=3", /too many open files/],
  [
    "-v 4000000",
    "verify PositMult n=8 es=0 --level exhaustive --liberty generic",
    /not enough memory|allocat/,
  ],
])("under ulimit %s: %s", async (limit, words, message) => {
  await withScratch(async (folder) => {
    const { exitCode, stdout, stderr } = await limited(limit, folder, words);
    expect(`${stdout}${stderr}`).toMatch(message);
    expect(exitCode).toBe(2);
  });
});
