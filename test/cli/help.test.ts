import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { endOfHelp, guides, overview } from "../../cli/guide.js";
import { subcommands } from "../../cli/subcommands.js";
import { findOperator, parseDesigns } from "../../generators/request.js";
import { tapirHere } from "./run-here.js";

const all = Object.values(guides).flatMap((group) => Object.entries(group));

test("the overview has every command, once", () => {
  expect(all.map(([name]) => name).sort()).toEqual(Object.keys(subcommands).sort());
});

test("the overview begins with commands that can be typed as they are", () => {
  const [, begin = ""] = /to begin:\n([^]*?)\n\n/.exec(overview()) ?? [];
  const commands = [...begin.matchAll(/^ {2}tapir (\w+) (.*?) {2,}/gm)];
  expect(commands).toHaveLength(4);
  for (const [, name = "", words = ""] of commands) {
    expect(Object.keys(subcommands)).toContain(name);
    if (name === "help") expect(() => findOperator(words)).not.toThrow();
    else expect(parseDesigns(words.split(" ")).length, words).toBeGreaterThan(0);
  }
});

test("help, --help and no word at all say the same", async () => {
  const [help, option, nothing] = await Promise.all([tapirHere("help"), tapirHere("--help"), tapirHere("")]);
  expect(help.exitCode).toBe(0);
  expect(help.stdout).toMatch(/^make:\n {2}tapir generate/m);
  expect(option.stdout).toBe(help.stdout);
  expect(nothing).toEqual({ exitCode: 2, stdout: "", stderr: help.stdout });
  for (const line of help.stdout.split("\n").slice(0, -1)) expect(line.length, line).toBeLessThan(90);
});

test("help of a command is its --help, with examples at its end", async () => {
  const [help, option] = await Promise.all([tapirHere("help synth"), tapirHere("synth --help")]);
  expect(help).toEqual(option);
  expect(help.exitCode).toBe(0);
  expect(help.stdout.trimEnd().endsWith(endOfHelp("synth").trimEnd())).toBe(true);
});

test("help is the same however often the program runs in a process", async () => {
  const helps = [];
  for (let times = 0; times < 12; times++) helps.push(await tapirHere("help cache"));
  expect(helps.map(({ stdout }) => stdout.split("For example:").length)).toEqual(helps.map(() => 2));
});

describe.each(all)("%s", (name, { examples, page }) => {
  test("has two examples that could be run, and a page", async () => {
    expect(new Set(examples).size).toBe(2);
    for (const example of examples) {
      const [first, ...words] = example.split(" ");
      expect(first).toBe(name);
      const command = (await subcommands[name]?.())?.command;
      const options = words.filter((word) => word.startsWith("-"));
      const known = command?.options.flatMap(({ long, short }) => [long, short]);
      expect(known).toEqual(expect.arrayContaining(options));
      const [argument] = command?.registeredArguments ?? [];
      if (argument?.name() !== "design") continue;
      const end = words.findIndex((word) => word.startsWith("-"));
      expect(parseDesigns(end < 0 ? words : words.slice(0, end)).length).toBeGreaterThan(0);
    }
    expect(endOfHelp(name)).toContain(page);
    expect(existsSync(new URL(`../../${page}`, import.meta.url))).toBe(true);
  });
});
