import { z } from "zod";
import { alwaysShown } from "../contract/shown.js";
import { realm } from "../../golden/corrected-mitchell.js";
import { correctedMitchellProduct } from "../blocks/logarithm/corrected-mitchell.js";
import type { SegmentCount } from "../blocks/logarithm/realm-table.js";
import { notes } from "../contract/parameter.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { significandCases } from "./cases/significands.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import { approximateWidth, keptBitsLastSet, signMode } from "./shared/parameters.js";
import { shiftersOf, shifterArchitecture } from "./shared/shifters.js";

/**
 * REALM: MBM with a correction for each pair of segments. Use it for the smallest errors of a logarithmic
 * multiplier.
 * The mean relative error is 1.4, 0.75 and 0.42 % with 4, 8 and 16 segments, with hardly any bias.
 */
export const realmMult = defineOperator({
  name: "RealmMult",
  summary: "approximate multiplier (REALM): Mitchell's corrected by a table of segments",
  source:
    "H. Saadat et al., REALM: reduced-error approximate log-based integer multiplier, Design, Automation and Test in Europe, 2020",
  examples: ["n=16 w=8 segments=8", "n=8 w=6 segments=4 sign=c1", "n=32 w=10 segments=16"],
  parameters: z
    .strictObject({
      n: approximateWidth,
      w: keptBitsLastSet(8),
      segments: z
        .literal([2, 4, 8, 16])
        .default(8)
        .meta(notes("segments of a power of two, in each operand", "2, 4, 8 or 16"))
        .meta(alwaysShown),
      sign: signMode,
    })
    .refine(({ n, w }) => w <= n, { path: ["w"], error: "w must not exceed n" })
    .refine(({ w, segments }) => segments <= 2 ** (w - 2), {
      path: ["segments"],
      error: "there must be at most 2^(w-2) segments",
    }),
  ports: ({ n, sign }) => productPorts(n, sign),
  computes: () => approximately("x·y"),
  golden: ({ n, w, sign, segments }) => productGolden(realm(n, w, sign, segments)),
  exact: ({ n, sign }) => exactGolden(n, sign),
  exactFast: ({ n, sign }) => exactRows(n, sign),
  architecture: shifterArchitecture,
  build(m, { x, y }, { w, sign, segments, architecture }) {
    const options = { sign, kept: w, segments: segments satisfies SegmentCount, ...shiftersOf(architecture) };
    return { r: correctedMitchellProduct(m, x, y, options) };
  },
  cases: ({ n, w }) => significandCases(n, w),
});
