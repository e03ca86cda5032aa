import { digestOf } from "../../tools/digest.js";
import type { Library } from "../../liberty/library.js";
import { openStaVersion } from "../../synth/sta/opensta.js";
import { recipeFor, retimedRecipe } from "../../synth/mapping/recipe.js";
import { everyWay, targetedWays, waysOf } from "../../synth/mapping/recipes.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";
import { findYosys } from "../../synth/mapping/yosys.js";
import { programDigest } from "../../tools/program-digest.js";
import type { Measure } from "../measure.js";

/** Area, delay, cells and depth in a cell library. The result keeps the netlist for measures that need it. */
export const synthMeasure: Measure<SynthesisResult> = {
  name: "synth",
  summary: "area, delay, cells and depth in a cell library, by Yosys and ABC",
  version: 2,
  ofLibrary: true,
  usual: true,
  figures: [
    {
      field: "area_um2",
      title: "area",
      unit: "µm²",
      place: "table",
      decimals: 1,
      better: "less",
      value: (r) => r.area_um2,
    },
    {
      field: "nand2_equivalents",
      title: "area",
      unit: "NAND2",
      place: "table",
      decimals: 1,
      better: "less",
      value: (r) => r.nand2_equivalents,
    },
    {
      field: "delay_ns",
      title: "delay",
      unit: "ns",
      place: "table",
      decimals: 3,
      better: "less",
      value: (r) => r.delay_ns,
    },
    {
      field: "delay_fo4",
      title: "delay",
      unit: "FO4",
      place: "table",
      decimals: 1,
      better: "less",
      value: (r) => r.delay_fo4,
    },
    {
      field: "area_delay_product_um2_ns",
      title: "ADP",
      unit: "µm²·ns",
      place: "table",
      decimals: 0,
      better: "less",
      value: (r) => r.area_delay_product_um2_ns,
    },
    {
      field: "area_delay_product_nand2_fo4",
      title: "ADP",
      unit: "NAND2·FO4",
      place: "table",
      decimals: 0,
      better: "less",
      value: (r) => r.area_delay_product_nand2_fo4,
    },
    {
      field: "cells",
      title: "cells",
      unit: "",
      place: "table",
      decimals: 0,
      better: "less",
      value: (r) => r.cells,
    },
    {
      field: "registers",
      title: "registers",
      unit: "",
      place: "table",
      decimals: 0,
      better: "less",
      value: ({ registers }) => (registers > 0 ? registers : null),
    },
    {
      field: "min_period_ns",
      title: "period",
      unit: "ns",
      place: "table",
      decimals: 3,
      better: "less",
      value: (r) => r.min_period_ns,
    },
    {
      field: "max_frequency_mhz",
      title: "frequency",
      unit: "MHz",
      place: "table",
      decimals: 0,
      better: "more",
      value: ({ min_period_ns }) => (min_period_ns === null ? null : 1000 / min_period_ns),
    },
    {
      field: "logic_depth",
      title: "depth",
      unit: "cells",
      place: "record",
      decimals: 0,
      better: "less",
      value: (r) => r.logic_depth,
    },
    { field: "recipe", title: "recipe", unit: "", place: "record", value: (r) => r.recipe.name },
    { field: "yosys", title: "Yosys", unit: "", place: "foot", value: (r) => r.yosys },
    {
      field: "delay_source",
      title: "delays",
      unit: "",
      place: "foot",
      value: (r) => (r.delay_ns === null && r.delay_fo4 === null ? null : `delays by ${r.delay_source}`),
    },
  ],
  async fingerprint({ objective, pipeline }, { library, timing, recipe = "reference", maxDelay }) {
    const { version, abc } = await findYosys();
    return {
      program: programDigest("synthesis"),
      library: libraryDigest(library),
      recipes: textsDigest(library, `${recipe} ${objective} ${String(maxDelay)}`, () =>
        (maxDelay === undefined ? waysOf(recipe, objective) : [...everyWay, ...targetedWays(maxDelay)])
          .map((way) => recipeFor(way, anyModule, library).text)
          .join("\n"),
      ),
      ...(recipe === "retimed" &&
        pipeline.stages > 0 && {
          retimed: textsDigest(library, "retimed stages", () => retimedRecipe(anyModule, library).text),
        }),
      yosys: version,
      abc,
      timing: timing === "opensta" ? await openStaVersion() : timing,
    };
  },
  run: (design, { library, timing, recipe, maxDelay, timeLimit }) =>
    synthesizeDesign(design, { library, timing, recipe, maxDelay, timeLimit }),
  // An incomplete result is not reproducible. Which of the two runs finishes depends on the machine and its load.
  keeps: ({ complete }) => complete,
};

const libraryDigest = (library: Library): string =>
  textsDigest(library, "library", () => JSON.stringify([library.files, library.leftOut, library.source]));

/** Stands for every design's module in recipes: its name is in the Verilog, whose digest is in the key. */
const anyModule = "any_module";

const digests = new WeakMap<Library, Map<string, string>>();

/** The digest of a text that is the same for hundreds of designs, made once. @param what all that decides the text, beside the library */
function textsDigest(library: Library, what: string, text: () => string): string {
  const known = digests.get(library) ?? new Map<string, string>();
  digests.set(library, known);
  const digest = known.get(what) ?? digestOf(text());
  known.set(what, digest);
  return digest;
}
