import type { Design } from "../generators/design.js";
import { hasControls } from "../generators/pipeline/pipeline.js";
import type { MappedNetlist } from "../circuit/mapped-netlist.js";
import { rtlSubject } from "../sim/icarus/rtl-subject.js";
import { gatesSubject } from "../sim/gates/subjects.js";
import { settleProtocol } from "./induction.js";
import { lowerNetlist, lowerRtl } from "./lower.js";
import type { Blif } from "./blif.js";
import { otherClock, weakest, without, type Outcome } from "./outcome.js";
import { lookThrough, UnevenLatency } from "./pipeline.js";
import type { FormalFailure } from "./result.js";
import { settle, type Means } from "./settle.js";

type Lowered = Readonly<Record<"RTL" | "netlist", Blif>>;

/**
 * A pipeline equals its combinational core, a latency later, and so does its netlist, where nothing holds them up; and
 * both go on and stand still as the protocol says.
 * @param tied RTL and netlist where nothing holds them up
 * @param models of the netlist's cells, in Verilog
 */
export async function pipelineOutcome(
  design: Design,
  netlist: MappedNetlist,
  tied: Lowered,
  models: string,
  means: Means,
): Promise<Outcome> {
  const combinational = lookThroughBoth(tied, design.latency);
  if ("kind" in combinational) return without("fail", combinational);
  const open = hasControls(design.pipeline)
    ? {
        RTL: await lowerRtl(design, means, "open"),
        netlist: await lowerNetlist(design, netlist, models, means, "open"),
      }
    : null;
  const clock = otherClock(open ?? {});
  if (clock !== undefined) return without("undecided", clock);

  const rtl = { name: "RTL", subject: rtlSubject(design) };
  const mapped = { name: "netlist", subject: gatesSubject(netlist, models) };
  const rtlSide = { ...rtl, gates: combinational.RTL };
  const netlistSide = { ...mapped, gates: combinational.netlist };
  const core = { name: "core", gates: await lowerRtl(design.core, means), subject: "golden" } as const;
  const claims = [
    await settle(design, { claim: "RTL = netlist", sides: [rtlSide, netlistSide] }, means),
    await settle(design, { claim: "RTL = core", sides: [rtlSide, core] }, means),
  ];
  if (open !== null)
    claims.push(
      await settleProtocol(design, { claim: "RTL = protocol", side: { ...rtl, gates: open.RTL } }, means),
      await settleProtocol(
        design,
        { claim: "netlist = protocol", side: { ...mapped, gates: open.netlist } },
        means,
      ),
    );
  return { verdict: weakest(claims), claims };
}

function lookThroughBoth(tied: Lowered, latency: number): Lowered | FormalFailure {
  const looked = { ...tied };
  for (const name of ["RTL", "netlist"] as const)
    try {
      looked[name] = lookThrough(tied[name], latency);
    } catch (error) {
      if (!(error instanceof UnevenLatency)) throw error;
      return { kind: "uneven latency", message: `in the ${name}, ${error.message}` };
    }
  return looked;
}
