import { clockObstacle } from "./origins.js";
import type { Claim, FormalFailure, FormalResult } from "./result.js";
import type { ProofSide } from "./settle.js";

/** What became of a design's claims, or why there are none. */
export type Outcome = Pick<FormalResult, "verdict" | "failure" | "claims">;

/** Why nothing was claimed. */
export const without = (verdict: FormalResult["verdict"], failure: FormalFailure): Outcome => ({
  verdict,
  failure,
  claims: [],
});

/** A refuted claim refutes the design; else an undecided one leaves it undecided. */
export function weakest(claims: readonly Claim[]): Claim["verdict"] {
  const verdicts = claims.map(({ verdict }) => verdict);
  return (["refuted", "undecided"] as const).find((verdict) => verdicts.includes(verdict)) ?? "proved";
}

/** Why nothing can be proved of sides with registers; undefined where something can. */
export function otherClock(sides: readonly ProofSide[]): FormalFailure | undefined {
  for (const { name, gates } of sides) {
    const obstacle = clockObstacle(gates);
    if (obstacle !== undefined) return { kind: "other clock", message: `in the ${name}, ${obstacle}` };
  }
  return undefined;
}
