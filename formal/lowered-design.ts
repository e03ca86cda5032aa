import { modelCells, type ModelOptions } from "../sim/gates/cell-models.js";
import { gatesSubject } from "../sim/gates/subjects.js";
import { rtlSubject } from "../sim/icarus/rtl-subject.js";
import type { Design } from "../generators/design.js";
import type { MappedNetlist } from "../circuit/mapped-netlist.js";
import { lowerNetlist, lowerRtl, type Controls } from "./lower.js";
import type { FormalFailure } from "./result.js";
import type { Means, ProofSide } from "./settle.js";
import { foreignFaults } from "./undefined-values.js";

/** A design of which something is to be proved, its RTL and its netlist as gates. */
export interface LoweredDesign {
  readonly design: Design;
  readonly rtl: ProofSide;
  readonly netlist: ProofSide;
  readonly means: Means;
  readonly limits: ClaimLimits;
  /** Both sides again, of a pipeline with its controls. */
  lowerAgain(controls: Controls): Promise<Readonly<Record<"rtl" | "netlist", ProofSide>>>;
}

/** How wide designs may be for claims that take long. */
export interface ClaimLimits {
  /** Most input bits of a design that is compared with its plain variant. */
  readonly variantBits: number;
  /** Most input bits of a design that is compared with its golden model. */
  readonly tableBits: number;
}

/**
 * Lowers RTL and netlist.
 * @returns a failure where one of them has no meaning: an undriven net, an unknown cell, an x.
 *   Of a foreign design an x in the RTL is a don't care.
 * @throws {ToolError} Yosys is missing, fails or takes too long
 */
export async function lowerDesign(
  design: Design,
  mapped: MappedNetlist,
  options: ModelOptions,
  means: Means,
  limits: ClaimLimits,
): Promise<LoweredDesign | FormalFailure> {
  const [rtl, models] = await Promise.all([lowerRtl(design, means), modelCells(design, mapped, options)]);
  const rtlFaults = design.foreign === undefined ? rtl.faults : await foreignFaults(rtl, means);
  const [fault] = [...within("RTL", rtlFaults), ...within("netlist", models.faults)];
  if (fault !== undefined) return fault;
  const rtlSide = { name: "RTL", subject: rtlSubject(design) };
  const netlistSide = { name: "netlist", subject: gatesSubject(mapped, models.verilog) };
  return {
    ...{ design, means, limits },
    rtl: { ...rtlSide, gates: rtl },
    netlist: { ...netlistSide, gates: await lowerNetlist(design, mapped, models.verilog, means) },
    lowerAgain: async (controls) => ({
      rtl: { ...rtlSide, gates: await lowerRtl(design, means, controls) },
      netlist: {
        ...netlistSide,
        gates: await lowerNetlist(design, mapped, models.verilog, means, controls),
      },
    }),
  };
}

const within = (side: string, faults: readonly FormalFailure[]): FormalFailure[] =>
  faults.map(({ kind, message }) => ({ kind, message: `in the ${side}, ${message}` }));
