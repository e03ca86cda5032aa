import { z } from "zod";
import type { Architectures } from "../../contract/architecture.js";
import { oneOf } from "../../contract/parameter.js";
import type { Shifters } from "../../blocks/logarithm/place/place.js";
import type { Steps } from "../../blocks/shift-left.js";
import { segmenterMeanings } from "../../blocks/logarithm/take-segment.js";

/** The architecture choices of an approximate multiplier's shifters. */
export const shifterChoices = z.strictObject({
  leadingOne: oneOf("an operand's leading one is shifted out", segmenterMeanings),
  places: oneOf("the result is shifted", {
    fours: "by 0 to 3 in levels, then to places four apart",
    eights: "by 0 to 7 in levels, then to places eight apart",
    foursTwice: "by 0 to 3 at once, then to places four apart",
  }),
});
export type ShifterArchitecture = Readonly<z.output<typeof shifterChoices>>;

/** Widest operands, in bits, for which finding the leading one at once measured best. */
const narrow = 8;

/** As measured on 8 to 32 bits (`tapir synth --explore`, Nangate45, reference recipes). */
export const shifterArchitecture: Architectures<{ readonly n: number }, typeof shifterChoices> = {
  choices: shifterChoices,
  choose(objective, { n }) {
    if (objective === "area") return { leadingOne: "chain", places: "eights" };
    return n <= narrow
      ? { leadingOne: "select", places: "fours" }
      : { leadingOne: "blocks", places: "eights" };
  },
};

const steps: Readonly<Record<ShifterArchitecture["places"], Steps>> = {
  fours: { distance: 4, atOnce: false },
  eights: { distance: 8, atOnce: false },
  foursTwice: { distance: 4, atOnce: true },
};

/** The shifters of an architecture, for the blocks. */
export const shiftersOf = ({ leadingOne, places }: ShifterArchitecture): Shifters => ({
  normaliser: leadingOne,
  steps: steps[places],
});
