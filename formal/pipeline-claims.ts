import { hasControls } from "../generators/pipeline/pipeline.js";
import type { Decide } from "./claims.js";
import { settleProtocol } from "./induction.js";
import { lowerRtl } from "./lower.js";
import type { LoweredDesign } from "./lowered-design.js";
import { otherClock } from "./outcome.js";
import { lookThrough, UnevenLatency } from "./pipeline.js";
import type { ClaimKind, FormalFailure } from "./result.js";
import { settle, type ProofSide } from "./settle.js";

/** A pipeline whose RTL and netlist, which never stall, have been looked through: both are combinational. */
export interface LoweredPipeline extends LoweredDesign {
  /** Both sides with their controls; null where there are none. */
  readonly open: Readonly<Record<"rtl" | "netlist", ProofSide>> | null;
}

/**
 * Looks through a pipeline's registers.
 * @returns a failure where that is impossible
 * @throws {ToolError} Yosys fails or takes too long
 */
export async function lookThroughPipeline(lowered: LoweredDesign): Promise<LoweredPipeline | FormalFailure> {
  const { design } = lowered;
  const sides = { rtl: lowered.rtl, netlist: lowered.netlist };
  for (const which of ["rtl", "netlist"] as const)
    try {
      sides[which] = { ...sides[which], gates: lookThrough(sides[which].gates, design.latency) };
    } catch (error) {
      if (!(error instanceof UnevenLatency)) throw error;
      return { kind: "uneven latency", message: `in the ${sides[which].name}, ${error.message}` };
    }
  const open = hasControls(design.pipeline) ? await lowered.lowerAgain("open") : null;
  const clock = open && otherClock([open.rtl, open.netlist]);
  return clock ?? { ...lowered, ...sides, open };
}

/** RTL = core: a pipeline that never stalls is its combinational core, a latency later. */
export const equalsCore: Decide = async ({ design, rtl, means }) => {
  const core = { name: "core", gates: await lowerRtl(design.core, means), subject: "golden" } as const;
  return settle(design, { claim: "RTL = core", sides: [rtl, core] }, means);
};

/** A side advances and stalls as the protocol says; null where the pipeline has no controls. */
export const followsProtocol =
  (which: "rtl" | "netlist", claim: ClaimKind) =>
  async ({ design, open, means }: LoweredPipeline) =>
    open === null ? null : settleProtocol(design, { claim, side: open[which] }, means);
