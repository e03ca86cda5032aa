import { z } from "zod";
import { alwaysShown } from "../contract/shown.js";
import { Dyadic } from "../../golden/dyadic.js";
import { signed, unsigned } from "../../golden/integer.js";
import { fromParts, partsOf } from "../../golden/posit-parts.js";
import { posit } from "../../golden/posit.js";
import { encodeArchitecture, encodePosit } from "../blocks/posit/encode.js";
import { v } from "../hdl/index.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { exponentSize, positWidth, regimeCap } from "./shared/parameters.js";
import { flips, roundingBorders } from "./cases/rounding.js";

const scaleWidth = z
  .int()
  .min(2)
  .max(16)
  .default(10)
  .describe("bits of the scale, two's complement")
  .meta(alwaysShown);
const fractionWidth = z.int().min(1).max(128).default(16).describe("bits of the fraction").meta(alwaysShown);

export const positEncode = defineOperator({
  name: "PositEncode",
  summary: "rounds (sign ? -2 + fraction : 1 + fraction) * 2^scale to a posit; sticky is half a bit more",
  source: "Standard for Posit Arithmetic (2022), §3.3 and §4.1",
  examples: ["n=16 es=2", "n=5 es=1 wScale=5 wFraction=4", "n=32 es=2 wFraction=32"],
  parameters: z.strictObject({
    n: positWidth,
    es: exponentSize,
    rs: regimeCap,
    wScale: scaleWidth,
    wFraction: fractionWidth,
  }),
  ports: ({ n, es, rs, wScale, wFraction }) => ({
    sign: input(unsigned(1)),
    zero: input(unsigned(1)),
    nar: input(unsigned(1)),
    scale: input(signed(wScale)),
    fraction: input(unsigned(wFraction)),
    sticky: input(unsigned(1)),
    r: output(posit(n, es, rs)),
  }),
  computes: () => exactly("±(1 + fraction)·2^scale, rounded"),
  golden: ({ n, es, rs, wScale, wFraction }) => {
    const format = posit(n, es, rs);
    const scaleFormat = signed(wScale);
    return ({ sign, zero, nar, scale, fraction, sticky }) => {
      if (nar === 1n) return { r: format.nar };
      if (zero === 1n) return { r: 0n };
      const exact = fromParts({
        negative: sign === 1n,
        scale: Number(scaleFormat.value(scale)),
        fraction: new Dyadic(2n * fraction + sticky, -wFraction - 1),
      });
      return { r: format.round(exact) };
    };
  },
  architecture: encodeArchitecture,
  build(m, { sign, zero, nar, scale, fraction, sticky }, { n, es, rs, wScale, architecture }) {
    m.section("A negative number's raw exponent is inverted, its fraction is not");
    const width = Math.max(wScale, es + 2);
    const wide = m.wire("wide_scale", width, v`{{${width - wScale}{${scale.msb}}}, ${scale}}`);
    // the run of an inverted regime is the same, and then does not wait for the sign: only the exponent is inverted
    const isLate = architecture.encoderShift === "narrowest";
    const raw = isLate
      ? m.wire("raw_exponent", es, v`${wide.bits(es - 1, 0)} ^ {${es}{${sign}}}`)
      : m.wire("raw_scale", width, v`${wide} ^ {${width}{${sign}}}`);
    const unrounded = {
      sign: m.wire("r_sign", 1, v`${nar} | (${sign} & ~${zero})`),
      special: m.wire("special", 1, v`${nar} | ${zero}`),
      regime: m.wire("regime", width - es, (isLate ? wide : raw).bits(width - 1, es)),
      ...(isLate && { inverted: sign }),
      tail: m.wire("tail", es + fraction.width + 1, v`{${raw.bits(es - 1, 0)}, ${fraction}, ${sticky}}`),
    };
    return { r: encodePosit(m.scope("r"), unrounded, { n, rs }, architecture) };
  },
  *cases({ n, es, rs, wScale, wFraction }) {
    const scaleFormat = signed(wScale);
    // scale, fraction and sticky side by side, as one pattern
    const below = wFraction + 1;
    for (const border of roundingBorders(posit(n, es, rs)))
      for (const value of [border, border.negated()]) {
        const { negative, scale, fraction } = partsOf(value);
        if (scaleFormat.wrap(BigInt(scale)) !== BigInt.asUintN(wScale, BigInt(scale))) continue;
        const tie = (scaleFormat.wrap(BigInt(scale)) << BigInt(below)) | fraction.scaled(below).floor();
        for (const bits of flips(tie, wScale + below))
          yield {
            sign: negative ? 1n : 0n,
            zero: 0n,
            nar: 0n,
            scale: bits >> BigInt(below),
            fraction: BigInt.asUintN(wFraction, bits >> 1n),
            sticky: bits & 1n,
          };
      }
  },
});
