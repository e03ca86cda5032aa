import { z } from "zod";
import { truncatedProduct } from "../../golden/cut-array.js";
import { multiplyPartly } from "../blocks/multiply/index.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { columnCases } from "./cases/columns.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import {
  arrayCorrection,
  columns,
  columnsFit,
  meanLeftOut,
  reductionArchitecture,
  signedFactors,
} from "./shared/cut-array-parameters.js";
import { approximateWidth, complementSign } from "./shared/parameters.js";

/**
 * An array whose t lowest columns are left out. With `correction=constant` the mean of what they are worth is added.
 * Use it where products are rounded to their upper bits anyway, as in filters.
 * With the constant a product with 0 is not 0: networks do not run on it.
 */
export const truncMult = defineOperator({
  name: "TruncMult",
  summary: "approximate multiplier, truncated: an array without its lowest columns",
  source:
    "M. J. Schulte, E. E. Swartzlander, Truncated multiplication with correction constant, VLSI Signal Processing VI, 1993",
  examples: ["n=8 t=6 correction=constant", "n=16 t=12", "n=8 t=5 signed=true"],
  parameters: z
    .strictObject({
      n: approximateWidth,
      t: columns(1, "are left out"),
      signed: signedFactors,
      correction: arrayCorrection.default("none"),
    })
    .refine(columnsFit.holds, columnsFit.blame),
  ports: ({ n, signed }) => productPorts(n, complementSign(signed)),
  computes: () => approximately("x·y"),
  golden: ({ n, t, signed, correction }) =>
    productGolden(truncatedProduct(n, t, signed, correction === "constant")),
  exact: ({ n, signed }) => exactGolden(n, complementSign(signed)),
  exactFast: ({ n, signed }) => exactRows(n, complementSign(signed)),
  architecture: reductionArchitecture,
  build: (m, { x, y }, { n, t, signed, correction, architecture }) => ({
    r: multiplyPartly(m, "product", x, y, {
      signed,
      columns: t,
      constant: correction === "constant" ? meanLeftOut(n, t, signed) : 0n,
      reduction: architecture,
    }),
  }),
  cases: ({ n, t }) => columnCases(n, t),
});
