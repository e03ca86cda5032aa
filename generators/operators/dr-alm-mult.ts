import { z } from "zod";
import { drAlm } from "../../golden/mitchw.js";
import { mitchellProduct } from "../blocks/logarithm/mitchell.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { significandCases } from "./cases/significands.js";
import {
  complementOf,
  exactGolden,
  exactRows,
  productGolden,
  productPorts,
} from "./shared/approximate-ports.js";
import { approximateWidth, keptBits, signMode } from "./shared/parameters.js";
import { shiftersOf, shifterArchitecture } from "./shared/shifters.js";

/**
 * DR-ALM-t: Mitch-w's datapath with another correction, one unit of the last bit kept.
 * Use it beside Mitch-w: its bias is smaller than the truncated one's, and it does not overflow as the
 * compensated one does.
 * Its mean relative error at 16 bits is least at t = 6, 3.03 %. That figure showed that t counts the leading
 * one.
 */
export const drAlmMult = defineOperator({
  name: "DrAlmMult",
  summary: "approximate multiplier (DR-ALM): Mitch-w with its last bit set and one unit added",
  source:
    "P. Yin et al., Design and analysis of energy-efficient dynamic range approximate logarithmic multipliers for machine learning, IEEE Trans. Sustainable Computing 6(4), 2021, algorithm 1",
  examples: ["n=16 t=6", "n=8 t=5 sign=c1", "n=32 t=6"],
  parameters: z
    .strictObject({
      n: approximateWidth,
      t: keptBits(6),
      sign: signMode,
    })
    .refine(({ n, t }) => t <= n, { path: ["t"], error: "t must not exceed n" }),
  ports: ({ n, sign }) => productPorts(n, sign),
  computes: () => approximately("x·y"),
  golden: ({ n, t, sign }) => productGolden(drAlm(n, t, sign)),
  exact: ({ n, sign }) => exactGolden(n, sign),
  exactFast: ({ n, sign }) => exactRows(n, sign),
  dot: ({ n, t, sign }) => ({
    operands: { kind: "integer", bits: n, signed: sign !== "unsigned" },
    product: { kind: "mitchell", kept: t, setLast: true, correction: 1, ...complementOf(sign) },
    roundsProduct: false,
  }),
  architecture: shifterArchitecture,
  build(m, { x, y }, { t, sign, architecture }) {
    const options = { sign, kept: t, setLast: true, correction: 1n, ...shiftersOf(architecture) };
    return { r: mitchellProduct(m, x, y, options).product };
  },
  cases: ({ n, t }) => significandCases(n, t),
});
