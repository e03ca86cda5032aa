import { z } from "zod";
import { fastPositProduct } from "../../golden/posit-fast.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit, positWidths } from "../blocks/posit/decode.js";
import { encodeEither, type EitherRegime } from "../blocks/posit/encode-either.js";
import { encodeArchitecture, encoderShifts, encodePosit } from "../blocks/posit/encode.js";
import {
  exactEitherProduct,
  exactPositProduct,
  productArchitecture,
  productChoices,
} from "../blocks/posit/product.js";
import { regimeCap, type PositLayout } from "../blocks/posit/layout.js";
import type { Architectures, Objective } from "../contract/architecture.js";
import { defineOperator, exactly } from "../contract/operator.js";
import { oneOf } from "../contract/parameter.js";
import { positProductCases } from "./cases/posit-product.js";
import { positDot } from "./shared/posit-dot.js";
import { positFormat, twoPosits } from "./shared/posit-ports.js";

const choices = z.strictObject({
  ...productChoices.shape,
  encoderShift: oneOf("the result is shifted to its place", {
    ...encoderShifts,
    prepared: "the widest level first, by an amount made ready for both scales that the product may have",
    beside: "in the same way, but for regime and exponent, which are placed for both scales",
  }),
});

/** How an encoder that is prepared for both scales makes the regime; null for one that waits for the scale. */
const eitherRegime = (shift: z.output<typeof choices>["encoderShift"]): EitherRegime | null =>
  shift === "prepared" ? "shifted" : shift === "beside" ? "placed" : null;

/** Most fraction bits with which an array measured faster than Booth's rows, before an encoder that is prepared. */
const fastArray = 12;

/**
 * What measured best where regimes are not capped; the other choices are those of product and encoder. Beside a shift that is clamped, raw
 * bits are smaller from eight bits on.
 */
function chooseUncapped(objective: Objective, { n, es, rs }: PositLayout): Partial<z.output<typeof choices>> {
  switch (objective) {
    case "area":
      return { encoderShift: "clamped", ...(n >= 8 && decodeArchitecture.choose(objective, { n, rs })) };
    case "balanced":
      return n > 10 ? { encoderShift: "prepared" } : {};
    case "delay":
      return {
        encoderShift: "beside",
        ...(positWidths({ n, es }).fraction <= fastArray && { partialProducts: "array" }),
      };
  }
}

const architecture: Architectures<PositLayout, typeof choices> = {
  choices,
  choose: (objective, p) => ({
    ...productArchitecture.choose(objective, p),
    ...encodeArchitecture.choose(objective, p),
    ...(regimeCap(p.n, p.rs) === null && chooseUncapped(objective, p)),
  }),
  idle: (p, chosen) => [
    ...(productArchitecture.idle?.(p, chosen) ?? []),
    ...(regimeCap(p.n, p.rs) !== null
      ? ["encoderShift"]
      : eitherRegime(chosen.encoderShift) === null
        ? []
        : ["scale"]),
  ],
};

export const positMult = defineOperator({
  name: "PositMult",
  summary: "posit multiplier, exact, rounded once",
  source: "Standard for Posit Arithmetic (2022), §4.1 and §5",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: twoPosits,
  computes: () => exactly("x·y"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: format.multiply(x, y) });
  },
  fast: ({ n, es, rs }) => (n <= 16 ? fastPositProduct(n, es, rs) : undefined),
  dot: (format) => positDot(format, { product: { kind: "exact" }, roundsProduct: true }),
  cases: ({ n, es, rs }) => positProductCases(posit(n, es, rs)),
  architecture,
  build(m, { x, y }, { n, es, rs, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const b = decodePosit(m.scope("y"), y, { es, rs }, architecture);
    const { encoderShift } = architecture;
    const regime = eitherRegime(encoderShift);
    if (regime !== null && regimeCap(n, rs) === null)
      return { r: encodeEither(m.scope("r"), exactEitherProduct(m, a, b, architecture), n, regime) };
    const shift = encoderShift === "prepared" || encoderShift === "beside" ? "widest" : encoderShift;
    const product = exactPositProduct(m, a, b, architecture);
    return { r: encodePosit(m.scope("r"), product, { n, rs }, { encoderShift: shift }) };
  },
});
