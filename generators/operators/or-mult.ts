import { z } from "zod";
import { orProduct } from "../../golden/cut-array.js";
import { multiplyPartly } from "../blocks/multiply/index.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { columnCases } from "./cases/columns.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import { columns, columnsFit, reductionArchitecture, signedFactors } from "./shared/cut-array-parameters.js";
import { approximateWidth, complementSign } from "./shared/parameters.js";

/**
 * An exact array but for its t lowest columns, whose products are OR-ed.
 * Use it where errors must be very small: mean relative errors of 0.1 to 3 % of 8 bits. Products are never too large.
 * Relative errors of products of small operands are large: 3·3 gives 7, and others lose up to 45 %.
 */
export const orMult = defineOperator({
  name: "OrMult",
  summary: "approximate multiplier: an array whose lowest columns are OR-ed, without carries",
  source:
    "as defined here: column c < t of the array of x[i] y[j], i + j = c, is worth the OR of its products",
  examples: ["n=8 t=6", "n=16 t=12", "n=8 t=5 signed=true"],
  parameters: z
    .strictObject({ n: approximateWidth, t: columns(1, "are OR-ed"), signed: signedFactors })
    .refine(columnsFit.holds, columnsFit.blame)
    .refine(({ n, t, signed }) => !signed || t < n, {
      path: ["t"],
      error: "of signed operands t must be less than n: a column with a sign bit is not OR-ed",
    }),
  ports: ({ n, signed }) => productPorts(n, complementSign(signed)),
  computes: () => approximately("x·y"),
  golden: ({ n, t, signed }) => productGolden(orProduct(n, t, signed)),
  exact: ({ n, signed }) => exactGolden(n, complementSign(signed)),
  exactFast: ({ n, signed }) => exactRows(n, complementSign(signed)),
  architecture: reductionArchitecture,
  build: (m, { x, y }, { t, signed, architecture }) => ({
    r: multiplyPartly(m, "product", x, y, { signed, columns: t, ored: true, reduction: architecture }),
  }),
  cases: ({ n, t }) => columnCases(n, t),
});
