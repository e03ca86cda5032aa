import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withScratch } from "../tools/scratch.js";
import { renderTemplate } from "../tools/template.js";
import { ToolError } from "../tools/tool.js";
import type { Yosys } from "../synth/mapping/yosys.js";
import type { Gates } from "./gates.js";

/** A value, 0 or 1, for each bit of the inputs by its name, as `x[7]`; bits left out do not matter. */
export type InputBits = ReadonlyMap<string, bigint>;

/** What a solver says of two circuits. */
export type Answer =
  | { readonly kind: "equal" }
  | { readonly kind: "different"; readonly inputs: InputBits }
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Asks ABC whether two combinational circuits compute the same; inputs and outputs belong together by name.
 * @param timeLimit seconds; after that, and whenever ABC says nothing clear, the answer is `unknown`
 * @throws {ToolError} Yosys or ABC is missing, crashes or is interrupted
 */
export async function prove(left: Gates, right: Gates, yosys: Yosys, timeLimit: number): Promise<Answer> {
  const start = performance.now();
  try {
    const { said, counterExample } = await ask(left, right, yosys, timeLimit, false);
    if (/^ABC: .*Networks are equivalent/m.test(said)) return { kind: "equal" };
    const compared = !said.includes("Miter computation has failed");
    if (!compared || !/^ABC: .*Networks are NOT EQUIVALENT/m.test(said)) return unclear(said);
    if (yosys.abcReadsFiles) return { kind: "different", inputs: readCounterExample(said, counterExample) };
    const left_s = timeLimit - (performance.now() - start) / 1000;
    const falsified = await ask(left, right, yosys, Math.max(left_s, 1), true);
    return { kind: "different", inputs: readModel(falsified.said) };
  } catch (error) {
    if (!(error instanceof ToolError) || error.failure !== "timed out") throw error;
    return { kind: "unknown", reason: `no proof within ${timeLimit} s` };
  }
}

/** @param falsify have Yosys look for inputs on which they differ, rather than ABC for a proof */
function ask(left: Gates, right: Gates, yosys: Yosys, timeLimit: number, falsify: boolean) {
  const view = {
    top: left.top,
    abc_reads_files: yosys.abcReadsFiles,
    falsify,
    seconds: `${Math.ceil(timeLimit)}`,
  };
  const files = {
    "left.blif": left.blif,
    "right.blif": right.blif,
    "carrier.v": "module carrier(input a, input b, output r); assign r = a & b; endmodule\n",
    "prove.ys": renderTemplate("formal/prove.ys.hbs", view),
    "prove.abc": renderTemplate("formal/prove.abc.hbs", view),
  };
  return withScratch(async (cwd) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
    const { stdout } = await yosys.run(["-s", "prove.ys"], { cwd, timeLimit });
    const written = join(cwd, "counter-example.txt");
    return { said: stdout, counterExample: existsSync(written) ? await readFile(written, "utf8") : "" };
  });
}

function unclear(said: string): Answer {
  if (/^ABC: .*UNDECIDED/m.test(said)) return { kind: "unknown", reason: "ABC gave up" };
  const abc = [...said.matchAll(/^ABC: (?!\+)(.+)/gm)].map(([, line = ""]) => line).slice(-3);
  return { kind: "unknown", reason: `ABC came to no answer: ${abc.join(" ")}` };
}

/**
 * ABC's `print_io`, `Primary inputs (2):  0=x[0] 1=y`, and the digits of `write_cex`, in that order; it would write
 * names too, but breaks down where it has found one of several outputs to differ.
 */
function readCounterExample(said: string, digits: string): InputBits {
  const [, listed = ""] = /^ABC: Primary inputs \(\d+\):(.*)$/m.exec(said) ?? [];
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
