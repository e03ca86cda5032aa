import { z } from "zod";
import type { Architectures } from "../../contract/architecture.js";
import { oneOf } from "../../contract/parameter.js";
import { adderMeanings, type Adder } from "../../blocks/adders/index.js";
import { idleInMultiplier, multiplierChoices, significandArchitecture } from "../../blocks/multiply/index.js";
import { decodeChoices, multipliedDecodeArchitecture, positWidths } from "../../blocks/posit/decode.js";
import type { Objective } from "../../contract/architecture.js";

const choices = z.strictObject({
  ...decodeChoices.shape,
  ...multiplierChoices.shape,
  quireAdder: oneOf("the adder to the quire is", adderMeanings),
});

const quireAdders = { area: "ripple", balanced: "plus", delay: "brentKung" } as const satisfies Record<
  Objective,
  Adder
>;

/** What measured best for a product and its addition to a quire. */
export const quireArchitecture: Architectures<
  { n: number; es: number; rs?: number | undefined; product: "exact" | "plam" },
  typeof choices
> = {
  choices,
  choose: (objective, { n, es, rs }) => ({
    ...multipliedDecodeArchitecture.choose(objective, { n, rs }),
    ...significandArchitecture(objective, positWidths({ n, es, rs }).fraction),
    quireAdder: quireAdders[objective],
  }),
  idle: ({ product }, architecture) =>
    product === "exact" ? idleInMultiplier(architecture) : Object.keys(multiplierChoices.shape),
};

/** Distance between a product's places, in bits. Also 8 and 32 were within 2 % in area and delay. */
export const placeStep = 16;

/** Bits of the quire in one block of the readout. */
export const readStep = 8;
