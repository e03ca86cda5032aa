import { z } from "zod";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit, scaleOf } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { v } from "../hdl/index.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { exponentSize, positWidth, regimeCap } from "./shared/parameters.js";
import { flips, roundingBorders } from "./cases/rounding.js";

export const positResize = defineOperator({
  name: "PositResize",
  summary: "posit of one format to the nearest posit of another",
  source: "Standard for Posit Arithmetic (2022), §4.1 and §6.4",
  examples: ["nx=32 esx=2 nr=16 esr=2", "nx=8 esx=0 nr=16 esr=1", "nx=16 esx=1 nr=8 esr=2"],
  parameters: z.strictObject({
    nx: positWidth,
    esx: exponentSize,
    rsx: regimeCap,
    nr: positWidth,
    esr: exponentSize,
    rsr: regimeCap,
  }),
  ports: ({ nx, esx, rsx, nr, esr, rsr }) => ({
    x: input(posit(nx, esx, rsx)),
    r: output(posit(nr, esr, rsr)),
  }),
  computes: () => exactly("x, rounded"),
  golden: ({ nx, esx, rsx, nr, esr, rsr }) => {
    const [from, to] = [posit(nx, esx, rsx), posit(nr, esr, rsr)];
    return ({ x }) => ({ r: from.isNaR(x) ? to.nar : to.round(from.value(x)) });
  },
  architecture: {
    choices: decodeArchitecture.choices,
    choose: (objective, { nx, rsx }) => decodeArchitecture.choose(objective, { n: nx, rs: rsx }),
  },
  build(m, { x }, { nr, esx, esr, rsx, rsr, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es: esx, rs: rsx }, architecture);

    m.section("Raw regime and exponent are one number, of which the result's exponent is the low part");
    const { tail, fraction } = a.widths;
    const log = scaleOf(m.scope("x"), a, tail, m.wire("upright", 1, v`1'b0`));
    const low = fraction + esr;
    const missing = Math.max(0, low + 2 - log.width);
    const width = log.width + missing;
    const fields = m.wire("fields", width, v`{{${missing}{${log.msb}}}, ${log}}`);
    const regime = m.wire("regime", width - low, fields.bits(width - 1, low));
    const { sign, special } = a;
    const unrounded = { sign, special, regime, tail: m.wire("tail", low, fields.bits(low - 1, 0)) };
    return { r: encodePosit(m.scope("r"), unrounded, { n: nr, rs: rsr }) };
  },
  *cases({ nx, esx, rsx, nr, esr, rsr }) {
    const [from, to] = [posit(nx, esx, rsx), posit(nr, esr, rsr)];
    for (const border of roundingBorders(to))
      for (const value of [border, border.negated()])
        for (const x of flips(from.round(value), nx)) yield { x };
  },
});
