import type { Design } from "../generators/design.js";
import { verifyRtl } from "../sim/verify.js";
import { exhaustiveSpeed } from "./exhaustive.js";
import type { Speed } from "./speed.js";

/**
 * Vectors of a design compared a second: its RTL by Icarus, the start of the tools included, and where its every
 * operand can be tried, its netlist bit-parallel.
 */
export async function simulation(design: Design, everyOperand: boolean): Promise<Speed[]> {
  const kind = `vectors of ${design.spec}`;
  const { verdict, vectors, seconds } = await verifyRtl(design);
  if (verdict !== "pass") throw new Error(`${design.spec} is wrong`);
  const icarus = { kind, what: "Icarus, RTL", per_second: vectors / seconds };
  if (!everyOperand) return [icarus];
  return [icarus, { kind, what: "bit-parallel, netlist", per_second: await exhaustiveSpeed(design) }];
}
