import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../generators/operators/catalogue.js";
import { packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { tapir } from "./run.js";

/** Presses Tab behind each line in a real bash that has sourced the completion: what it offers, a list a line. */
async function tab(lines: readonly string[]): Promise<string[][]> {
  return withScratch(async (folder) => {
    await mkdir(join(folder, "bin"));
    const program = join(folder, "bin", "tapir");
    const main = join(packageRoot, "dist", "cli", "main.js");
    await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
    await chmod(program, 0o755);
    // bash calls the function as readline does; a `compopt` outside of readline complains and is not heard
    const script = [
      "source <(tapir completion bash)",
      'complete -p tapir | grep -q -- "-F _tapir" || exit 1',
      "while IFS= read -r COMP_LINE; do",
      "  COMP_POINT=${#COMP_LINE}; _tapir",
      '  printf "%s\\t" "${COMPREPLY[@]}"; echo',
      "done",
    ].join("\n");
    const env = { PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}` };
    const { stdout } = await execa("bash", ["--norc", "-c", script], { env, input: `${lines.join("\n")}\n` });
    return stdout.split("\n").map((line) => line.split("\t").filter((word) => word !== ""));
  });
}

test("bash completes commands, operators, parameters, values and options", async () => {
  const lines = [
    "tapir ver",
    "tapir generate PlamM",
    "tapir verify PositMac n=8 pro",
    "tapir verify PositMac n=8 product=",
    "tapir verify PositMac n=8 product=exact,pl",
    "tapir verify PositMac n=8 objective=d",
    "tapir verify --level rtl,f",
    "tapir synth --timing o",
    "tapir export PlamMult n=8 --format npy,a",
    "tapir generate --test",
    "tapir help PositQ",
    "tapir completion f",
    "tapir compl",
    "tapir synth -o ",
    "tapir nonsense ",
  ];
  expect(await tab(lines)).toEqual([
    ["verify"],
    ["PlamMult"],
    ["product="],
    // bash begins a new word behind each =
    ["exact", "plam"],
    ["exact,plam"],
    ["delay"],
    ["rtl,formal"],
    ["opensta"],
    ["npy,approxtrain"],
    ["--testbench"],
    ["PositQuireAdd", "PositQuireMac"],
    ["fish"],
    ["completion"],
    [],
    [],
  ]);
});

describe("what a word may become", () => {
  const offered = async (words: string): Promise<string[]> => {
    const { exitCode, stdout } = await tapir(`complete -- ${words}`);
    expect(exitCode).toBe(0);
    return stdout.split("\n").map((line) => line.split("\t")[0] ?? "");
  };

  test("operators have pairs of their own, and what is given is not offered again", async () => {
    const words = await offered("compare IntMult n=8 PositMult n=16 e");
    expect(words).toEqual(["es="]);
    expect(await offered("compare PositMult PlamMult n")).toEqual(["n="]);
    expect(await offered("compare PositMult n=8 n")).toEqual([""]);
  });

  test("every operator is offered", async () => {
    const { stdout } = await execa(process.execPath, [
      join(packageRoot, "dist", "cli", "main.js"),
      ...["complete", "--", "list", ""],
    ]);
    expect(stdout).toBe("");
    const [help = []] = await tab(["tapir help "]);
    expect(help).toEqual(catalogue.map(({ name }) => name));
  });

  test("a folder is left to the shell", async () => {
    expect(await offered("generate PositMult n=8 -o r")).toEqual([":files"]);
  });
});

test("files are offered where they are expected, beside designs where those are too", async () => {
  const files = async (line: string): Promise<string[]> =>
    (await tapir(`complete -- ${line}`)).stdout
      .split("\n")
      .flatMap((offered) => (/^(:files|DrumMult)\b/.exec(offered) ? (offered.split("\t")[0] ?? "") : []));
  const expected = {
    "report r": [":files"],
    "sweep D": [":files", "DrumMult"],
    "sweep PlamMult D": ["DrumMult"],
    "synth D": ["DrumMult"],
    "synth --cache r": [":files"],
    "error --heatmap D": [":files"],
    "sweep PlamMult --html D": [":files", "DrumMult"],
    "sweep PlamMult --html page.html D": ["DrumMult"],
    "synth --time-limit D": [],
  };
  const offered = await Promise.all(
    Object.keys(expected).map(async (line) => [line, await files(line)] as const),
  );
  expect(Object.fromEntries(offered)).toEqual(expected);
});

test.each(["bash", "zsh", "fish"])("%s has a script", async (shell) => {
  const { stdout } = await tapir(`completion ${shell}`);
  expect(stdout).toContain("complete --");
});

test("another shell is refused, and nothing is written", async () => {
  await withScratch(async (folder) => {
    const { exitCode, stdout, stderr } = await tapir("completion tcsh", { cwd: folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/Allowed choices are bash, zsh, fish/);
    expect(await readdir(folder)).toEqual([]);
  });
});
