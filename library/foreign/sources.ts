import path from "node:path";
import { RequestError } from "../../tools/errors.js";
import { isVhdl, type ForeignSource, type ModuleNames } from "./language.js";
import { withMemoryFiles } from "./memory-files.js";
import { readText } from "./read-text.js";
import { verilogOfVhdl } from "./vhdl.js";

/** Verilog or SystemVerilog, and the names in it. */
export interface ForeignText extends ModuleNames {
  readonly sources: readonly ForeignSource[];
}

/**
 * Reads a design's files in their order, what they include and fill memories with in its place. Of VHDL, GHDL makes Verilog.
 * @param timeLimit seconds for GHDL
 * @throws {RequestError} a file that cannot be read, VHDL mixed with Verilog, VHDL that GHDL refuses
 * @throws {ToolError} GHDL is missing, or takes too long
 */
export async function readSources(
  files: readonly string[],
  names: ModuleNames,
  timeLimit: number,
): Promise<ForeignText> {
  const texts = await Promise.all(
    files.map(async (file) => {
      const text = await readIncluding(file);
      return isVhdl(file) ? text : withMemoryFiles(text, file);
    }),
  );
  const sources = texts.map((text, index) => ({ name: scratchName(files, index), text }));
  const vhdl = files.filter(isVhdl);
  if (vhdl.length === 0) return { sources, ...names };
  if (vhdl.length < files.length) throw new RequestError("VHDL and Verilog cannot be measured together");
  const { text, ...verilogNames } = await verilogOfVhdl(sources, names, timeLimit);
  return { sources: [{ name: "foreign0.v", text }], ...verilogNames };
}

/** A file's own name for tools' messages, where it is plain and no other has it. */
function scratchName(files: readonly string[], index: number): string {
  const names = files.map((file) => path.basename(file));
  const [own = ""] = names.slice(index);
  const isPlain = /^\w[\w.-]*$/.test(own) && names.indexOf(own) === index;
  return isPlain ? own : `foreign${index}${path.extname(own).toLowerCase()}`;
}

const deepest = 20;

/** A file's text with the files that it includes, found beside it. */
async function readIncluding(file: string, depth = 0): Promise<string> {
  const text = readText(file, "--as takes files of Verilog, SystemVerilog or VHDL");
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
