import type { Design } from "../generators/design.js";
import { datapathOf } from "../circuit/datapath.js";
import { searchVectors } from "../sim/vectors/gate-exhaustive/search.js";
import { Random } from "../operands/random.js";

const most = 16_384;

/** Vectors a second that the search examines, for what they detect in each gate of a combinational datapath. */
export function searchSpeed(design: Design): number {
  const datapath = datapathOf(design);
  const start = performance.now();
  searchVectors(datapath, { known: [0n], promising: [], random: Random.seeded(1), most });
  return (most / (performance.now() - start)) * 1000;
}
