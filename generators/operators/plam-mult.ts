import { z } from "zod";
import { posit } from "../../golden/posit.js";
import { decodePosit, scaleOf } from "../blocks/posit-decode.js";
import { encodePosit } from "../blocks/posit-encode.js";
import { productSign } from "../blocks/posit-specials.js";
import { v } from "../hdl/index.js";
import { defineOperator, input, output } from "../operator.js";
import { exponentSize, positWidth } from "./parameters.js";

export const plamMult = defineOperator({
  name: "PlamMult",
  summary: "posit logarithm-approximate multiplier (PLAM)",
  source:
    "R. Murillo et al., PLAM: a posit logarithm-approximate multiplier, IEEE Trans. Emerging Topics in Computing 10(4), 2022",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: z.strictObject({ n: positWidth, es: exponentSize }),
  ports: ({ n, es }) => ({
    x: input(posit(n, es)),
    y: input(posit(n, es)),
    r: output(posit(n, es)),
  }),
  golden: ({ n, es }) => {
    const format = posit(n, es);
    return ({ x, y }) => ({ r: format.plam(x, y) });
  },
  build(m, { x, y }, { n, es }) {
    const a = decodePosit(m.scope("x"), x, es);
    const b = decodePosit(m.scope("y"), y, es);
    const { sign, special } = productSign(m, a, b);

    m.section("Raw fields hold +log2 or -log2 of an operand: the other's sign inverts them for the product");
    const { tail } = a.widths;
    const logX = scaleOf(m.scope("x"), a, tail, b.sign);
    const logY = scaleOf(m.scope("y"), b, tail, a.sign);

    m.section("Mitchell: the logarithm of a product is the sum of the logarithms");
    const carry = m.wire("carry", 1, v`${a.sign} | ${b.sign}`);
    const log = m.wire("log", logX.width + 1, v`{${logX.msb}, ${logX}} + {${logY.msb}, ${logY}} + ${carry}`);
    // Two inversions lack two ulps of two's complement and there is one carry; ones without end make up for it.
    const beyond = m.wire("beyond", 1, v`${a.sign} & ${b.sign}`);

    const split = tail - es;
    const regime = m.wire("regime", log.width - tail, log.bits(log.width - 1, split + es));
    const fields = m.wire("tail", tail, log.bits(tail - 1, 0));
    return { r: encodePosit(m.scope("r"), { sign, special, regime, tail: fields, beyond }, n) };
  },
});
