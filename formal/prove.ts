import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withScratch } from "../tools/scratch.js";
import { renderTemplate } from "../tools/template.js";
import { ToolError } from "../tools/tool.js";
import type { Yosys } from "../synth/mapping/yosys.js";
import { printBlif, type Blif } from "./blif.js";

/** A value, 0 or 1, for each bit of the inputs by its name, as `x[7]`; bits left out do not matter. */
export type InputBits = ReadonlyMap<string, bigint>;

/** Whether two combinational functions are equal. */
export type Answer<Example = InputBits> =
  | { readonly kind: "proved" }
  /** Inputs on which they differ. */
  | { readonly kind: "refuted"; readonly example: Example }
  | { readonly kind: "undecided"; readonly reason: string };

/**
 * Has ABC prove that two combinational networks are equal. Inputs and outputs are matched by name.
 * @param seconds after that, and whenever ABC gives no clear answer, the answer is `undecided`
 * @throws {ToolError} Yosys or ABC is missing, crashes or is interrupted
 * @throws {RangeError} a network has registers
 */
export async function prove(left: Blif, right: Blif, yosys: Yosys, seconds: number): Promise<Answer> {
  const networks = { "left.blif": printBlif(left), "right.blif": printBlif(right) };
  try {
    return await (yosys.runAbc === null
      ? proveThroughYosys(networks, left.top, right.top, yosys, seconds)
      : proveInAbc(networks, yosys.runAbc, seconds));
  } catch (error) {
    if (!(error instanceof ToolError) || error.failure !== "timed out") throw error;
    return { kind: "undecided", reason: `no proof within ${seconds} s` };
  }
}

type Files = Readonly<Record<string, string>>;

/** ABC reads both networks, makes their miter, and writes the counter-example to a file. */
function proveInAbc(
  networks: Files,
  runAbc: NonNullable<Yosys["runAbc"]>,
  timeLimit: number,
): Promise<Answer> {
  const files = { ...networks, "prove.abc": renderTemplate("formal/prove.abc.hbs", { reads_files: true }) };
  return inScratch(files, async (cwd) => {
    const { stdout } = await runAbc("prove.abc", { cwd, timeLimit });
    const read = async () =>
      readCounterExample(stdout, await readFile(join(cwd, "counter-example.txt"), "utf8"));
    return answer(stdout, read);
  });
}

/** Yosys makes the miter and hands it to its ABC, which opens no files; a counter-example is found by Yosys' own solver. */
function proveThroughYosys(
  networks: Files,
  leftTop: string,
  rightTop: string,
  yosys: Yosys,
  timeLimit: number,
): Promise<Answer> {
  const start = performance.now();
  const ask = async (falsify: boolean, seconds: number): Promise<string> => {
    const view = { left: leftTop, right: rightTop, falsify, seconds: `${Math.ceil(seconds)}` };
    const files = {
      ...networks,
      "prove.ys": renderTemplate("formal/prove.ys.hbs", view),
      "prove.abc": renderTemplate("formal/prove.abc.hbs", { reads_files: false }),
    };
    const run = (cwd: string) => yosys.run(["-s", "prove.ys"], { cwd, timeLimit: seconds });
    return (await inScratch(files, run)).stdout;
  };
  const left = () => Math.max(timeLimit - (performance.now() - start) / 1000, 1);
  return ask(false, timeLimit).then((log) => {
    const said = [...log.matchAll(/^ABC: (?!\+)(.*)/gm)].map(([, line = ""]) => line).join("\n");
    return answer(said, async () => readModel(await ask(true, left())));
  });
}

function inScratch<T>(files: Files, work: (folder: string) => Promise<T>): Promise<T> {
  return withScratch(async (folder) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return work(folder);
  });
}

/** @param said what ABC printed */
async function answer(said: string, example: () => Promise<InputBits>): Promise<Answer> {
  if (/^Networks are equivalent/m.test(said)) return { kind: "proved" };
  if (/^Networks are NOT EQUIVALENT/m.test(said)) return { kind: "refuted", example: await example() };
  if (/^.*UNDECIDED/m.test(said)) return { kind: "undecided", reason: "ABC gave up" };
  const last = said.trim().split("\n").slice(-3).join(" ");
  return { kind: "undecided", reason: `ABC came to no answer: ${last}` };
}

/**
 * ABC's `print_io`, `Primary inputs (2):  0=x[0] 1=y`, and the digits of `write_cex`, in that order; it would write
 * names too, but crashes where it has found one of several outputs to differ.
 */
function readCounterExample(said: string, digits: string): InputBits {
  const [, listed = ""] = /^Primary inputs \(\d+\):(.*)$/m.exec(said) ?? [];
  const names = [...listed.matchAll(/\s\d+=(\S+)/g)].map(([, name = ""]) => name);
  const bits = /^[01]*/.exec(digits)?.[0] ?? "";
  if (names.length === 0 || names.length !== bits.length)
    throw new Error(`ABC's counter-example has ${bits.length} bits for ${names.length} inputs`);
  return new Map(names.map((name, i) => [name, BigInt(bits[i] ?? "0")]));
}

/** Yosys' `sat -show-inputs`: lines `\in_x  decimal  hexadecimal  binary`. */
function readModel(text: string): InputBits {
  const words = [...text.matchAll(/^\s+\\in_(\S+)\s.*\s([01]+)\s*$/gm)];
  return new Map(words.flatMap(([, name = "", digits = ""]) => bitsOf(name, digits)));
}

function bitsOf(name: string, digits: string): [string, bigint][] {
  const word = BigInt(`0b${digits}`);
  if (digits.length === 1) return [[name, word]];
  return Array.from(digits, (_, i) => [`${name}[${i}]`, (word >> BigInt(i)) & 1n]);
}
