import type { Design } from "../generators/design.js";
import { verifyRtl } from "../sim/icarus/verify.js";
import { exhaustiveSpeed } from "./exhaustive.js";
import { searchSpeed } from "./search.js";
import type { Speed } from "./speed.js";

/**
 * Vectors of a design a second, in three kinds of simulation:
 * - Icarus compares the RTL with the golden model. The time includes the start of the tools.
 * - The search for vectors inverts each gate of the RTL, and so finds the gates that are observable at an output.
 * - If every operand can be tried, a bit-parallel simulation compares the netlist with the golden model.
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
