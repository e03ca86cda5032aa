import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import type { Design } from "../../../generators/design.js";
import { standaloneBench, standaloneName } from "../../../sim/icarus/standalone.js";
import { withScratch } from "../../../tools/scratch.js";
import { verilator } from "../../generators/operators/linters.js";

/** Puts a design and its bench into a folder, the design's text and the vectors as `spoil` leaves them. */
async function write(folder: string, design: Design, spoil: Spoil, vectors = 200): Promise<void> {
  const files = standaloneBench(design, { vectors, cases: 200, corners: 200, exhaustiveBits: 8 });
  await writeFile(
    join(folder, `${design.moduleName}.v`),
    spoil.verilog?.(design.verilog()) ?? design.verilog(),
  );
  for (const [name, text] of files)
    await writeFile(join(folder, name), name.endsWith(".hex") ? (spoil.vectors?.(text) ?? text) : text);
}

interface Spoil {
  verilog?: (text: string) => string;
  vectors?: (text: string) => string;
}

/** Runs the commands that stand in the bench's header. */
async function run(folder: string, design: Design) {
  const header = await readFile(join(folder, `${standaloneName(design)}.sv`), "utf8");
  const [compile = "", simulate = ""] = Array.from(
    header.matchAll(/^\/\/ {3}\$ ((?:iverilog|vvp) .*)$/gm),
    ([, command]) => command ?? "",
  );
  const options = { cwd: folder, reject: false, all: true } as const;
  const [compiler = "", ...args] = compile.split(" ");
  const compilation = await execa(compiler, ["-Wall", ...args], options);
  expect(compilation.all).toBe("");
  const [simulator = "", ...rest] = simulate.split(" ");
  return execa(simulator, rest, options);
}

const combinational = parseDesign("PositMult n=4 es=1");
const sequential = parseDesign("IntMac n=4 acc=12 form=sequential");

describe.each([combinational, sequential])("the bench of $spec", (design) => {
  test("passes", async () => {
    await withScratch(async (folder) => {
      await write(folder, design, {});
      const { exitCode, all } = await run(folder, design);
      expect(exitCode).toBe(0);
      expect(all).toMatch(/^PASS: \d{3} vectors$/m);
    });
  });

  test.each<[string, Spoil, RegExp]>([
    [
      "a wrong design",
      { verilog: (text) => text.replace(/assign r = (.*);/, "assign r = ~($1);") },
      /^FAIL: \d+ of/m,
    ],
    ["a result that is z", { verilog: (text) => text.replace(/assign r = .*;/, "") }, /r = z.*, expected/],
    [
      "one bit that is x",
      { verilog: (text) => text.replace(/assign r = (.*);/, "assign r = ($1) ^ 1'bx;") },
      /^FAIL/m,
    ],
    [
      "a wrong expectation",
      { vectors: (text) => text.replace(/(.)(?=\n.*\n$)/, (bit) => (bit === "0" ? "1" : "0")) },
      /^FAIL: 1 of/m,
    ],
    ["lost vectors", { vectors: (text) => text.replace(/.*\n$/, "") }, /^FAIL: no vector \d{3} in/m],
    ["no vectors", { vectors: () => "" }, /^FAIL: no vector 0 in/m],
  ])("fails on %s", async (_, spoil, message) => {
    await withScratch(async (folder) => {
      await write(folder, design, spoil);
      const { exitCode, all } = await run(folder, design);
      expect(exitCode).not.toBe(0);
      expect(all).toMatch(message);
      expect(all).not.toContain("PASS");
    });
  });
});

test.each([
  "PositMult n=4",
  "PositDecode n=8",
  "FloatMac form=sequential format=e4m3 acc=e4m3",
  "PositQuireMac n=8",
  "BinaryDot lanes=16",
])("the bench of %s is free of warnings", async (text) => {
  await withScratch(async (folder) => {
    const design = parseDesign(text);
    await write(folder, design, {}, 1);
    const files = [`${standaloneName(design)}.sv`, `${design.moduleName}.v`];
    const lint = ["--lint-only", "--timing", "-Wall", "--top-module", standaloneName(design), ...files];
    const { all } = await execa(verilator.command, lint, { cwd: folder, all: true });
    expect(all).toBe("");
  });
});
