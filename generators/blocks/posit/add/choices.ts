import { z } from "zod";
import type { Objective } from "../../../contract/architecture.js";
import { oneOf } from "../../../contract/parameter.js";
import { tooFarMeanings } from "../../align.js";
import { normaliserMeanings } from "../../normalise.js";

/** How a sum's leading digit is found: in the sum, as in `normalise`, or `anticipated`. */
const leadingOnes = {
  ...normaliserMeanings,
  anticipated: "where it is anticipated beside the addition",
} as const;

/** The architecture choices of a sum. */
export const sumChoices = z.strictObject({
  leadingOne: oneOf("the sum's leading one is shifted out", leadingOnes),
  tooFar: oneOf("a summand too far below the other is replaced by its sign", tooFarMeanings),
});

export type SumArchitecture = Readonly<z.output<typeof sumChoices>>;

/** The choice that measured best for posits of `n` bits. */
export const chooseSum = (objective: Objective, n: number): SumArchitecture => ({
  leadingOne: {
    area: n <= 10 ? ("select" as const) : n <= 16 ? ("blocks" as const) : ("chain" as const),
    balanced: n <= 16 ? ("chain" as const) : ("blocks" as const),
    delay: n <= 10 ? ("chain" as const) : ("anticipated" as const),
  }[objective],
  tooFar: "behind",
});
