import { describe, expect, test } from "vitest";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parameterInfo } from "../../generators/parameters.js";
import { parseDesigns } from "../../generators/request.js";
import type { Conditions } from "../../sweep/measure.js";
import { measures, usualMeasures } from "../../sweep/measures.js";
import { errorMeasure } from "../../sweep/measures/error.js";
import { powerMeasure } from "../../sweep/measures/power.js";
import { synthMeasure } from "../../sweep/measures/synth.js";
import { verifyMeasure } from "../../sweep/measures/verify.js";
import { Cache } from "../../sweep/cache.js";
import { Notebook } from "../../sweep/notebook.js";
import { figuresOf } from "../../sweep/results.js";
import { withScratch } from "../../tools/scratch.js";
import { loadLibrary } from "../../liberty/load.js";

test("every figure has a column of its own in the CSV", () => {
  const parameters = catalogue.flatMap((operator) => parameterInfo(operator).map(({ name }) => name));
  const columns = [
    ...new Set(parameters),
    "design",
    "operator",
    "library",
    "class",
    "front",
    "failures",
    ...measures.flatMap(({ figures }) => figures.map(({ field }) => field)),
  ];
  expect(columns.filter((name, index) => columns.indexOf(name) !== index)).toEqual([]);
  expect(new Set(measures.map(({ name }) => name)).size).toBe(measures.length);
});

const [design] = parseDesigns(["MitchwMult", "n=8", "w=4"]) as [ReturnType<typeof parseDesigns>[number]];
const library = await loadLibrary(["generic"]);
const conditions: Conditions = {
  library,
  seed: 1,
  samples: 100,
  timing: "abc",
  operands: "uniform",
  clock: 100,
  timeLimit: 20,
};

describe("what decides a result is in its fingerprint", () => {
  const another = { ...library, source: `${library.source}\n` };
  test.each([
    [verifyMeasure, { seed: 2 }, true],
    [verifyMeasure, { vectors: 5 }, true],
    [verifyMeasure, { library: another }, false],
    [errorMeasure, { samples: 99 }, true],
    [errorMeasure, { vectors: 5 }, false],
    [synthMeasure, { library: another }, true],
    [synthMeasure, { timing: "opensta" as const }, true],
    [synthMeasure, { seed: 2 }, false],
    [synthMeasure, { timeLimit: 1 }, false],
    [synthMeasure, { clock: 50 }, false],
    [powerMeasure, { library: another }, true],
    [powerMeasure, { timing: "opensta" as const }, true],
    [powerMeasure, { operands: "normal" as const }, true],
    [powerMeasure, { glitches: true }, true],
    [powerMeasure, { glitches: false }, false],
    [powerMeasure, { clock: 50 }, true],
    [powerMeasure, { vectors: 5 }, true],
    [powerMeasure, { seed: 2 }, true],
    [powerMeasure, { timeLimit: 1 }, false],
  ])("$0.name and $1: $2", async (measure, change, matters) => {
    const [usual, changed] = await Promise.all(
      [conditions, { ...conditions, ...change }].map((each) => measure.fingerprint(design, each)),
    );
    expect(JSON.stringify(changed) !== JSON.stringify(usual)).toBe(matters);
  });

  test.each([
    ["PlamMult n=8 stages=2", true],
    ["PlamMult n=8", false],
  ])("whether the registers of %s go between gates: %s", async (spec, matters) => {
    const [asked] = parseDesigns(spec.split(" ")) as [typeof design];
    const [written, retimed] = await Promise.all(
      (["reference", "retimed"] as const).map((recipe) =>
        synthMeasure.fingerprint(asked, { ...conditions, recipe }),
      ),
    );
    expect(JSON.stringify(written) !== JSON.stringify(retimed)).toBe(matters);
  });

  test("the objective's recipe and the tools' versions", async () => {
    const [area] = parseDesigns(["MitchwMult", "n=8", "w=4", "objective=area"]) as [typeof design];
    const [one, two] = await Promise.all(
      [design, area].map((each) => synthMeasure.fingerprint(each, conditions)),
    );
    expect(one?.recipes).not.toBe(two?.recipes);
    expect(one?.yosys).toMatch(/^Yosys \d/);
    expect((await verifyMeasure.fingerprint(design, conditions)).simulator).toMatch(/^Icarus Verilog \d/);
  });
});

test("only a synthesis of which both runs finished, and a verification that passed, is kept", () => {
  const synthesis = { complete: true } as Parameters<NonNullable<typeof synthMeasure.keeps>>[0];
  expect(synthMeasure.keeps?.(synthesis)).toBe(true);
  expect(synthMeasure.keeps?.({ ...synthesis, complete: false })).toBe(false);
  const verification = { verdict: "pass" } as Parameters<NonNullable<typeof verifyMeasure.keeps>>[0];
  expect(verifyMeasure.keeps?.(verification)).toBe(true);
  expect(verifyMeasure.keeps?.({ ...verification, verdict: "fail" })).toBe(false);
});

test("a synthesis's figures are read without its netlist", async () => {
  const [small] = parseDesigns(["IntMult", "n=4"]) as [typeof design];
  await withScratch(async (folder) => {
    const made = await new Notebook(new Cache(folder)).measure(synthMeasure, small, conditions);
    const kept = (await new Notebook(new Cache(folder)).find(synthMeasure, small, conditions)) as typeof made;
    expect(made.netlist.length).toBeGreaterThan(4000);
    expect(kept).toEqual({ ...made, netlist: null });
    expect(figuresOf(synthMeasure, kept)).toEqual(figuresOf(synthMeasure, made));
  });
});

test("errors are measured of what has an exact form", () => {
  const [exact] = parseDesigns(["PositAdd", "n=8"]);
  expect(exact && errorMeasure.obstacle?.(exact, library)).toMatch(/PositAdd has no exact form/);
  expect(errorMeasure.obstacle?.(design, library)).toBeUndefined();
});

test.each([
  ["PositMult n=8 IntMult n=8", "verify synth"],
  ["PositMult n=8 PlamMult n=8", "verify error synth"],
  ["MitchwMac n=8 acc=24 form=sequential", "verify synth"],
])("a sweep of %s that names no measures has %s", (text, expected) => {
  const names = usualMeasures(parseDesigns(text.split(" ")), [library]).map(({ name }) => name);
  expect(names.join(" ")).toBe(expected);
});
