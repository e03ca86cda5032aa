import { readdir } from "node:fs/promises";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { subcommands } from "../../cli/subcommands.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { builtProgram } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";
import { tab } from "./tab.js";

describe("what a word may become", () => {
  const offered = async (words: string): Promise<string[]> => {
    const { exitCode, stdout } = await tapirHere(`complete -- ${words}`);
    expect(exitCode).toBe(0);
    return stdout.split("\n").map((line) => line.split("\t")[0] ?? "");
  };

  test("operators have pairs of their own, and what is given is not offered again", async () => {
    const words = await offered("compare IntMult n=8 PositMult n=16 es");
    expect(words).toEqual(["es="]);
    expect(await offered("compare PositMult PlamMult n")).toEqual(["n=", "negation="]);
    expect(await offered("compare PositMult n=8 n")).toEqual([""]);
  });

  test("every operator is offered", async () => {
    const { stdout } = await execa(process.execPath, [builtProgram, ...["complete", "--", "list", ""]]);
    expect(stdout).toBe("");
    const [help = []] = await tab(["tapir help "]);
    expect(help).toEqual([...Object.keys(subcommands), ...catalogue.map(({ name }) => name)]);
  });

  test("a folder is left to the shell", async () => {
    expect(await offered("generate PositMult n=8 -o r")).toEqual([":files"]);
  });
});

test.each(["bash", "zsh", "fish"])("%s has a script", async (shell) => {
  const { stdout } = await tapirHere(`completion ${shell}`);
  expect(stdout).toContain("complete --");
});

test("another shell is refused, and nothing is written", async () => {
  await withScratch(async (folder) => {
    const { exitCode, stdout, stderr } = await tapirHere("completion tcsh", { cwd: folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/Allowed choices are bash, zsh, fish/);
    expect(await readdir(folder)).toEqual([]);
  });
});
