import { z } from "zod";
import { mbm } from "../../golden/corrected-mitchell.js";
import { correctedMitchellProduct } from "../blocks/logarithm/corrected-mitchell.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { significandCases } from "./cases/significands.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import { approximateWidth, keptBitsLastSet, signMode } from "./shared/parameters.js";
import { shiftersOf, shifterArchitecture } from "./shared/shifters.js";

/**
 * MBM: Mitchell's product plus 5/64 of the operands' powers of two. Use it where Mitch-w's bias hurts and
 * DRUM's multiplier is too large.
 * The correction takes the bias from −3.85 to −0.10 % and the mean relative error to 2.6 %.
 * Of w < n bits the last is set. Where nothing is cut off, w = n, none is, as in the paper's formula; the authors' own RTL
 * sets it there too.
 */
export const mbmMult = defineOperator({
  name: "MbmMult",
  summary: "approximate multiplier (MBM): Mitchell's with its bias removed by a constant",
  source:
    "H. Saadat, H. Bokhari, S. Parameswaran, Minimally biased multipliers for approximate integer and floating-point multiplication, IEEE Trans. CAD 37(11), 2018",
  examples: ["n=16 w=8", "n=8 w=6 sign=c1", "n=32 w=8"],
  parameters: z
    .strictObject({
      n: approximateWidth,
      w: keptBitsLastSet(8),
      sign: signMode,
    })
    .refine(({ n, w }) => w <= n, { path: ["w"], error: "w must not exceed n" }),
  ports: ({ n, sign }) => productPorts(n, sign),
  computes: () => approximately("x·y"),
  golden: ({ n, w, sign }) => productGolden(mbm(n, w, sign)),
  exact: ({ n, sign }) => exactGolden(n, sign),
  exactFast: ({ n, sign }) => exactRows(n, sign),
  architecture: shifterArchitecture,
  build(m, { x, y }, { w, sign, architecture }) {
    const options = { sign, kept: w, segments: 1, ...shiftersOf(architecture) } as const;
    return { r: correctedMitchellProduct(m, x, y, options) };
  },
  cases: ({ n, w }) => significandCases(n, w),
});
