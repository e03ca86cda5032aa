import { z } from "zod";
import { signed } from "../../golden/integer.js";
import { integerToPosit } from "../../golden/posit-integer.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { positOfInteger } from "../blocks/posit/from-integer.js";
import { oneOf } from "../contract/parameter.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { flips, roundingBorders } from "./cases/rounding.js";
import { convertedInteger, exponentSize, positWidth, regimeCap } from "./shared/parameters.js";

const lowest = oneOf("the lowest integer becomes", {
  nar: "NaR, as in the Posit Standard",
  number: "the posit nearest to it",
});

export const intToPosit = defineOperator({
  name: "IntToPosit",
  summary: "integer to the nearest posit, rounded once",
  source: "Standard for Posit Arithmetic (2022), §4.1 and §6.3",
  examples: ["n=16 es=2", "n=8 es=0 w=5 lowest=number", "n=32 es=2", "n=16 es=2 w=32"],
  parameters: z.strictObject({
    n: positWidth,
    es: exponentSize,
    rs: regimeCap,
    w: convertedInteger,
    lowest: lowest.default("nar"),
  }),
  ports: ({ n, es, rs, w = n }) => ({ x: input(signed(w)), r: output(posit(n, es, rs)) }),
  computes: ({ lowest }) => exactly(`x, rounded${lowest === "nar" ? "; the lowest is NaR" : ""}`),
  golden: ({ n, es, rs, w = n, lowest }) => {
    const format = posit(n, es, rs);
    return ({ x }) => ({ r: integerToPosit(format, x, w, lowest === "nar") });
  },
  architecture: {
    choices: decodeArchitecture.choices,
    choose: (objective, { n, w = n }) => decodeArchitecture.choose(objective, { n: w }),
  },
  build(m, { x }, { n, es, rs, lowest, architecture }) {
    const unrounded = positOfInteger(m, x, { es, lowestIsNar: lowest === "nar", ...architecture });
    return { r: encodePosit(m.scope("r"), unrounded, { n, rs }) };
  },
  *cases({ n, es, rs, w = n }) {
    const to = signed(w);
    for (const border of roundingBorders(posit(n, es, rs)))
      for (const value of [border, border.negated()])
        for (const x of flips(to.nearest(value), w)) yield { x };
  },
});
