import type { BooleanFunction } from "./text/function.js";
import { pinsOf, restrict } from "./text/print-function.js";

/** How an output follows an input: Liberty's names. */
export type TimingSense = "positive_unate" | "negative_unate" | "non_unate";

/** Of a function with more other inputs than these, the sense is taken for the general one. */
const mostOthers = 10;

/** The timing sense of an arc from an input, by the output's function: what a library means that does not say it. */
export function senseOf(of: BooleanFunction, input: string): TimingSense {
  const others = pinsOf(of).filter((pin) => pin !== input);
  if (others.length > mostOthers) return "non_unate";
  let [rises, falls] = [false, false];
  for (let i = 0; i < 2 ** others.length; i++) {
    const fixed = others.map((pin, k) => [pin, ((i >> k) & 1) === 1] as const);
    const [low, high] = [false, true].map((value) => restrict(of, new Map([...fixed, [input, value]])));
    if (low === false && high === true) rises = true;
    if (low === true && high === false) falls = true;
  }
  return rises === falls ? "non_unate" : rises ? "positive_unate" : "negative_unate";
}
