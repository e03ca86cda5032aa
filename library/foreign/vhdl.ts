import { writeFileSync } from "node:fs";
import path from "node:path";
import { RequestError } from "../../tools/errors.js";
import { runTool } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import { isKeyword } from "../../generators/hdl/keywords.js";
import type { ForeignSource, ModuleNames } from "./language.js";

const ghdl: Tool = {
  name: "GHDL",
  command: "ghdl",
  packages: { "apt-get": "ghdl", dnf: "ghdl", brew: "ghdl" },
};

/** Files as FloPoCo writes them use Synopsys' packages of arithmetic, and old ones are not as strict as VHDL-2008. */
const dialect = ["--std=08", "-fsynopsys", "-frelaxed"];

/** Words that both languages reserve, and types that both have: in VHDL they are nobody's names. */
const inBoth = new Set(
  `alias and assert assume begin bit case context cover default else end for force function generate if inout
  integer library nand new nor not null or package parameter property protected pure real release restrict
  return sequence signed string strong time type unsigned until use wait while with xnor xor`.split(/\s+/),
);

/** A name of VHDL as it stands in the Verilog: GHDL would write `Input` as `input`, which Verilog reserves. */
const verilogName = (name: string): string => {
  const small = name.toLowerCase();
  return isKeyword(small) && !inBoth.has(small) ? `vhdl_${name}` : name;
};

/** A text without the names that Verilog reserves; attributes, as in `clk'event`, stay. */
const withVerilogNames = (text: string): string => text.replace(/(?<!['\w])[a-z]\w*/gi, verilogName);

/**
 * GHDL leaves out the choice of a selection that is 'X' or '-': in Verilog that would be a latch, of which VHDL's has none
 * (GHDL refuses latches).
 */
const withDefaults = (verilog: string): string =>
  verilog.replace(
    /(^ *always @\*\n *case \(.*\)\n(?: *\d+'b[01]+: \w+ <= .*;\n)*( *)\d+'b[01]+: (\w+) <= .*;\n)(?= *endcase)/gm,
    "$1$2default: $3 <= 'bx;\n",
  );

/**
 * VHDL as the Verilog-2001 that GHDL's synthesis makes of it, with generics' values in their place, and what its names are there.
 * @param timeLimit seconds for GHDL
 * @throws {RequestError} GHDL refuses the files; no entity is on top of all others, and none was named
 * @throws {ToolError} GHDL is missing, or takes too long
 */
export const verilogOfVhdl = (
  sources: readonly ForeignSource[],
  names: ModuleNames,
  timeLimit: number,
): Promise<ModuleNames & { readonly text: string }> =>
  withScratch(async (cwd) => {
    for (const { name, text } of sources) writeFileSync(path.join(cwd, name), withVerilogNames(text));
    const top = names.top === undefined ? undefined : verilogName(names.top);
    const args = [
      "synth",
      ...dialect,
      "--out=verilog",
      ...Array.from(names.parameters, ([generic, value]) => `-g${verilogName(generic)}=${value}`),
      ...sources.map(({ name }) => name),
      "-e",
      ...(top === undefined ? [] : [top]),
    ];
    const { stdout } = await runTool(ghdl, args, { cwd, timeLimit }).catch((error: unknown) => {
      throw inWords(error);
    });
    const ports = new Map(Array.from(names.ports, ([port, theirs]) => [port, verilogName(theirs)]));
    const ties = new Map(Array.from(names.ties, ([input, value]) => [verilogName(input), value]));
    return {
      text: withDefaults(stdout),
      top: top && asWritten(top, stdout),
      ports,
      parameters: new Map(),
      ties,
    };
  });

/** A module's name as the Verilog has it: to VHDL, `boothmul` is `BOOTHMUL`. */
const asWritten = (name: string, verilog: string): string =>
  new RegExp(`^module (${name})$`, "im").exec(verilog)?.[1] ?? name;

/** What GHDL complains about, as a fault of the files. */
function inWords(error: unknown): unknown {
  if (!(error instanceof ToolError) || error.failure !== "crashed") return error;
  return error.message.includes("no top unit found")
    ? new RequestError("no entity instantiates all others; name the one to measure with --top")
    : new RequestError(`GHDL cannot read the files: ${error.message}`);
}
