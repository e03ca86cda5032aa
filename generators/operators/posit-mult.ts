import { z } from "zod";
import { posit } from "../../golden/posit.js";
import { multiplySigned } from "../blocks/multiply.js";
import { decodePosit, scaleOf, significandOf } from "../blocks/posit-decode.js";
import { encodePosit } from "../blocks/posit-encode.js";
import { productSign } from "../blocks/posit-specials.js";
import { v } from "../hdl/index.js";
import { defineOperator, input, output } from "../operator.js";
import { exponentSize, positWidth } from "./parameters.js";

export const positMult = defineOperator({
  name: "PositMult",
  summary: "posit multiplier, exact, rounded once",
  source: "Standard for Posit Arithmetic (2022), §4.1 and §5",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: z.strictObject({ n: positWidth, es: exponentSize }),
  ports: ({ n, es }) => ({
    x: input(posit(n, es)),
    y: input(posit(n, es)),
    r: output(posit(n, es)),
  }),
  golden: ({ n, es }) => {
    const format = posit(n, es);
    return ({ x, y }) => ({ r: format.multiply(x, y) });
  },
  build(m, { x, y }, { n, es }) {
    const a = decodePosit(m.scope("x"), x, es);
    const b = decodePosit(m.scope("y"), y, es);
    const { sign, special } = productSign(m, a, b);

    m.section("Signed significands, -2+f or 1+f, and the exponents that go with them");
    const { fraction } = a.widths;
    const significandX = significandOf(m.scope("x"), a);
    const significandY = significandOf(m.scope("y"), b);
    const scaleX = scaleOf(m.scope("x"), a, es, a.sign);
    const scaleY = scaleOf(m.scope("y"), b, es, b.sign);
    const product = multiplySigned(m, "product", significandX, significandY);

    m.section("Normalise to 1+f or -2+f: the product may be 2 or 4 times as much (4 is -2 times -2)");
    const top = 2 * fraction;
    const twice = m.wire("twice", 1, v`${product.bit(top + 1)} ^ ${product.bit(top + 3)}`);
    const fourfold = m.wire("fourfold", 1, v`${product.bit(top + 2)} ^ ${product.bit(top + 3)}`);
    const significandR = m.wire(
      "fraction",
      top + 1,
      v`${twice} ? ${product.bits(top, 0)} : {${product.bits(top - 1, 0)}, 1'b0}`,
    );
    const scale = m.wire(
      "scale",
      scaleX.width + 1,
      v`{${scaleX.msb}, ${scaleX}} + {${scaleY.msb}, ${scaleY}} + {${fourfold}, ${twice}}`,
    );

    m.section("A negative result's raw exponent is inverted");
    const raw = m.wire("raw_scale", scale.width, v`${scale} ^ {${scale.width}{${sign}}}`);
    const regime = m.wire("regime", raw.width - es, raw.bits(raw.width - 1, es));
    const tail = m.wire("tail", es + top + 1, v`{${raw.bits(es - 1, 0)}, ${significandR}}`);
    return { r: encodePosit(m.scope("r"), { sign, special, regime, tail }, n) };
  },
});
