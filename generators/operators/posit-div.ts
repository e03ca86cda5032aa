import { positQuotient } from "../../golden/posit-division.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit, scaleOf } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { positMagnitude } from "../blocks/posit/magnitude.js";
import { divideSignificands } from "../blocks/posit/quotient.js";
import { isNar } from "../blocks/posit/term.js";
import { defineOperator, exactly } from "../contract/operator.js";
import { v } from "../hdl/index.js";
import { positQuotientCases } from "./cases/posit-division.js";
import { positFormat, twoPosits } from "./shared/posit-ports.js";

export const positDiv = defineOperator({
  name: "PositDiv",
  summary: "posit divider, exact, rounded once",
  source:
    "Standard for Posit Arithmetic (2022), §4.1 and §5; I. Koren, Computer Arithmetic Algorithms, 2nd edition, §3.3",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: twoPosits,
  computes: () => exactly("x/y"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: positQuotient(format, x, y) });
  },
  cases: ({ n, es, rs }) => positQuotientCases(posit(n, es, rs)),
  architecture: decodeArchitecture,
  build(m, { x, y }, { n, es, rs, architecture }) {
    m.section("The magnitudes of both operands");
    const [scopeX, scopeY] = [m.scope("x"), m.scope("y")];
    const a = decodePosit(scopeX, positMagnitude(scopeX, x), { es, rs }, architecture);
    const magnitudeY = positMagnitude(scopeY, y);
    const b = decodePosit(scopeY, magnitudeY, { es, rs }, architecture);
    // zero and NaR are alike as divisors
    m.unused(magnitudeY.msb);

    m.section("NaR, and whatever is divided by zero, is NaR; zero divided by anything else is zero");
    const special = m.wire("special", 1, v`${a.special} | ${b.special}`);
    const nar = m.wire("nar", 1, v`(${isNar(a)}) | ${b.special}`);
    const sign = m.wire("sign", 1, v`${special} ? ${nar} : (${x.msb} ^ ${y.msb})`);

    m.section("The significands' quotient, bit by bit");
    const quotient = divideSignificands(m, a.fraction, b.fraction);

    m.section("A quotient below 1 is doubled, which takes one from the exponent");
    const positive = m.wire("positive", 1, v`1'b0`);
    const scaleX = scaleOf(scopeX, a, es, positive);
    const scaleY = scaleOf(scopeY, b, es, positive);
    const width = scaleX.width + 1;
    const scale = m.wire(
      "scale",
      width,
      v`{${scaleX.msb}, ${scaleX}} + ~{${scaleY.msb}, ${scaleY}} + ${quotient.whole}`,
    );
    const bits = quotient.fraction.width;
    const fraction = m.wire(
      "normal",
      bits,
      v`${quotient.whole} ? ${quotient.fraction} : {${quotient.fraction.bits(bits - 2, 0)}, 1'b0}`,
    );

    m.section("A negative quotient's raw fields are inverted, with ones without end behind them");
    const fields = width + bits + 1;
    const raw = m.wire("raw", fields, v`{${scale}, ${fraction}, ${quotient.sticky}} ^ {${fields}{${sign}}}`);
    const tail = es + bits + 1;
    const unrounded = {
      sign,
      special,
      regime: m.wire("regime", fields - tail, raw.bits(fields - 1, tail)),
      tail: m.wire("tail", tail, raw.bits(tail - 1, 0)),
      beyond: sign,
    };
    return { r: encodePosit(m.scope("r"), unrounded, { n, rs }) };
  },
});
