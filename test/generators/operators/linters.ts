import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import { parseDesigns } from "../../../generators/request.js";
import { runTool } from "../../../tools/run.js";
import { withScratch } from "../../../tools/scratch.js";
import type { Tool } from "../../../tools/tool.js";

/** The program itself: the Perl script `verilator` that starts it costs as much again. */
export const verilator: Tool = {
  name: "Verilator",
  command: "verilator_bin",
  packages: { "apt-get": "verilator", dnf: "verilator", brew: "verilator" },
};
const iverilog: Tool = {
  name: "Icarus Verilog",
  command: "iverilog",
  packages: { "apt-get": "iverilog", dnf: "iverilog", brew: "icarus-verilog" },
};

/** What the linters say of a file; nothing for clean Verilog. Any warning makes Verilator exit with an error. */
export async function complaints(file: string, folder: string): Promise<string> {
  const options = { cwd: folder, timeLimit: 60 };
  const runs = [
    await runTool(verilator, ["--lint-only", "-Wall", file], options),
    await runTool(iverilog, ["-g2001", "-Wall", "-o", "/dev/null", file], options),
  ];
  return runs.map(({ stdout, stderr }) => stdout + stderr).join("");
}

/** Expects the Verilog of designs to be free of warnings. */
export const expectClean = (designs: readonly Design[]): Promise<void> =>
  withScratch(async (folder) => {
    for (const design of designs) {
      const file = join(folder, `${design.moduleName}.v`);
      await writeFile(file, design.verilog());
      const said = await complaints(file, folder).catch(String);
      expect.soft(said, design.spec).toBe("");
    }
  });

/** Expects the Verilog of every design of a request to be free of warnings. */
export const expectCleanVerilog = (request: string): Promise<void> =>
  expectClean(parseDesigns(request.split(" ")));
