import { finiteDatum } from "../../golden/float-datum.js";
import { float } from "../../golden/float.js";
import { posit } from "../../golden/posit.js";
import { normalise } from "../blocks/normalise.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { bitsFor } from "../blocks/widths.js";
import { v } from "../hdl/index.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { positAndFloat } from "./shared/posit-float-parameters.js";
import { flips, roundingBorders } from "./cases/rounding.js";

export const floatToPosit = defineOperator({
  name: "FloatToPosit",
  summary: "IEEE float, subnormals included, to the nearest posit; infinities and NaN become NaR",
  source: "IEEE 754-2019, §3.4; Standard for Posit Arithmetic (2022), §4.1 and §6.5",
  examples: ["n=16 es=2 wE=8 wF=23", "n=8 es=1 wE=4 wF=3", "n=32 es=2 wE=8 wF=23"],
  parameters: positAndFloat,
  ports: ({ n, es, rs, wE, wF }) => ({ x: input(float(wE, wF)), r: output(posit(n, es, rs)) }),
  computes: () => exactly("x, rounded"),
  golden: ({ n, es, rs, wE, wF }) => {
    const [from, to] = [float(wE, wF), posit(n, es, rs)];
    return ({ x }) => {
      const datum = from.datum(x);
      return { r: datum.kind === "finite" ? to.round(datum.value) : to.nar };
    };
  },
  build(m, { x }, { n, es, rs, wE, wF }) {
    m.section("The fields of the float: subnormal numbers have the smallest exponent and no hidden one");
    const negative = m.wire("negative", 1, x.msb);
    const exponent = m.wire("exponent", wE, x.bits(wE + wF - 1, wF));
    const subnormal = m.wire("subnormal", 1, v`~(|${exponent})`);
    const significand = m.wire("significand", wF + 1, v`{~${subnormal}, ${x.bits(wF - 1, 0)}}`);
    const zero = m.wire("zero", 1, v`~(|${significand})`);
    const nar = m.wire("nar", 1, v`&${exponent}`);

    m.section("Subnormal numbers are normalised");
    const { count, rest } = normalise(m.scope("significand"), significand, {
      fill: v`1'b0`,
      normaliser: "chain",
    });
    // the bias is 2^(wE−1) − 1; taking off the power of two inverts the first bit
    const width = Math.max(wE, bitsFor(wF + 1), es) + 2;
    const below = v`{${width - wE + 1}{~${exponent.msb}}}`;
    const unbiased = v`{${below}, ${exponent.bits(wE - 2, 1)}, ${exponent.bit(0)} | ${subnormal}}`;
    const scale = m.wire("scale", width, v`${unbiased} - ${count} + 1'b1`);

    m.section(
      "The raw fields of a negative posit are inverted, and so are the zeros behind them, without end",
    );
    const raw = m.wire("raw_scale", width, v`${scale} ^ {${width}{${negative}}}`);
    const unrounded = {
      sign: m.wire("sign", 1, v`${nar} | (${negative} & ~${zero})`),
      special: m.wire("special", 1, v`${nar} | ${zero}`),
      regime: m.wire("regime", width - es, raw.bits(width - 1, es)),
      tail: m.wire("tail", es + wF, v`{${raw.bits(es - 1, 0)}, ${rest} ^ {${wF}{${negative}}}}`),
      beyond: negative,
    };
    return { r: encodePosit(m.scope("r"), unrounded, { n, rs }) };
  },
  *cases({ n, es, rs, wE, wF }) {
    const [from, to] = [float(wE, wF), posit(n, es, rs)];
    // subnormals of every length
    for (const x of flips(0n, from.width)) yield { x };
    for (const border of roundingBorders(to))
      for (const value of [border, border.negated()])
        for (const x of flips(from.round(finiteDatum(value)), from.width)) yield { x };
  },
});
