import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { runnableNetlist } from "../../golden/gate-netlist.js";
import { defineOperator } from "../../generators/contract/operator.js";
import type { Design } from "../../generators/design.js";
import { makeDesign, renamed } from "../../generators/make-design.js";
import { positMult } from "../../generators/operators/posit-mult.js";
import { netlistFormats, resultsDigest } from "../../generators/operators/shared/searched-netlist.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { originOf } from "../../generators/origin.js";
import { parseDesign } from "../../generators/request.js";
import { loadLibrary } from "../../liberty/load.js";
import { Cache } from "../../sweep/cache.js";
import { errorMeasure } from "../../sweep/measures/error.js";
import { Notebook } from "../../sweep/notebook.js";
import { sweepResults } from "../../sweep/results.js";
import { VerilogTexts } from "../../sweep/verilog-texts.js";
import { digestOf } from "../../tools/digest.js";
import { jsonBytes } from "../../tools/json-bytes.js";
import { digestedFolders } from "../../tools/program-digest.js";
import { withScratch } from "../../tools/scratch.js";
import { programImports } from "../map/imports.js";

/** Stands in the place of the digest of the program that runs. */
let program = "one program";
vi.mock(import("../../tools/program-digest.js"), async (original) => ({
  ...(await original()),
  programDigest: (part) => `${program}: ${part}`,
}));
const build = vi.spyOn(positMult, "build");
afterEach(() => {
  program = "one program";
});

/** A run of its own: nothing is known but what the cache has. */
const inNewRun = async (folder: string, design: Design) => {
  const texts = new VerilogTexts(new Cache(folder));
  build.mockClear();
  const sha256 = await texts.digestOf(design);
  return { sha256, text: texts.textOf(design), built: build.mock.calls.length };
};

const spec = "PositMult n=8 es=1";

test("a second run generates nothing, and finds the same text", async () => {
  await withScratch(async (folder) => {
    const text = parseDesign(spec).verilog();
    const found = { sha256: digestOf(text), text };
    expect(await inNewRun(folder, parseDesign(spec))).toEqual({ ...found, built: 1 });
    expect(await inNewRun(folder, parseDesign(spec))).toEqual({ ...found, built: 0 });
    const pipelined = parseDesign(`${spec} stages=2`);
    expect((await inNewRun(folder, pipelined)).built).toBe(1);
    expect((await inNewRun(folder, parseDesign(pipelined.spec))).text).toBe(pipelined.verilog());
    // None of them counts as a result.
    const { entries, bytes } = await new Cache(folder).info();
    expect(entries).toBe(0);
    expect(bytes).toBeGreaterThan(text.length + pipelined.verilog().length);
  });
});

test("a result is looked up, and reported without its text, and nothing is generated", async () => {
  await withScratch(async (folder) => {
    const sweep = {
      designs: [parseDesign("PlamMult n=4 es=0")],
      measures: [],
      libraries: [await loadLibrary(["generic"])],
      conditions: { seed: 1, samples: 10, timing: "abc", operands: "uniform", clock: 1, timeLimit: 1 },
    } as const;
    const conditions = { ...sweep.conditions, library: sweep.libraries[0] };
    await new Notebook(new Cache(folder)).measure(errorMeasure, sweep.designs[0], conditions);
    const again = parseDesign("PlamMult n=4 es=0");
    const plamBuild = vi.spyOn(again.operator, "build");
    const notebook = new Notebook(new Cache(folder));
    expect(await notebook.find(errorMeasure, again, conditions)).toHaveProperty("mred_percent");
    expect(await notebook.measure(errorMeasure, again, conditions)).toHaveProperty("mred_percent");
    const text = vi.spyOn(notebook, "verilogOf");
    const json = vi.spyOn(notebook, "verilogJsonOf");
    const results = sweepResults({ ...sweep, designs: [again] }, new Map(), notebook);
    const document = Buffer.from(jsonBytes(results)).toString();
    expect(text).not.toHaveBeenCalled();
    expect(document).toBe(`${JSON.stringify(results, null, 2)}\n`);
    expect(document).toContain(JSON.stringify(sweep.designs[0].verilog()));
    expect(json).toHaveBeenCalledExactlyOnceWith(again);
    expect(text).toHaveBeenCalledExactlyOnceWith(again);
    expect(plamBuild).not.toHaveBeenCalled();
  });
});

describe("another text is expected of", () => {
  test.each<[string, () => Design]>([
    ["another program", () => ((program = "another"), parseDesign(spec))],
    ["another value", () => parseDesign("PositMult n=8 es=0")],
    ["another name", () => renamed(parseDesign(spec), "mul8")],
    // Its header says that it was asked for.
    ["its own name, asked for", () => renamed(parseDesign(spec), parseDesign(spec).moduleName)],
  ])("%s", async (_, other) => {
    await withScratch(async (folder) => {
      await inNewRun(folder, parseDesign(spec));
      const design = other();
      const { text, built } = await inNewRun(folder, design);
      expect(built).toBe(1);
      expect(text).toBe(design.verilog());
    });
  });

  test("a file that says something else", async () => {
    await withScratch(async (folder) => {
      const file = join(folder, "mult.yaml");
      const made = async (gate: string, comment = "") => {
        const netlist = { gates: [`${gate} x0 y0`], outputs: ["g0", "0", "0", "0"] };
        const run = runnableNetlist({ operands: { x: 2, y: 2 }, resultBits: 4, ...netlist });
        const table = resultsDigest(run.from(0, 16), { n: 2, acc: 0 });
        const rest = {
          ...{ format: netlistFormats.multiplier, n: 2, signed: false, table_sha256: table },
          ...netlist,
        };
        await writeFile(file, `${JSON.stringify(rest)}${comment}\n`);
        return parseDesign(`SearchedMult file=${file}`);
      };
      const nand = await inNewRun(folder, await made("nand2"));
      const nor = await inNewRun(folder, await made("nor2"));
      expect(nor.text).toContain("~(x[0] | y[0])");
      expect(nor.sha256).not.toBe(nand.sha256);
      // Other bytes that say the same: the text is made anew, and is the same.
      expect(await inNewRun(folder, await made("nand2", " # as before"))).toEqual(nand);
    });
  });
});

describe("no text is kept of", () => {
  const own = defineOperator({ ...positMult, name: "PositMult" });
  test.each<[string, Design]>([
    ["a script's operator, whose program is not known", makeDesign(own, { n: "8", es: "1" })],
    ["a copy with something else in it", { ...parseDesign(spec), verilog: () => "module m; endmodule" }],
  ])("%s", async (_, design) => {
    expect(originOf(design)).toBeUndefined();
    await withScratch(async (folder) => {
      await inNewRun(folder, parseDesign(spec));
      expect((await inNewRun(folder, design)).text).toBe(design.verilog());
      expect((await inNewRun(folder, design)).sha256).toBe(digestOf(design.verilog()));
    });
  });
});

test("what makes Verilog is in the program's digest, whatever it imports", () => {
  const imports = programImports();
  const reached = new Set(["generators/verilog.ts", "generators/request.ts"]);
  for (const file of reached) for (const next of imports.get(file) ?? []) reached.add(next);
  expect(reached).toContain("generators/blocks/shift.ts");
  const folders: readonly string[] = digestedFolders.verilog;
  expect([...reached].filter((file) => !folders.includes(file.split("/")[0] ?? ""))).toEqual([]);
});

test("an operator that takes any text, as of a file's name, says what it reads", () => {
  const takesText = ({ parameters }: (typeof catalogue)[number]): boolean =>
    Object.values(z.toJSONSchema(parameters, { io: "input", unrepresentable: "any" }).properties ?? {}).some(
      (value) => typeof value === "object" && value.type === "string" && value.enum === undefined,
    );
  const readers = catalogue.filter(takesText);
  expect(readers.map(({ name }) => name)).toEqual(["SearchedMac", "SearchedMult"]);
  for (const operator of readers) expect(operator).toHaveProperty("reads");
});
