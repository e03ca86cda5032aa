import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

describe("list and help", () => {
  test("list names every operator with its parameters", async () => {
    const { exitCode, stdout } = await tapirHere("list");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/PositMult +n es rs +posit multiplier/);
    expect(stdout).toContain("PlamMult");
  });

  test("help tells an operator's ranges, defaults and source", async () => {
    const { stdout } = await tapirHere("help PlamMult");
    expect(stdout).toMatch(/n +3\.\.64 +must be given/);
    expect(stdout).toMatch(/es +0\.\.6 +2/);
    expect(stdout).toContain("Murillo");
  });
});

describe("generate", () => {
  test("writes the Verilog and its manifest, and nothing else", async () => {
    await withScratch(async (folder) => {
      const { exitCode } = await tapirHere("generate PositMult n=8 es=0,1 -o out", { cwd: folder });
      expect(exitCode).toBe(0);
      expect((await readdir(join(folder, "out"))).sort()).toEqual([
        "PositMult_n8_es0.json",
        "PositMult_n8_es0.v",
        "PositMult_n8_es1.json",
        "PositMult_n8_es1.v",
      ]);
      const manifest = JSON.parse(
        await readFile(join(folder, "out", "PositMult_n8_es1.json"), "utf8"),
      ) as object;
      expect(manifest).toMatchObject({ parameters: { n: 8, es: 1 }, latency_cycles: 0 });
    });
  });

  test("--fusesoc brings the core and the test bench that it names", async () => {
    await withScratch(async (folder) => {
      const words = "generate PositMult n=8 es=0 --fusesoc --vectors 10 -o .";
      const { exitCode } = await tapirHere(words, { cwd: folder });
      expect(exitCode).toBe(0);
      expect((await readdir(folder)).sort()).toEqual(
        [".core", ".json", ".v", "_tb.hex", "_tb.sv"].map((ending) => `PositMult_n8_es0${ending}`),
      );
    });
  });

  test("--json prints one document", async () => {
    await withScratch(async (folder) => {
      const { stdout, stderr } = await tapirHere("generate PlamMult n=8 --json", { cwd: folder });
      expect(JSON.parse(stdout)).toMatchObject({ designs: [{ module: "PlamMult_n8_es2" }] });
      expect(stderr).toBe("");
    });
  });
});

test("export writes every format asked for, each once", async () => {
  await withScratch(async (folder) => {
    const words = "export PlamMult n=6 es=0,1 --format npy,c -f header,npy -o out --json";
    const { exitCode, stdout } = await tapirHere(words, { cwd: folder });
    expect(exitCode).toBe(0);
    const names = [0, 1].flatMap((es) =>
      [".c", ".h", ".npy", "_table.h"].map((ending) => `PlamMult_n6_es${es}${ending}`),
    );
    expect((await readdir(join(folder, "out"))).sort()).toEqual(names);
    const { designs } = JSON.parse(stdout) as { designs: { files: string[] }[] };
    expect(designs.flatMap(({ files }) => files).sort()).toEqual(names.map((name) => join("out", name)));
  });
});

test("eval decodes operands and result", async () => {
  const { stdout } = await tapirHere("eval PositMult n=8 es=0 x=0x50 y=0xb8 --json");
  // 1.5 × −1.25 by hand
  expect(JSON.parse(stdout)).toMatchObject({
    ports: [{ value: "1.5" }, { value: "-1.25" }, { name: "r", bits: "0xa4", value: "-1.875" }],
  });
});

test("eval takes values, says how they were rounded, and prints CSV", async () => {
  const words = "eval PositMult n=8 es=0 x=1.3 y=-0x40";
  expect((await tapirHere(words)).exitCode).toBe(2);
  const { stdout } = await tapirHere("eval PositMult n=8 es=0 x=1.3 y=0x40");
  expect(stdout).toMatch(/^x +0x4a +1\.3125 /m);
  expect(stdout).toContain("x=1.3 is no value of posit⟨8,0⟩: rounded to 1.3125");
  const csv = (await tapirHere("eval PositMult n=8 es=0 x=1.5 y=-1 --csv")).stdout;
  expect(csv.split("\n").map((line) => line.split(",").slice(0, 3).join(","))).toEqual([
    "port,bits,value",
    "x,0x50,1.5",
    "y,0xc0,-1",
    "r,0xb0,-1.5",
  ]);
});

test.each([
  ["list", "operator,parameters,summary"],
  ["help PositMult", "parameter,range,default,meaning"],
  ["verify PlamMult n=4", "design,level,vectors,coverage,mismatches,seconds,verdict,reason"],
  ["error PlamMult n=5", "design,compared,error_rate_percent,"],
  ["synth PlamMult n=4,5 --liberty generic", "design,nand2_equivalents,delay_fo4,"],
])("%s prints its table as CSV, and in Markdown", async (words, heading) => {
  const csv = await tapirHere(`${words} --csv`);
  expect({ exitCode: csv.exitCode, stderr: csv.stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(csv.stdout.startsWith(heading)).toBe(true);
  const markdown = await tapirHere(`${words} --markdown`);
  expect(markdown.stdout).toMatch(/^\| :-+ \|/m);
});

test("verify proves a small design on every operand pair", async () => {
  const { exitCode, stdout } = await tapirHere("verify PlamMult n=5 es=1 --json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    designs: [{ verdict: "pass", exhaustive: true, vectors: 1024, mismatches: 0 }],
  });
});

describe("synth and compare", () => {
  test("synth reports a figure for everything the library can give", async () => {
    await withScratch(async (folder) => {
      const words = "synth PlamMult n=5 es=0 --liberty generic --json -o nets";
      const { stdout } = await tapirHere(words, { cwd: folder });
      const [result] = (JSON.parse(stdout) as { designs: Record<string, unknown>[] }).designs;
      expect(result).toMatchObject({ area_um2: null, delay_ns: null, library: { name: "tapir_generic" } });
      for (const figure of ["nand2_equivalents", "delay_fo4", "cells", "logic_depth"])
        expect(result?.[figure]).toBeGreaterThan(1);
      expect(await readdir(join(folder, "nets"))).toEqual(["PlamMult_n5_es0.netlist.v"]);
    });
  });

  test("compare puts the first design's ratio first", async () => {
    const { stdout } = await tapirHere("compare PlamMult n=3,4 es=0 --liberty generic");
    expect(stdout).toMatch(/PlamMult n=3 es=0 +pass +0 +64 .*1\.00×/);
    expect(stdout).toMatch(/PlamMult n=4 es=0 +pass +0 +256 .*\d\.\d\d×/);
  });
});
