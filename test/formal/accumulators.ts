import { expect } from "vitest";
import { clockOf, type Design } from "../../generators/design.js";
import { parseDesign } from "../../generators/request.js";
import type { Claim } from "../../formal/result.js";
import { verifyFormally } from "../../formal/verify-formal.js";
import { loadLibrary } from "../../liberty/load.js";
import { synthesize } from "../../synth/mapping/synthesize.js";
import { edited } from "./designs.js";

const library = await loadLibrary(["generic"]);
export const options = { library, timeLimit: 60, yosys: "native" };

export const accumulator = (request = "IntMac n=2 acc=4 signed=false form=sequential"): Design =>
  parseDesign(request);

export type Edits = Readonly<Record<string, string>>;

/** A design, proved beside the netlist of what edits make of its RTL, with edits made to the netlist too. */
export async function decide(
  design: Design,
  { rtl = {}, netlist = {} }: { rtl?: Edits; netlist?: Edits } = {},
  proofTime = 60,
) {
  const verilog = edited(design.verilog(), rtl);
  const synthesis = await mapped({ ...design, verilog: () => verilog });
  return verifyFormally(
    design,
    { ...synthesis, netlist: edited(synthesis.netlist, netlist) },
    { ...options, proofTime },
  );
}

export const mapped = (design: Design) =>
  synthesize(
    { design: design.spec, verilog: design.verilog(), top: design.moduleName, clock: clockOf(design) },
    { ...options, objective: "area" },
  );

export const verdicts = (claims: readonly Claim[]) =>
  claims.map(({ claim, verdict }) => `${claim} ${verdict}`);

/** The cycles that refute a wrong netlist, each as its ports. */
export const wrongNetlist = async (edits: { rtl?: Edits; netlist?: Edits }, request?: string) => {
  const { verdict, claims } = await decide(accumulator(request), edits);
  expect(verdict).toBe("refuted");
  const [claim] = claims;
  expect(claim).toMatchObject({
    claim: "RTL = netlist",
    verdict: "refuted",
    reason: "the netlist is not what the golden model says",
  });
  expect(claim?.counter_example?.actual).not.toEqual(claim?.counter_example?.expected);
  return (claim?.cycles ?? []).map((cycle) => (port: string) => BigInt(cycle[port]?.bits ?? "2"));
};
