import { readdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { tapir } from "../cli/run.js";
import { commandOf, exampleFile, runScript } from "./example.js";

const examples = await readdir(dirname(exampleFile("any")));
const sweeps = examples.filter((name) => name.endsWith(".yaml"));

test("there are three scripts and three sweeps", () => {
  expect(sweeps).toHaveLength(3);
  expect(examples.filter((name) => name.endsWith(".mjs"))).toHaveLength(3);
});

describe("the command in the comment of", () => {
  test.each(sweeps)(
    "%s runs as it is printed",
    async (file) => {
      await withScratch(async (cwd) => {
        await symlink(dirname(exampleFile(file)), join(cwd, "examples"));
        const { exitCode, stdout } = await tapir(`${await commandOf(file)} --no-cache`, { cwd });
        expect(exitCode).toBe(0);
        expect(stdout).not.toMatch(/no verdict|fail/);
        expect(stdout.split("\n").length).toBeGreaterThan(5);
      });
    },
    300_000,
  );
});

test("compare-formats.mjs runs as it is printed: the wider the posits, the more PLAM saves", async () => {
  const stdout = await withScratch((folder) => runScript("compare-formats.mjs", folder));
  const saved = stdout
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => Number(/(\d+) %/.exec(row)?.[1]));
  expect(saved).toHaveLength(3);
  expect(saved).toEqual([...saved].sort((a, b) => a - b));
});

test("the scripts are well typed", async () => {
  const scripts = examples.filter((name) => name.endsWith(".mjs")).map(exampleFile);
  const strict = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--skipLibCheck"];
  const options = [
    "--ignoreConfig",
    "--noEmit",
    "--allowJs",
    "--checkJs",
    "--module",
    "nodenext",
    "--lib",
    "es2023",
    "--types",
    "node",
  ];
  const { stdout } = await execa("npx", ["tsc", ...options, ...strict, ...scripts], {
    cwd: packageRoot,
    reject: false,
  });
  expect(stdout).toBe("");
});
