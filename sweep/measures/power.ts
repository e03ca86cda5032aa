import { openStaVersion } from "../../synth/sta/opensta.js";
import { measurePower, powerObstacle, type PowerResult } from "../../synth/power/power.js";
import { usualPowerVectors } from "../../operands/distributions.js";
import { operandsKey } from "../../operands/recorded-operands.js";
import { programDigest } from "../../tools/program-digest.js";
import type { Measure, MeasuredFigure } from "../measure.js";
import { synthMeasure } from "./synth.js";

const microwatts = (
  field: string,
  title: string,
  place: "table" | "record",
  value: (result: PowerResult) => number | null,
): MeasuredFigure<PowerResult> => ({ field, title, unit: "µW", place, decimals: 2, better: "less", value });

/** The power of the netlist that `synth` produces, from simulated switching. */
export const powerMeasure: Measure<PowerResult> = {
  name: "power",
  summary: "power and energy in a cell library, from simulated switching, by OpenSTA",
  version: 3,
  ofLibrary: true,
  optional: true,
  figures: [
    microwatts("power_uw", "power", "table", (r) => r.power_uw),
    {
      field: "energy_pj",
      title: "energy",
      unit: "pJ",
      place: "table",
      decimals: 3,
      better: "less",
      value: (r) => r.energy_pj,
    },
    microwatts("leakage_uw", "leakage", "record", (r) => r.leakage_uw),
    microwatts("internal_uw", "internal power", "record", (r) => r.internal_uw),
    microwatts("clock_uw", "clock power", "record", (r) => r.clock_uw),
    microwatts("switching_uw", "switching power", "record", (r) => r.switching_uw),
    microwatts("glitch_uw", "glitches", "record", (r) => r.glitch_uw),
    {
      field: "toggles_per_net",
      title: "toggles",
      unit: "per net",
      place: "record",
      decimals: 3,
      value: (r) => r.toggles_per_net,
    },
    {
      field: "power_vectors",
      title: "cycles",
      unit: "",
      place: "record",
      decimals: 0,
      value: (r) => r.vectors,
    },
    { field: "meets_clock", title: "meets clock", unit: "", place: "record", value: (r) => r.meets_clock },
    {
      field: "power_source",
      title: "power",
      unit: "",
      place: "foot",
      value: ({ tool, clock_mhz, operands, glitch_uw }) =>
        `power by ${tool} at ${clock_mhz} MHz (operands: ${operands}; ${glitch_uw === null ? "no glitches" : "with glitches"})`,
    },
  ],
  obstacle: powerObstacle,
  async fingerprint(design, conditions) {
    const { operands, glitches = false, clock, vectors, seed } = conditions;
    return {
      ...(await synthMeasure.fingerprint(design, conditions)),
      simulation: programDigest("simulation"),
      opensta: await openStaVersion(),
      operands: operandsKey(operands),
      glitches,
      clock,
      vectors: vectors ?? usualPowerVectors,
      seed,
    };
  },
  run: async (design, conditions, recall) =>
    measurePower(design, await recall(synthMeasure), {
      ...conditions,
      vectors: conditions.vectors ?? usualPowerVectors,
    }),
};
