import { findYosys } from "../../synth/mapping/yosys.js";
import { toolVersion } from "../../synth/fpga/place-and-route.js";
import { synthesizeForFpga, type FpgaResult } from "../../synth/fpga/synthesize.js";
import { commandFor, targetOf, type FpgaName } from "../../synth/fpga/targets.js";
import { programDigest } from "../../tools/program-digest.js";
import type { Measure, MeasuredFigure } from "../measure.js";

/** The cost of a design in an FPGA. Each family has its own measure, named after it. */
export function fpgaMeasure(target: FpgaName): Measure<FpgaResult> {
  const { family, nextpnr } = targetOf(target);
  const number = (
    field: string,
    unit: string,
    decimals: number,
    value: (result: FpgaResult) => number | null,
  ): MeasuredFigure<FpgaResult> => ({
    field: `${target}_${field}`,
    title: target,
    unit,
    place: "table",
    decimals,
    better: "less",
    value,
  });
  return {
    name: target,
    summary: `LUTs, carries, DSPs and flip-flops in ${family}, by Yosys`,
    version: 1,
    ofLibrary: false,
    figures: [
      number("luts", "LUTs", 0, (r) => r.luts),
      number("carries", "carries", 0, (r) => r.carries),
      number("dsps", "DSPs", 0, (r) => r.dsps),
      number("flip_flops", "flip-flops", 0, (r) => r.flip_flops),
      number("delay_ns", "ns", 2, (r) => r.delay_ns),
      {
        field: `${target}_timing`,
        title: `${target} timing`,
        unit: "",
        place: "foot",
        value: ({ device, no_timing }) =>
          no_timing === null
            ? `${target} routed by nextpnr on ${device ?? ""}`
            : `no ${target} delay: ${no_timing}`,
      },
      { field: `${target}_yosys`, title: "Yosys", unit: "", place: "foot", value: ({ yosys }) => yosys },
    ],
    fingerprint: async (design) => ({
      program: programDigest("synthesis"),
      synthesis: commandFor(target, design),
      yosys: (await findYosys()).version,
      nextpnr: nextpnr === undefined ? null : await toolVersion(nextpnr.tool),
    }),
    run: (design, { timeLimit }) => synthesizeForFpga(design, { target, timeLimit }),
  };
}
