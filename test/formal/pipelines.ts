import type { Design } from "../../generators/design.js";
import { parseDesign } from "../../generators/request.js";
import { expect } from "vitest";
import { settleProtocol } from "../../formal/induction.js";
import { lowerRtl } from "../../formal/lower.js";
import type { Claim } from "../../formal/result.js";
import { verifyFormally } from "../../formal/verify-formal.js";
import { loadLibrary } from "../../liberty/load.js";
import { synthesize } from "../../synth/mapping/synthesize.js";
import { findYosys } from "../../synth/mapping/yosys.js";
import { rtlSubject } from "../../sim/icarus/rtl-subject.js";
import { edited } from "./designs.js";

export type Edits = Readonly<Record<string, string>>;

/** Whatever controls there are. */
export const all = "stages=2 ce=true handshake=ready";

/** A pipeline with edits made to its RTL. */
export function pipeline(request: string, edits: Edits = {}): Design {
  const made = parseDesign(`PlamMult n=5 es=0 ${request}`);
  const verilog = edited(made.verilog(), edits);
  return { ...made, verilog: () => verilog };
}

/** Whether RTL advances and stalls as its protocol says. */
export async function decideProtocol(design: Design): Promise<Claim> {
  const means = { yosys: await findYosys("native"), timeLimit: 60, proofTime: 60 };
  const side = { name: "RTL", subject: rtlSubject(design), gates: await lowerRtl(design, means, "open") };
  return settleProtocol(design, { claim: "RTL = protocol", side }, means);
}

export async function expectRefuted(_: string, edits: Edits): Promise<void> {
  const claim = await decideProtocol(pipeline(all, edits));
  expect(claim).toMatchObject({
    verdict: "refuted",
    reason: "the RTL is not what the golden model says",
  });
  expect(claim.counter_example?.actual).not.toEqual(claim.counter_example?.expected);
  expect(claim.cycles?.[0]?.rst?.bits).toBe("0x1");
}

const library = await loadLibrary(["generic"]);
const options = { library, timeLimit: 60, yosys: "native" };

/** All claims of a pipeline and its netlist, which is that of another one if one is given. */
export async function decide(design: Design, mapped = design) {
  const job = { design: mapped.spec, verilog: mapped.verilog(), top: mapped.moduleName, clock: "clk" };
  return verifyFormally(design, await synthesize(job, { ...options, objective: "area" }), options);
}

export const verdicts = (claims: readonly Claim[]) =>
  claims.map(({ claim, verdict }) => `${claim} ${verdict}`);

/** The claims about a pipeline without controls. */
export const ofCore = ["RTL = netlist proved", "RTL = core proved"];
