import { z } from "zod";
import { signed } from "../../golden/integer.js";
import { positToInteger } from "../../golden/posit-integer.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit } from "../blocks/posit/decode.js";
import { integerOf } from "../blocks/posit/to-integer.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { flips } from "./cases/rounding.js";
import { integersAndHalves } from "./cases/posit-integers.js";
import { convertedInteger, exponentSize, positWidth, regimeCap } from "./shared/parameters.js";

export const positToInt = defineOperator({
  name: "PositToInt",
  summary:
    "posit to the nearest integer, ties to even; NaR and what is out of range become the lowest integer",
  source: "Standard for Posit Arithmetic (2022), §6.3",
  examples: ["n=16 es=2", "n=8 es=0 w=5", "n=32 es=2", "n=16 es=2 w=32"],
  parameters: z.strictObject({ n: positWidth, es: exponentSize, rs: regimeCap, w: convertedInteger }),
  ports: ({ n, es, rs, w = n }) => ({ x: input(posit(n, es, rs)), r: output(signed(w)) }),
  computes: () => exactly("x to an integer, ties to even, the lowest one where there is none"),
  golden: ({ n, es, rs, w = n }) => {
    const format = posit(n, es, rs);
    return ({ x }) => ({ r: positToInteger(format, x, w) });
  },
  architecture: decodeArchitecture,
  build(m, { x }, { n, es, rs, w = n, architecture }) {
    return { r: integerOf(m, decodePosit(m.scope("x"), x, { es, rs }, architecture), w) };
  },
  *cases({ n, es, rs, w = n }) {
    const format = posit(n, es, rs);
    for (const value of integersAndHalves(w)) for (const x of flips(format.round(value), n)) yield { x };
  },
});
