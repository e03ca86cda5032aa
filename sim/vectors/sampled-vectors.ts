import type { Design } from "../../generators/design.js";
import { cornerVectors } from "../../operands/corners.js";
import type { Datapath } from "../../circuit/datapath.js";
import { searchVectors } from "./gate-exhaustive/search.js";
import type { Random } from "../../operands/random.js";
import { randomVectors } from "../../operands/biased.js";
import type { Budget } from "./budget.js";
import { layoutOf } from "../../operands/word.js";

/**
 * Vectors of a combinational design, each once, in this order:
 *
 *     corners, sorted | the operator's cases | biased random vectors | vectors that excite and observe gates
 *
 * Sorted corners simulate at least five times as fast. Random vectors are not sorted: their disorder detects latches.
 */
export function sampledVectors(
  design: Pick<Design, "ports" | "cases">,
  datapath: Datapath,
  random: Random,
  budget: Budget,
): bigint[] {
  const layout = layoutOf(design.ports, "input");
  const formats = layout.fields.map(({ format }) => format);
  const joined = (tuples: Iterable<readonly bigint[]>) => Array.from(tuples, (each) => layout.join(each));
  const corners = joined(cornerVectors(formats, random, budget.corners));
  const own = random.some([...design.cases()], Infinity).map((bits) => layout.pack(bits));
  const cases = own.slice(0, budget.cases);
  const drawn = joined(randomVectors(formats, random, budget.randomBeside(corners.length + cases.length)));
  const known = new Set([...corners.sort(ascending), ...cases, ...drawn]);
  const found = searchVectors(datapath, {
    known: [...known],
    promising: own.slice(budget.cases).slice(0, budget.promising),
    random,
    most: budget.candidates,
  });
  return [...known, ...found.slice(0, budget.foundBeside(known.size))];
}

const ascending = (a: bigint, b: bigint) => (a < b ? -1 : Number(a > b));
