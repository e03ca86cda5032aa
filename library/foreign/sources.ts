import { readFile } from "node:fs/promises";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { RequestError } from "../../tools/errors.js";
import { runTool } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import { ToolError, type Tool } from "../../tools/tool.js";

/** A file of hardware description that somebody else wrote. */
export interface ForeignSource {
  /** Without folders. Its ending says the language: `.v` or `.sv`. */
  readonly name: string;
  readonly text: string;
}

/** What is read: Verilog, SystemVerilog, and VHDL, of which GHDL makes Verilog. */
export const isHdlFile = (word: string): boolean => /\.(v|vh|sv|svh|vhd|vhdl)$/i.test(word);

const isVhdl = (file: string): boolean => /\.vhdl?$/i.test(file);
export const isSystemVerilog = ({ name }: ForeignSource): boolean => /\.svh?$/i.test(name);

const ghdl: Tool = {
  name: "GHDL",
  command: "ghdl",
  packages: { "apt-get": "ghdl", dnf: "ghdl", brew: "ghdl" },
};

/**
 * Reads a design's files in their order, what they include in its place.
 * @param top the entity of VHDL files, which GHDL cannot find by itself
 * @throws {RequestError} a file that cannot be read, VHDL mixed with Verilog or without the entity's name, VHDL that GHDL refuses
 * @throws {ToolError} GHDL is missing
 */
export async function readSources(
  files: readonly string[],
  top: string | undefined,
  timeLimit: number,
): Promise<ForeignSource[]> {
  const texts = await Promise.all(files.map((file) => readIncluding(file)));
  const vhdl = files.filter(isVhdl);
  if (vhdl.length === 0) return texts.map((text, index) => ({ name: scratchName(files, index), text }));
  if (vhdl.length < files.length) throw new RequestError("VHDL and Verilog cannot be measured together");
  if (top === undefined) throw new RequestError(`${files.join(" ")}: name the entity with --top`);
  return [{ name: "foreign0.v", text: await verilogOf(texts, top, timeLimit) }];
}

/** A file's own name for tools' messages, where it is plain and no other has it. */
function scratchName(files: readonly string[], index: number): string {
  const names = files.map((file) => path.basename(file));
  const [own = ""] = names.slice(index);
  const isPlain = /^\w[\w.-]*$/.test(own) && names.indexOf(own) === index;
  return isPlain ? own : `foreign${index}${path.extname(own).toLowerCase()}`;
}

/** VHDL as the Verilog that GHDL's synthesis makes of it. */
const verilogOf = (texts: readonly string[], top: string, timeLimit: number): Promise<string> =>
  withScratch(async (cwd) => {
    const names = texts.map((_, index) => `foreign${index}.vhdl`);
    names.forEach((name, index) => {
      writeFileSync(path.join(cwd, name), texts[index] ?? "");
    });
    try {
      const args = ["synth", "--std=08", "--out=verilog", ...names, "-e", top];
      return (await runTool(ghdl, args, { cwd, timeLimit })).stdout;
    } catch (error) {
      if (!(error instanceof ToolError) || error.failure !== "crashed") throw error;
      throw new RequestError(`GHDL cannot read the files: ${error.message}`);
    }
  });

const deepest = 20;

/** A file's text with the files that it includes, found beside it. */
async function readIncluding(file: string, depth = 0): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new RequestError(`${file} cannot be read; --as takes files of Verilog, SystemVerilog or VHDL`);
  });
  if (isVhdl(file)) return text;
  if (depth === deepest) throw new RequestError(`${file} includes itself`);
  const include = /^[ \t]*`include[ \t]+"([^"]+)"/gm;
  const included = await Promise.all(
    Array.from(text.matchAll(include), ([, name = ""]) =>
      readIncluding(path.resolve(path.dirname(file), name), depth + 1),
    ),
  );
  let next = 0;
  return text.replace(include, () => included[next++] ?? "");
}
