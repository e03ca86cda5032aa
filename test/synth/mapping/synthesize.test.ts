import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { objectives } from "../../../generators/contract/architecture.js";
import type { Library } from "../../../liberty/library.js";
import { loadLibrary, osu018 } from "../../../liberty/load.js";
import { mapDesign } from "../../../synth/mapping/map.js";
import { recipeFor } from "../../../synth/mapping/recipe.js";
import { waysOf } from "../../../synth/mapping/recipes.js";
import type { SynthesisResult } from "../../../synth/mapping/result.js";
import { synthesize, type SynthesisOptions } from "../../../synth/mapping/synthesize.js";
import { findYosys } from "../../../synth/mapping/yosys.js";
import { withScratch } from "../../../tools/scratch.js";
import { accumulator, multiplier, wires } from "../modules.js";

const generic = await loadLibrary(["generic"]);
const osu = await loadLibrary([osu018]);

const made = new Map<string, Promise<SynthesisResult>>();

/** Synthesised once for all the tests that look at it. */
function synthesized(verilog: string, options: Partial<SynthesisOptions>): Promise<SynthesisResult> {
  const top = /module (\w+)/.exec(verilog)?.[1] ?? "";
  const defaults = { library: generic, objective: "area", timeLimit: 60, yosys: "native" } as const;
  const all = { ...defaults, ...options };
  const key = JSON.stringify([verilog, { ...all, library: all.library.name }]);
  const known = made.get(key) ?? synthesize({ design: `the ${top}`, verilog, top }, all);
  made.set(key, known);
  return known;
}

/** What Yosys itself says a netlist's cells take. */
const areaByYosys = ({ netlist, module }: SynthesisResult, library: Library) =>
  withScratch(async (cwd) => {
    await writeFile(join(cwd, "netlist.v"), netlist);
    await writeFile(join(cwd, "cells.lib"), library.text.functions);
    const script = `read_liberty -lib cells.lib; read_verilog netlist.v; hierarchy -check -top ${module}; stat -liberty cells.lib`;
    const { stdout } = await (await findYosys("native")).run(["-p", script], { cwd, timeLimit: 20 });
    return Number(/Chip area for (?:top )?module .*: ([\d.]+)/.exec(stdout)?.[1]);
  });

/** Resolves if Yosys' SAT solver finds no operands for which design and netlist differ; combinational ones only. */
const prove = (verilog: string, { netlist, module }: SynthesisResult, library: Library) =>
  withScratch(async (cwd) => {
    await writeFile(join(cwd, "design.v"), verilog);
    await writeFile(join(cwd, "netlist.v"), netlist);
    await writeFile(join(cwd, "cells.lib"), library.text.functions);
    const script = [
      `read_verilog design.v; rename ${module} design; read_verilog netlist.v; rename ${module} netlist`,
      "read_liberty cells.lib; proc; flatten netlist",
      "miter -equiv -flatten design netlist miter; hierarchy -top miter; sat -verify -prove trigger 0 miter",
    ];
    await (await findYosys("native")).run(["-p", script.join("; ")], { cwd, timeLimit: 60 });
  });

describe.each([
  ["generic", generic],
  ["OSU 180 nm", osu],
])("with the %s library", (_, library) => {
  it("the area is the one that Yosys counts", async () => {
    for (const verilog of [multiplier, wires, accumulator]) {
      const result = await synthesized(verilog, { library });
      const area = result.area_um2 ?? result.nand2_equivalents;
      expect(area).toBeCloseTo(await areaByYosys(result, library), 3);
      expect(area / (result.area_um2 === null ? 1 : library.nand2.area)).toBeCloseTo(
        result.nand2_equivalents,
        5,
      );
    }
  });

  it("the netlist does what the design does", async () => {
    for (const verilog of [multiplier, wires])
      await prove(verilog, await synthesized(verilog, { library, objective: "delay" }), library);
  });

  it("each objective gets what it asks for", async () => {
    const [area, balanced, delay] = await Promise.all(
      objectives.map((objective) => synthesized(multiplier, { library, objective })),
    );
    const [a, b, d] = [area ?? expect.fail(), balanced ?? expect.fail(), delay ?? expect.fail()];
    expect(a.nand2_equivalents).toBeLessThan(b.nand2_equivalents);
    expect(a.nand2_equivalents).toBeLessThan(d.nand2_equivalents);
    expect(d.delay_fo4).toBeLessThan(a.delay_fo4 ?? 0);
    expect(a.logic_depth).toBeGreaterThan(d.logic_depth);
  });
});

describe("a result", () => {
  it("is the better of two runs", async () => {
    const yosys = await findYosys("native");
    for (const objective of ["area", "delay"] as const) {
      const runs = [true, false].map((abcFirst) => {
        const recipe = recipeFor({ script: objective, abcFirst }, "multiplier", generic);
        return mapDesign(multiplier, "multiplier", recipe, generic, (args, cwd) =>
          yosys.run(args, { cwd, timeLimit: 60 }),
        );
      });
      const [first, second] = (await Promise.all(runs)).map((run) => run[objective]) as [number, number];
      const result = await synthesized(multiplier, { objective });
      const figure = objective === "area" ? result.nand2_equivalents : result.delay_fo4;
      expect(figure).toBeCloseTo(Math.min(first, second), 5);
    }
  });

  it("of the best recipe is no worse than of the reference, and names the script that it is of", async () => {
    const reference = await synthesized(multiplier, { objective: "area" });
    const best = await synthesized(multiplier, { objective: "area", recipe: "best" });
    expect(best.nand2_equivalents).toBeLessThanOrEqual(reference.nand2_equivalents);
    expect(waysOf("best", "area").map(({ script }) => script)).toContain(best.recipe.name);
    expect(best.recipe.text).toContain(`# The ${best.recipe.name} recipe`);
  });

  it("is in the library's own terms", async () => {
    const normalised = await synthesized(multiplier, { library: generic });
    expect(normalised).toMatchObject({ area_um2: null, delay_ns: null, area_delay_product_um2_ns: null });
    const physical = await synthesized(multiplier, { library: osu });
    expect(physical.area_delay_product_um2_ns).toBeCloseTo(
      (physical.area_um2 ?? 0) * (physical.delay_ns ?? 0),
      3,
    );
    expect(physical.delay_fo4).toBeCloseTo((physical.delay_ns ?? 0) / (osu.fo4_ns ?? 0), 3);
    // Gates and technologies differ, but not by very much.
    expect(physical.nand2_equivalents / normalised.nand2_equivalents).toBeCloseTo(1, 0);
    expect((physical.delay_fo4 ?? 0) / (normalised.delay_fo4 ?? 0)).toBeCloseTo(1, 0);
  });

  it("may have its delay from OpenSTA, which finds no other path than ABC", async () => {
    const options = { library: osu, objective: "delay" } as const;
    const byAbc = await synthesized(multiplier, options);
    const bySta = await synthesized(multiplier, { ...options, timing: "opensta" });
    expect(bySta).toMatchObject({ delay_source: "OpenSTA", nand2_equivalents: byAbc.nand2_equivalents });
    // Slopes make the difference.
    expect((bySta.delay_ns ?? 0) / (byAbc.delay_ns ?? 0)).toBeGreaterThan(0.8);
    expect((bySta.delay_ns ?? 0) / (byAbc.delay_ns ?? 0)).toBeLessThan(1.5);
  });

  it("says how it came about", async () => {
    const result = await synthesized(wires, { objective: "balanced" });
    expect(result).toMatchObject({
      design: "the wires",
      module: "wires",
      objective: "balanced",
      library: { name: "tapir_generic", files: ["generic"] },
      delay_source: "ABC stime",
      warnings: [],
    });
    expect(result.yosys).toMatch(/^Yosys .* \(native\)$/);
    expect(result.recipe.text).toMatch(
      /^# map\.ys\n[^]*# map\.abc\n[^]*map -B 0\.9[^]*# surroundings\.constr\nset_driving_cell BUF_X1\nset_load 4 /,
    );
  });

  it("has cells in place of assignments", async () => {
    const { netlist, cells_by_type } = await synthesized(wires, {});
    expect(netlist).not.toContain("assign");
    expect(cells_by_type).toEqual({ AND2_X1: 1, BUF_X1: 2, TIEHI_X1: 1, TIELO_X1: 1 });
  });

  it("of a sequential design is about the logic between registers", async () => {
    const result = await synthesized(accumulator, {});
    expect(result.cells_by_type).toMatchObject({ DFF_X1: 4 });
    expect(result.cells_by_type).not.toHaveProperty("BUF_X1");
    expect(result.logic_depth).toBeGreaterThan(2);
    expect(result.delay_fo4).toBeGreaterThan(1);
  });

  it("of nothing is nothing", async () => {
    const result = await synthesized("module empty(input a, output r); endmodule", {});
    expect(result).toMatchObject({ cells: 0, nand2_equivalents: 0, delay_fo4: 0, logic_depth: 0 });
  });

  it("warns of what Yosys warns of in the design", async () => {
    const { warnings } = await synthesized("module half(input a, output r); assign r = a & b; endmodule", {});
    expect(warnings.join()).toMatch(/implicitly declared/);
  });
});

describe("what cannot be synthesised", () => {
  const latch = "module latch(input a, input e, output reg r); always @* if (e) r = a; endmodule";
  const loop = "module loop(input a, output r); assign r = ~(r & a); endmodule";

  it.each([
    ["a latch in a library without", latch, "has no cell for $_DLATCH_P_"],
    ["a combinational loop", loop, "combinational loop"],
  ])("%s", async (_, verilog, problem) => {
    await expect(synthesized(verilog, {})).rejects.toMatchObject({ name: "RequestError" });
    await expect(synthesized(verilog, {})).rejects.toThrow(problem);
  });

  it("Verilog that is none", async () => {
    const failing = synthesized("module broken(input a, output r); assign r = a +; endmodule", {});
    await expect(failing).rejects.toMatchObject({ failure: "crashed" });
    await expect(failing).rejects.toThrow(/ERROR: syntax error/);
  });

  it("a module by a name that would not be taken literally", async () => {
    const job = { design: "x", verilog: wires, top: "wires; exec x" };
    await expect(synthesize(job, { library: generic, objective: "area", timeLimit: 9 })).rejects.toThrow(
      "no plain",
    );
  });

  it("anything, when time is too short", async () => {
    const failing = synthesized(multiplier, { timeLimit: 0.05 });
    await expect(failing).rejects.toMatchObject({ failure: "timed out" });
    await expect(failing).rejects.toThrow("did not finish within 0.05 s");
  });
});
