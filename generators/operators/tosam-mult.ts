import { z } from "zod";
import { alwaysShown } from "../contract/shown.js";
import { tosam } from "../../golden/tosam.js";
import type { Segment } from "../blocks/logarithm/leading-segment.js";
import { segmentOperands } from "../blocks/logarithm/operands.js";
import { place } from "../blocks/logarithm/place/place.js";
import { bitsFor } from "../blocks/widths.js";
import { v, type Signal } from "../hdl/index.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { significandCases } from "./cases/significands.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import { approximateWidth, signMode } from "./shared/parameters.js";
import { shiftersOf, shifterArchitecture } from "./shared/shifters.js";

/**
 * TOSAM(h, t): the product of two significands with its sum cut to t bits, and its small product to h + 1
 * bits a factor.
 * Use it where DRUM with the same error is too large: mean relative error 4.0 % for (1, 5), 2.1 % for (2, 6),
 * 1.05 % for (3, 7).
 */
export const tosamMult = defineOperator({
  name: "TosamMult",
  summary: "approximate multiplier (TOSAM): truncated sum, rounded small product",
  source:
    "S. Vahdat et al., TOSAM: an energy-efficient truncation- and rounding-based scalable approximate multiplier, IEEE Trans. VLSI 27(5), 2019",
  examples: ["n=16 h=2 t=6", "n=8 h=1 t=5 sign=c1", "n=32 h=3 t=7"],
  parameters: z
    .strictObject({
      n: approximateWidth,
      h: z
        .int()
        .min(0)
        .max(63)
        .default(2)
        .describe("fraction bits of a factor of the small product")
        .meta(alwaysShown),
      t: z.int().min(2).max(63).default(6).describe("fraction bits of a term of the sum").meta(alwaysShown),
      sign: signMode,
    })
    .refine(({ n, t }) => t < n, { path: ["t"], error: "t must be less than n" })
    .refine(({ h, t }) => h <= t, { path: ["h"], error: "h must not exceed t" }),
  ports: ({ n, sign }) => productPorts(n, sign),
  computes: () => approximately("x·y"),
  golden: ({ n, h, t, sign }) => productGolden(tosam(n, h, t, sign)),
  exact: ({ n, sign }) => exactGolden(n, sign),
  exactFast: ({ n, sign }) => exactRows(n, sign),
  architecture: shifterArchitecture,
  build(m, { x, y }, { n, h, t, sign, architecture }) {
    const { normaliser, steps } = shiftersOf(architecture);
    const operands = segmentOperands(m, x, y, { sign, width: t + 1, padding: t, normaliser });
    const { valid, negative } = operands;

    m.section("1 + fx + fy and the product of the roundest parts of the fractions");
    const rounded = (name: string, { bits }: Segment): Signal =>
      m.wire(`${name}_rounded`, h + 1, v`{${bits.bits(t - 1, t - h)}, 1'b1}`);
    const a = rounded("x", operands.x);
    const b = rounded("y", operands.y);
    const product = m.wire("small_product", 2 * h + 2, v`${a} * ${b}`);
    const fraction = Math.max(t, 2 * h + 2);
    const term = ({ bits }: Segment): Signal["all"] => v`{${bits.bits(t - 1, 0)}, ${fraction - t}'b0}`;
    const onePlus = v`{1'b1, ${term(operands.x)}}`;
    const aligned = v`{${product}, ${fraction - 2 * h - 2}'b0}`;
    const significand = m.wire("significand", fraction + 2, v`${onePlus} + ${term(operands.y)} + ${aligned}`);

    m.section("Shifted by the sum of the exponents");
    const most = 2 * (sign === "c1" ? n - 2 : n - 1);
    const amount = m.wire("exponent", bitsFor(most), v`${operands.x.shift} + ${operands.y.shift}`);
    const options = { width: 2 * n, drop: fraction, most, valid, negative, sign, steps };
    return { r: place(m, significand, amount, options) };
  },
  cases: ({ n, t }) => significandCases(n, t + 1),
});
