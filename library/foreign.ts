import { readFile } from "node:fs/promises";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { modulePorts, type Design } from "../generators/design.js";
import type { DesignUnderTest } from "../sim/icarus/campaign.js";
import type { SynthesisJob } from "../synth/mapping/job.js";
import { findYosys } from "../synth/mapping/yosys.js";
import { RequestError } from "../tools/errors.js";
import { withScratch } from "../tools/scratch.js";
import { ToolError } from "../tools/tool.js";

/** Verilog that somebody else wrote, and which of its ports are a design's. */
export interface ForeignOptions {
  readonly files: readonly string[];
  /** The module to measure; left out, the one that no other instantiates. */
  readonly top?: string | undefined;
  /** A design's port by name, and the module's port in its place, where they differ. */
  readonly ports: ReadonlyMap<string, string>;
  /** Seconds for Yosys to read the files. */
  readonly timeLimit: number;
}

/** Somebody's module under the ports of a design that computes the same. */
export interface Foreign {
  /** As tables name it: `mult.v`. */
  readonly name: string;
  readonly subject: DesignUnderTest;
  readonly job: SynthesisJob;
}

const wrapper = "tapir_foreign";

/**
 * Reads a combinational module and puts it behind the ports of a design.
 * @throws {RequestError} a file that cannot be read or is no Verilog, a sequential design, ports that do not fit
 */
export async function foreignAs(design: Design, options: ForeignOptions): Promise<Foreign> {
  if (design.machine !== null)
    throw new RequestError(`--as is for combinational designs; ${design.spec} has registers`);
  const sources = await Promise.all(
    options.files.map(async (path, index) => ({
      name: `foreign${index}.v`,
      text: await readFile(path, "utf8").catch(() => {
        throw new RequestError(`${path} cannot be read; before --as stand files of Verilog`);
      }),
    })),
  );
  const { top, ports } = await moduleIn(sources, options);
  const wrapped = { name: `${wrapper}.v`, text: wrapperText(design, top, ports, options.ports) };
  const name = options.files.map((path) => basename(path)).join(" ");
  const verilog = [...sources, wrapped].map(({ text }) => text).join("\n");
  return {
    name,
    subject: { level: "rtl", sources: [...sources, wrapped], top: wrapper },
    job: { design: name, verilog, top: wrapper },
  };
}

const modules = z.object({
  modules: z.record(
    z.string(),
    z.object({
      attributes: z.record(z.string(), z.unknown()).default({}),
      ports: z.record(z.string(), z.object({ direction: z.string(), bits: z.array(z.unknown()) })),
    }),
  ),
});

type Ports = ReadonlyMap<string, { readonly direction: string; readonly width: number }>;

/** The top module and its ports, as Yosys reads them. */
async function moduleIn(
  sources: DesignUnderTest["sources"],
  { top, files, timeLimit }: ForeignOptions,
): Promise<{ readonly top: string; readonly ports: Ports }> {
  if (top !== undefined && !/^\w+$/.test(top))
    throw new RequestError(`--top ${top} is no plain Verilog module name`);
  const yosys = await findYosys();
  return withScratch(async (folder) => {
    for (const { name, text } of sources) writeFileSync(join(folder, name), text);
    const script = [
      ...sources.map(({ name }) => `read_verilog ${name}`),
      `hierarchy -check ${top === undefined ? "-auto-top" : `-top ${top}`}`,
      "write_json ports.json",
    ].join("; ");
    try {
      await yosys.run(["-q", "-p", script], { cwd: folder, timeLimit });
    } catch (error) {
      if (!(error instanceof ToolError) || error.failure !== "crashed") throw error;
      throw new RequestError(`${files.join(" ")} cannot be read as Verilog: ${error.message}`);
    }
    const read = modules.parse(JSON.parse(readFileSync(join(folder, "ports.json"), "utf8"))).modules;
    const [name, found] = Object.entries(read).find(([, { attributes }]) => "top" in attributes) ?? [];
    if (name === undefined || found === undefined)
      throw new RequestError(`${files.join(" ")} has no module; name one with --top`);
    const ports = Object.entries(found.ports).map(
      ([port, { direction, bits }]) => [port, { direction, width: bits.length }] as const,
    );
    return { top: name, ports: new Map(ports) };
  });
}

/** A module with the design's ports around the foreign one. @throws {RequestError} ports that do not fit */
function wrapperText(
  design: Design,
  top: string,
  found: Ports,
  renamed: ReadonlyMap<string, string>,
): string {
  const wanted = Object.entries(modulePorts(design));
  const strange = [...renamed.keys()].find((name) => !(name in design.ports));
  if (strange !== undefined)
    throw new RequestError(
      `--port ${strange}: ${design.spec} has no port '${strange}'; its ports are ${wanted.map(([name]) => name).join(", ")}`,
    );
  const connected = wanted.map(([name, { direction, format }]) => {
    const theirs = renamed.get(name) ?? name;
    const port = found.get(theirs);
    if (port === undefined)
      throw new RequestError(
        `${top} has no port '${theirs}' for ${name}; its ports are ${[...found.keys()].join(", ")}: write --port ${name}=…`,
      );
    if (port.direction !== direction || port.width !== format.width)
      throw new RequestError(
        `${top}'s port ${theirs} is an ${port.direction} of ${port.width} bits; ${name} of ${design.spec} is an ${direction} of ${format.width}`,
      );
    return { name, theirs, declared: `${direction} wire [${format.width - 1}:0] ${name}` };
  });
  const used = new Set(connected.map(({ theirs }) => theirs));
  const open = [...found].find(([name, { direction }]) => direction === "input" && !used.has(name));
  if (open !== undefined)
    throw new RequestError(`${top}'s input ${open[0]} is none of ${design.spec}; leave it out of the module`);
  return [
    `module ${wrapper} (${connected.map(({ declared }) => declared).join(", ")});`,
    `  ${top} foreign_core (${connected.map(({ name, theirs }) => `.${theirs}(${name})`).join(", ")});`,
    "endmodule",
    "",
  ].join("\n");
}
