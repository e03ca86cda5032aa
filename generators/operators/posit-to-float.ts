import { finiteDatum, nan } from "../../golden/float-datum.js";
import { float } from "../../golden/float.js";
import { posit } from "../../golden/posit.js";
import { roundToFloat } from "../blocks/float/from-magnitude.js";
import { decodeArchitecture, decodePosit, scaleOf } from "../blocks/posit/decode.js";
import { v } from "../hdl/index.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { positAndFloat } from "./shared/posit-float-parameters.js";

export const positToFloat = defineOperator({
  name: "PositToFloat",
  summary: "posit to the nearest IEEE float, subnormals and infinities included; NaR becomes NaN",
  source: "IEEE 754-2019, §3.4 and §4.3.1; Standard for Posit Arithmetic (2022), §6.5",
  examples: ["n=16 es=2 wE=8 wF=23", "n=8 es=1 wE=4 wF=3", "n=32 es=2 wE=8 wF=23"],
  parameters: positAndFloat,
  ports: ({ n, es, rs, wE, wF }) => ({ x: input(posit(n, es, rs)), r: output(float(wE, wF)) }),
  computes: () => exactly("x, rounded"),
  golden: ({ n, es, rs, wE, wF }) => {
    const [from, to] = [posit(n, es, rs), float(wE, wF)];
    return ({ x }) => ({ r: to.round(from.isNaR(x) ? nan : finiteDatum(from.value(x))) });
  },
  architecture: decodeArchitecture,
  build(m, { x }, { n, es, rs, wE, wF, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);

    m.section(
      "The magnitude of a negative posit has its raw fields inverted, and ones without end behind them",
    );
    const { tail, fraction } = a.widths;
    const log = scaleOf(m.scope("x"), a, tail, a.sign);
    const mostRegime = a.widths.cap ?? n - 2;
    const magnitude = {
      scale: m.wire("scale", log.width - fraction, log.bits(log.width - 1, fraction)),
      fraction: m.wire("fraction", fraction, log.bits(fraction - 1, 0)),
      beyond: a.sign,
      least: -mostRegime * 2 ** es - 1,
      greatest: mostRegime * 2 ** es,
    };
    const rounded = roundToFloat(m, magnitude, { wE, wF });

    m.section("Zero is +0, NaR the quiet NaN");
    const nar = m.wire("nar", 1, v`${a.special} & ${a.sign}`);
    const quiet = v`{1'b0, {${wE + 1}{${nar}}}, {${wF - 1}{1'b0}}}`;
    return { r: v`${a.special} ? ${quiet} : {${a.sign}, ${rounded}}` };
  },
});
