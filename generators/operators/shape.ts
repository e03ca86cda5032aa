import { z } from "zod";
import type { Architectures } from "../architecture.js";
import type { Shape } from "../blocks/place.js";

/** What there is to choose of the shifters of an approximate multiplier. */
export const shifterChoices = z.strictObject({
  leadingOne: z
    .enum(["chain", "blocks"])
    .describe("how it is shifted out: stage after stage, or selected among blocks of four positions"),
});
type ShifterArchitecture = Readonly<z.output<typeof shifterChoices>>;

/** As measured on 8 to 32 bits: one chain of multiplexers is the smallest way to the leading one, blocks the fastest. */
export const shifterArchitecture: Architectures<object, typeof shifterChoices> = {
  choices: shifterChoices,
  choose: (objective) => ({ leadingOne: objective === "area" ? "chain" : "blocks" }),
};

/** The shifters that were chosen. */
export const shapeOf = ({ leadingOne }: ShifterArchitecture): Shape => ({
  block: leadingOne === "chain" ? 64 : 4,
  step: 8,
});
