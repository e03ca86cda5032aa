import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { parseDesign } from "../../generators/request.js";
import { generate } from "../../library/generate.js";
import { packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { version } from "../../tools/version.js";
import { verilator } from "../generators/operators/linters.js";
import { flipFlop, plain, spelledLibrary } from "../liberty/spelled.js";

/** The parts of CAPI2 that we use, by its reference: a key that is none, or a wrong kind of value, is refused. */
const target = z.strictObject({
  description: z.string().optional(),
  filesets: z.array(z.string()),
  toplevel: z.string().optional(),
  // Edalize's flows that a design's targets take; options are of the flow's tool.
  flow: z.enum(["lint", "sim", "generic"]).optional(),
  flow_options: z
    .object({ tool: z.string() })
    .catchall(z.union([z.string(), z.array(z.string())]))
    .optional(),
});
const file = z.strictObject({ file_type: z.string(), copyto: z.string().optional() });
const capi2 = z.strictObject({
  name: z.string().regex(/^[\w-]+:[\w-]*:[\w-]+:\d+\.\d+\.\d+$/),
  description: z.string(),
  filesets: z
    .record(
      z.string(),
      z.strictObject({
        files: z.array(z.union([z.string(), z.record(z.string(), file)])),
        file_type: z.string().optional(),
      }),
    )
    .optional(),
  targets: z.record(z.string(), target).optional(),
  generators: z
    .record(
      z.string(),
      z.strictObject({
        description: z.string(),
        interpreter: z.string(),
        command: z.string(),
        cache_type: z.enum(["none", "input", "generator"]),
        file_input_parameters: z.string().optional(),
        usage: z.string(),
      }),
    )
    .optional(),
});
type Core = z.output<typeof capi2>;

function readCore(text: string): Core {
  const [first, ...rest] = text.split("\n");
  expect(first).toBe("CAPI=2:");
  return capi2.parse(parse(rest.join("\n")));
}

/** The files of a target's filesets, with their types. */
function filesOf(core: Core, name: string): { path: string; type: string }[] {
  return (core.targets?.[name]?.filesets ?? []).flatMap((fileset) => {
    const { files, file_type = "" } = core.filesets?.[fileset] ?? { files: [] };
    return files.flatMap((entry) =>
      typeof entry === "string"
        ? [{ path: entry, type: file_type }]
        : Object.entries(entry).map(([path, { file_type: type }]) => ({ path, type })),
    );
  });
}

describe.each(["PositMult n=5 es=1", "IntMac n=4 acc=12 form=sequential"])("the core of %s", (spec) => {
  const design = parseDesign(spec);
  const files = generate(design, { fusesoc: true });
  const core = readCore(files.get(`${design.moduleName}.core`) ?? "");

  test("names every file that is there, and no other", () => {
    const named = new Set(["sim", "synth"].flatMap((name) => filesOf(core, name).map(({ path }) => path)));
    const own = [`${design.moduleName}.core`, `${design.moduleName}.json`];
    expect([...named, ...own].sort()).toEqual([...files.keys()].sort());
    expect(filesOf(core, "default")).toEqual(filesOf(core, "synth"));
  });

  test("has targets that do what their tools would", async () => {
    await withScratch(async (folder) => {
      for (const [name, text] of files) await writeFile(join(folder, name), text);
      const sources = (name: string) =>
        filesOf(core, name)
          .filter(({ type }) => type.endsWith("Source"))
          .map(({ path }) => path);
      const { lint, sim } = core.targets ?? {};
      const list = (value: string | string[] | undefined) => [value ?? []].flat();
      const run = (command: string, ...args: string[]) => execa(command, args, { cwd: folder, all: true });

      expect(lint).toMatchObject({ flow: "lint", flow_options: { tool: "verilator" } });
      const warnings = list(lint?.flow_options?.verilator_options);
      const linted = ["--lint-only", ...warnings, "--top-module", lint?.toplevel ?? "", ...sources("lint")];
      expect((await run(verilator.command, ...linted)).all).toBe("");

      expect(sim).toMatchObject({ flow: "sim", flow_options: { tool: "icarus" } });
      const options = list(sim?.flow_options?.iverilog_options);
      await run("iverilog", ...options, "-s", sim?.toplevel ?? "", "-o", "sim", ...sources("sim"));
      expect((await run("vvp", "-n", "sim")).all).toMatch(/^PASS/);
    });
  });
});

const register = flipFlop("DFF", 'clocked_on : "CK"; next_state : "D";', "", plain);
const ownLibrary = spelledLibrary("own", { ...plain, register });

describe("the generator", () => {
  const registered = async () => {
    const core = readCore(await readFile(join(packageRoot, "tapir.core"), "utf8"));
    expect(core.name).toBe(`tapir:tools:generator:${version}`);
    const { interpreter = "", command = "" } = core.generators?.tapir ?? {};
    return [interpreter, join(packageRoot, command)] as const;
  };
  const request = (design: string): string =>
    `files_root: /somewhere\ngapi: '1.0'\nparameters:\n  design: ${design}\nvlnv: my:lib:soc-mult:1.0.0\n`;
  const runOn = async (folder: string, text: string) => {
    const [interpreter, program] = await registered();
    await writeFile(join(folder, "soc-mult_input.yml"), text);
    return execa(interpreter, [program, "soc-mult_input.yml"], { cwd: folder, reject: false });
  };

  test.each([
    ["PositMult n=8 es=0,1", ["PositMult_n8_es0.v", "PositMult_n8_es1.v"]],
    ["[IntMult n=4, PlamMult n=8 es=0]", ["IntMult_n4.v", "PlamMult_n8_es0.v"]],
  ])("makes the core that FuseSoC asks for: %s", async (design, files) => {
    await withScratch(async (folder) => {
      const { exitCode, stderr } = await runOn(folder, request(design));
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      const core = readCore(await readFile(join(folder, "soc-mult.core"), "utf8"));
      expect(core.name).toBe("my:lib:soc-mult:1.0.0");
      expect(filesOf(core, "default")).toEqual(files.map((path) => ({ path, type: "verilogSource" })));
      for (const name of files) expect(await readFile(join(folder, name), "utf8")).toContain("endmodule");
    });
  });

  test("finds the stages of a frequency in the library beside the core that asks, and adds the clock", async () => {
    await withScratch(async (folder) => {
      await writeFile(join(folder, "my.lib"), ownLibrary);
      const { exitCode, stderr } = await runOn(
        folder,
        request("IntMult n=4 frequency=50\n  liberty: my.lib\n  name: mul4").replace("/somewhere", folder),
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const core = readCore(await readFile(join(folder, "soc-mult.core"), "utf8"));
      expect(filesOf(core, "default")).toEqual([
        { path: "mul4.v", type: "verilogSource" },
        { path: "mul4.sdc", type: "SDC" },
      ]);
      expect(await readFile(join(folder, "mul4.sdc"), "utf8")).toContain("set period 20.000");
      expect(await readFile(join(folder, "mul4.v"), "utf8")).toContain("always @(posedge clk)");
    });
  });

  test("leaves placeholders of designs that ask for no frequency out of the core", async () => {
    await withScratch(async (folder) => {
      await runOn(folder, request("IntMult n=4 stages=1,2 frequency=100 IntMult n=3 stages=1"));
      const core = readCore(await readFile(join(folder, "soc-mult.core"), "utf8"));
      const clocks = filesOf(core, "default").filter(({ type }) => type === "SDC");
      expect(clocks).toEqual([{ path: "IntMult_n4_stages1_frequency100.sdc", type: "SDC" }]);
    });
  });

  test.each([
    [request("PositMult n=8 es=0,1\n  name: two"), /name/],
    [request("PositMult n=8 es=0 frequency=9\n  liberty: nosuch.lib"), /nosuch\.lib/],
    [request("PositMul n=8"), /did you mean PositMult/],
    [request("PositMult n=8").replace("design", "operator"), /parameters/],
    ["gapi: [", /cannot be read/],
  ])("refuses what is wrong with a message", async (text, message) => {
    await withScratch(async (folder) => {
      const { exitCode, stderr } = await runOn(folder, text);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n\s+at /);
    });
  });
});
