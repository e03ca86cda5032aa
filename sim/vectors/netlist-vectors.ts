import type { Design } from "../../generators/design.js";
import { gatesIn, type Datapath } from "../../circuit/datapath.js";
import { searchVectors } from "./gate-exhaustive/search.js";
import { searchCycles } from "./loaded-cycles.js";
import { Random } from "../../operands/random.js";
import { packVector, unpackVector, vectorLayout } from "../../operands/state.js";
import { budgetFor } from "./budget.js";
import { spells } from "./cycle-vectors.js";
import { wordsOf, listedVectors, type VectorOptions, type Vectors } from "./vectors.js";

/**
 * The vectors that a netlist is verified with: those of the RTL, then vectors that excite and observe conditions of the netlist's
 * own gates that these do not (see `GateCoverage`).
 * @param rtl of the same design, drawn with the same options
 * @param netlist its datapath; undefined where its registers cannot be loaded
 */
export function netlistVectors(
  design: Design,
  rtl: Vectors,
  netlist: Datapath | undefined,
  options: VectorOptions,
): Vectors {
  if (rtl.seed === null || netlist === undefined) return rtl;
  const known = wordsOf(rtl);
  const random = Random.seeded(rtl.seed);
  const { candidates, promising } = budgetFor(gatesIn(netlist), options);
  const layout = vectorLayout(design, "input");
  const pack = packVector.bind(null, layout, design.state);
  const cases = spells([...design.cases()], promising);
  const search = { random, most: candidates };
  const found = rtl.sequence
    ? searchCycles(design, netlist, {
        known: known.map((word) => unpackVector(layout, design.state, word)),
        promising: cases,
        ...search,
      }).map(pack)
    : searchVectors(netlist, { known, promising: cases.map(pack), ...search });
  return listedVectors([...known, ...found], rtl.seed, rtl.sequence);
}
