import { z } from "zod";
import type { Objective } from "../../../contract/architecture.js";
import { normalisers } from "../../normalise.js";

/** How a sum's leading digit is found: in the sum, as `normalisers` do, or `anticipated` beside the addition. */
const leadingOnes = [...normalisers, "anticipated"] as const;
export type LeadingOne = (typeof leadingOnes)[number];

/** The architecture choices of a sum. */
export const sumChoices = z.strictObject({
  leadingOne: z
    .enum(leadingOnes)
    .describe("how the sum's is found: in stages, by blocks of places, at once, or beside the addition"),
});

type SumArchitecture = Readonly<z.output<typeof sumChoices>>;

/** The choice that measured best for posits of `n` bits. */
export const chooseSum = (objective: Objective, n: number): SumArchitecture => ({
  leadingOne: {
    area: n <= 10 ? ("select" as const) : n <= 16 ? ("blocks" as const) : ("chain" as const),
    balanced: n <= 16 ? ("chain" as const) : ("blocks" as const),
    delay: n <= 10 ? ("blocks" as const) : ("anticipated" as const),
  }[objective],
});
