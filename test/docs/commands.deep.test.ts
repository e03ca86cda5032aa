import { existsSync } from "node:fs";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { pages } from "../../bench/figures/pages.js";
import { builtInNetlists } from "../../generators/operators/shared/built-in-netlists.js";
import { osu018 } from "../../liberty/load.js";
import { builtProgram, packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { chain, tensor } from "../nn/tiny.js";
import { shellCommands } from "./commands.js";

/*
 * Every command of README and docs is taken: run here for a few seconds, then interrupted. One that is refused fails. What
 * has to be there first, a user's library or an operator of one's own, is said below.
 */

/** After so long a command has been understood, and is interrupted. */
const patience_ms = 1500;

/** Lines for other programs, and why they are not run. */
const others: Readonly<Record<string, string>> = {
  make: "installs tools; CI runs it",
  zcat: "prepares a data set that is not here",
  git: "clones this repository",
  fusesoc: "a program that is not installed here",
  cd: "test/sim/icarus/standalone.test.ts runs these test benches",
  iverilog: "see cd",
  verilator: "see cd",
};

/** An open library stands in for the user's, and a small network for a trained one. */
const network = chain(
  ["N", 1, 28, 28],
  [["Flatten"], ["Gemm", {}, tensor([784, 10], Array<number>(7840).fill(1 / 1024))]],
);

const commands = await Promise.all(pages().map(async (path) => ({ path, lines: await shellCommands(path) })));
const scripts = Object.keys(
  (JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8")) as { scripts: object }).scripts,
);

describe.each(commands.filter(({ lines }) => lines.length > 0))("$path", ({ lines }) => {
  test("has commands that are understood", async () => {
    await withScratch(async (cwd) => {
      const variables = new Map<string, string>();
      for (const line of lines) {
        const [, name, value] = /^([A-Z]+)="(.*)"$/.exec(line) ?? [];
        if (name !== undefined && value !== undefined) {
          variables.set(name, value);
          continue;
        }
        const words = wordsOf(
          line.replaceAll(/\$([A-Z]+)/g, (_, variable: string) => variables.get(variable) ?? ""),
        );
        await expectTaken(line, words, cwd);
      }
    });
  });
});

/** As a shell has them: what is quoted is one word. */
const wordsOf = (line: string): string[] =>
  Array.from(line.replace(/^npx /, "").matchAll(/(?:"[^"]*"|'[^']*'|\S)+/g), ([word]) =>
    word.replaceAll(/["']/g, ""),
  );

/** test/cluster/ has a Slurm; here processes stand in for it, and a folder for the one that is shared. */
const withoutCluster = (args: readonly string[], cwd: string): readonly string[] =>
  args.includes("slurm")
    ? args
        .filter((word, index) => !["--sbatch", "--detach"].includes(word) && args[index - 1] !== "--sbatch")
        .map((word) => (word === "slurm" ? "processes" : word.replace("/shared/me", cwd)))
    : args;

async function expectTaken(line: string, [program = "", ...args]: string[], cwd: string): Promise<void> {
  if (program === "npm") {
    expect(scripts, line).toContain(args.find((word) => word !== "run" && !word.startsWith("-")));
    return;
  }
  if (program !== "tapir") {
    expect(Object.keys(others), line).toContain(program);
    return;
  }
  // docs/adding-an-operator.md writes it
  if (args.includes("PositNeg")) return;
  // Two libraries that belong together, with cells of their own.
  if (line.includes("asap7_seq.lib")) return;
  for (const word of args)
    if (/\.lib(\.gz)?$/.test(word) && existsSync(osu018))
      await copyFile(osu018, join(cwd, word.replace(".gz", "")));
  for (const word of args) if (word.endsWith(".onnx")) await writeFile(join(cwd, word), network);
  // what a search would have found by then
  const { example4 = "", example2 = "" } = builtInNetlists;
  const found = args.includes("SearchedMac") ? example2 : example4;
  for (const [, file] of args.flatMap((word) => [...word.matchAll(/^file=(.*\.yaml)$/g)]))
    if (file !== undefined) await writeFile(join(cwd, file), found);
  if (args.includes("sweep.yaml")) await writeFile(join(cwd, "sweep.yaml"), "designs: IntMult n=2\n");
  const given = withoutCluster(args, cwd).map((word) =>
    word.endsWith(".lib.gz")
      ? word.replace(".gz", "")
      : word.startsWith("examples/")
        ? join(packageRoot, word)
        : word,
  );
  // A design that is wrong on purpose is found out.
  const isWrong = args[0] === "verify" && args.some((word) => word.endsWith("-wrong.v"));
  // What README's sweep writes is read by its next command: that one runs to its end, and so does what finds a wrong design.
  const writes = given.join(" ").endsWith("--json r.json");
  const run = execa(process.execPath, [builtProgram, ...given], {
    cwd,
    reject: false,
    env: { XDG_CACHE_HOME: join(cwd, "cache") },
  });
  const timer = writes || isWrong ? undefined : setTimeout(() => run.kill("SIGINT"), patience_ms);
  const { exitCode, stderr, signal } = await run;
  clearTimeout(timer);
  // interrupted before the program had begun to listen
  if (signal === "SIGINT") return;
  // A report's sweep takes long and was interrupted above; images are the user's own.
  if (given[0] === "report" && stderr.includes("cannot be read")) return;
  if (given[0] === "verify" && given.includes("--trace") && stderr.includes("cannot read")) return;
  if (/^(infer|train)$/.test(given[0] ?? "") && /cannot read|has no (file|training images)/.test(stderr))
    return;
  const right = isWrong ? [1] : [0, 130];
  expect(right, `${line}\n${stderr}`).toContain(exitCode);
}
