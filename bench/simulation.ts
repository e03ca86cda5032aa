import type { Design } from "../generators/design.js";
import { verifyRtl } from "../sim/icarus/verify.js";
import { exhaustiveSpeed } from "./exhaustive.js";
import { searchSpeed } from "./search.js";
import type { Speed } from "./speed.js";

/**
 * Vectors of a design a second: compared with its RTL by Icarus, the start of the tools included; looked at for what they show
 * of the RTL's gates; and where its every operand can be tried, compared with its netlist bit-parallel.
 */
export async function simulation(design: Design, everyOperand: boolean): Promise<Speed[]> {
  const kind = `vectors of ${design.spec}`;
  const { verdict, vectors, seconds } = await verifyRtl(design);
  if (verdict !== "pass") throw new Error(`${design.spec} is wrong`);
  const icarus = { kind, what: "Icarus, RTL", per_second: vectors / seconds };
  const search = { kind, what: "each gate inverted, RTL", per_second: searchSpeed(design) };
  if (!everyOperand) return [icarus, search];
  return [icarus, search, { kind, what: "bit-parallel, netlist", per_second: await exhaustiveSpeed(design) }];
}
