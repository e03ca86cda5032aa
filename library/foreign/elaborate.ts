import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ResetStyle } from "../../generators/hdl/reset.js";
import { parseYosysJson, type YosysJson, type YosysModule } from "../../synth/mapping/yosys-json.js";
import { findYosys } from "../../synth/mapping/yosys.js";
import { RequestError } from "../../tools/errors.js";
import { withScratch } from "../../tools/scratch.js";
import { ToolError } from "../../tools/tool.js";
import { isSystemVerilog, type ForeignSource } from "./language.js";

/** What Yosys is to read. */
export interface Elaboration {
  readonly sources: readonly ForeignSource[];
  /** The module; undefined: the one that no other instantiates. */
  readonly top: string | undefined;
  /** Values for the module's parameters, by name. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** For messages. */
  readonly files: readonly string[];
  readonly timeLimit: number;
}

/** A module as Yosys reads it. */
export interface Elaborated {
  readonly name: string;
  readonly module: YosysModule;
  /** What Yosys writes of all modules: Verilog-2001. */
  readonly verilog: string;
}

/** Its ports alone. @throws what `elaborated` throws */
export const portsOf = (of: Elaboration): Promise<Elaborated> => elaborated(of, []);

/**
 * Its gates and registers, hierarchy and words taken apart. Of registers, latches too, only these kinds are left: without enable, and
 * those with an asynchronous reset at the level where the module's reset port resets.
 * @throws what `elaborated` throws
 */
export const gatesOf = (
  of: Elaboration & { readonly top: string; readonly resetActive: ResetStyle["active"] },
): Promise<Elaborated> =>
  elaborated(of, [
    `synth -flatten -noabc -top ${of.top}`,
    `dfflegalize -cell $_DFF_P_ x -cell $_DFF_P${of.resetActive === "low" ? "N" : "P"}?_ x -cell $_DFFSR_PPP_ x -cell $_DLATCH_P_ x`,
    "setundef -zero -undriven",
    "opt_clean",
  ]);

/**
 * Assignments for processes. Cells have no values to begin with, so registers lose theirs; what is only ever its first value is a
 * constant by then.
 */
const withoutInitialValues = ["proc", "setattr -unset init w:*"];

/** Writes all modules, whoever instantiates them, and goes on as if nothing had been. */
const writeAll = ["design -save read", "proc", "write_json all.json", "design -load read"];

/** What Yosys says, and what would be right. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /\.sv:\d+: ERROR: syntax error/,
    "Yosys knows only a part of SystemVerilog; sv2v, for one, makes Verilog of the rest.",
  ],
  [/system task/, "A test bench is no core: give the files without it."],
];

/** @throws {RequestError} Yosys cannot read the files; they have no module, or several that could be meant */
async function elaborated(
  { sources, top, parameters, files, timeLimit }: Elaboration,
  passes: readonly string[],
): Promise<Elaborated> {
  const values = [...(parameters ?? [])].map(([name, value]) => ` -set ${name} ${value}`);
  const yosys = await findYosys();
  return withScratch(async (folder) => {
    for (const { name, text } of sources) writeFileSync(join(folder, name), text);
    const script = [
      ...sources.map((source) => `read_verilog ${isSystemVerilog(source) ? "-sv " : ""}${source.name}`),
      ...(top === undefined ? writeAll : []),
      // Not the option of `hierarchy`: with some modules Yosys 0.23 ends by an assertion there.
      ...(top !== undefined && values.length > 0 ? [`chparam${values.join("")} ${top}`] : []),
      `hierarchy -check ${top === undefined ? "-auto-top" : `-top ${top}`}`,
      ...withoutInitialValues,
      ...passes,
      "write_json module.json",
      "write_verilog -noattr module.v",
    ].join("; ");
    try {
      await yosys.run(["-q", "-p", script], { cwd: folder, timeLimit });
    } catch (error) {
      if (!(error instanceof ToolError) || error.failure !== "crashed") throw error;
      const remedy = remedies.find(([said]) => said.test(error.message))?.[1];
      throw new RequestError(
        `${files.join(" ")} cannot be read as Verilog: ${error.message}${remedy === undefined ? "" : `\n${remedy}`}`,
      );
    }
    const read = (name: string): string => readFileSync(join(folder, name), "utf8");
    const tops = top === undefined ? topsOf(parseYosysJson(read("all.json"))) : [];
    if (tops.length > 1)
      throw new RequestError(
        `${files.join(" ")} has ${tops.length} modules that no other instantiates, ${tops.join(", ")}; name one with --top`,
      );
    const found = Object.entries(parseYosysJson(read("module.json")).modules).find(
      ([, module]) => module?.attributes !== undefined && "top" in module.attributes,
    );
    if (found?.[1] === undefined)
      throw new RequestError(`${files.join(" ")} has no module; name one with --top`);
    // With parameters set, Yosys may call it otherwise.
    return { name: top ?? found[0], module: found[1], verilog: read("module.v") };
  });
}

/** The modules that no other one instantiates. */
function topsOf({ modules }: YosysJson): string[] {
  const used = new Set(
    Object.values(modules).flatMap((module) => Object.values(module?.cells ?? {}).map(({ type }) => type)),
  );
  return Object.keys(modules).filter((name) => !used.has(name));
}
