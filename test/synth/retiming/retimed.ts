import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { expect } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { loadLibrary, osu018 } from "../../../liberty/load.js";
import { retimings } from "../../../synth/retiming/retime.js";
import { synthesizeDesign } from "../../../synth/synthesize-design.js";
import { verifyFormally } from "../../../formal/verify-formal.js";
import { verifyGates } from "../../../sim/gates/verify-gates.js";

export const library = await loadLibrary([osu018]);
export const options = { library, timeLimit: 60 };

/** Expects the first retiming of a pipeline to pass in the simulator and to be proved. */
export async function expectSameResults(spec: string): Promise<void> {
  const design = parseDesign(spec);
  const core = await synthesizeDesign(design.core, options);
  for await (const { netlist } of retimings(design, core.netlist, { ...options, objective: "delay" })) {
    const retimed = { netlist, module: design.moduleName };
    const gates = await verifyGates(new OpenedNetlist(design, retimed, library), {
      timeLimit: 60,
      seed: 1,
      random: 1000,
    });
    expect(gates).toMatchObject({ verdict: "pass", mismatches: 0 });
    expect((await verifyFormally(design, retimed, options)).verdict).toBe("proved");
    break;
  }
  expect.assertions(2);
}
