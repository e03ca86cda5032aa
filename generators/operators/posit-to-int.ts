import { z } from "zod";
import { signed } from "../../golden/integer.js";
import { positToInteger } from "../../golden/posit-integer.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit } from "../blocks/posit/decode.js";
import { integerOf } from "../blocks/posit/to-integer.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { flips } from "./cases/rounding.js";
import { integersAndHalves } from "./cases/posit-integers.js";
import { convertedInteger, exponentSize, positWidth } from "./shared/parameters.js";

export const positToInt = defineOperator({
  name: "PositToInt",
  summary:
    "posit to the nearest integer, ties to even; NaR and what is out of range become the lowest integer",
  source: "Standard for Posit Arithmetic (2022), §6.3",
  examples: ["n=16 es=2", "n=8 es=0 w=5", "n=32 es=2", "n=16 es=2 w=32"],
  parameters: z.strictObject({ n: positWidth, es: exponentSize, w: convertedInteger }),
  ports: ({ n, es, w = n }) => ({ x: input(posit(n, es)), r: output(signed(w)) }),
  computes: () => exactly("x to an integer, ties to even, the lowest one where there is none"),
  golden: ({ n, es, w = n }) => {
    const format = posit(n, es);
    return ({ x }) => ({ r: positToInteger(format, x, w) });
  },
  architecture: decodeArchitecture,
  build(m, { x }, { n, es, w = n, architecture }) {
    return { r: integerOf(m, decodePosit(m.scope("x"), x, es, architecture), w) };
  },
  *cases({ n, es, w = n }) {
    const format = posit(n, es);
    for (const value of integersAndHalves(w)) for (const x of flips(format.round(value), n)) yield { x };
  },
});
