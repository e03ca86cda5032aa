import type { Blif } from "./blif.js";
import { clockObstacle } from "./origins.js";
import type { Claim, FormalFailure, FormalResult } from "./result.js";

/** What became of a design's claims, or why there are none. */
export type Outcome = Pick<FormalResult, "verdict" | "failure" | "claims">;

export const without = (verdict: FormalResult["verdict"], failure: FormalFailure): Outcome => ({
  verdict,
  failure,
  claims: [],
});

export function weakest(claims: readonly Claim[]): Claim["verdict"] {
  const verdicts = claims.map(({ verdict }) => verdict);
  return (["refuted", "undecided"] as const).find((verdict) => verdicts.includes(verdict)) ?? "proved";
}

/** Why state cannot be proved anything of. */
export function otherClock(sides: Readonly<Record<string, Blif>>): FormalFailure | undefined {
  for (const [name, blif] of Object.entries(sides)) {
    const obstacle = clockObstacle(blif);
    if (obstacle !== undefined) return { kind: "other clock", message: `in the ${name}, ${obstacle}` };
  }
  return undefined;
}
