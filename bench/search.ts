import type { Design } from "../generators/design.js";
import { datapathOf } from "../circuit/datapath.js";
import { searchVectors } from "../sim/vectors/gate-exhaustive/search.js";
import { Random } from "../operands/random.js";

const most = 16_384;

/** Vectors of a combinational design looked at in a second for what they show of each gate of its datapath. */
export function searchSpeed(design: Design): number {
  const datapath = datapathOf(design);
  const start = performance.now();
  searchVectors(datapath, { known: [0n], promising: [], random: Random.seeded(1), most });
  return (most / (performance.now() - start)) * 1000;
}
