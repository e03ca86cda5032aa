import type { CaseFormat, DrawFactors, MacOperands } from "../case-format.js";
import { addendTies } from "./addend-ties.js";
import { nearOpposites } from "./cancellations.js";
import { everyDistance } from "./distances.js";
import { sumsAtPowers } from "./powers.js";

/**
 * Terms x·y and a of which each decides bits of the sum. An adder's cases come from here too, with y = 1.
 * @param far the distance in places beyond which a term is sticky only
 */
export function* closeTerms(draw: DrawFactors, sum: CaseFormat, far: number): Generator<MacOperands> {
  yield* nearOpposites(draw, sum, far);
  yield* everyDistance(draw, sum, far);
  yield* addendTies(draw, sum);
  yield* sumsAtPowers(draw, sum, far);
}
