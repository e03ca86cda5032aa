import { z } from "zod";
import { brokenProduct } from "../../golden/cut-array.js";
import { multiplyPartly } from "../blocks/multiply/index.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { alwaysShown } from "../contract/shown.js";
import { columnCases } from "./cases/columns.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import { columns, columnsFit, reductionArchitecture, signedFactors } from "./shared/cut-array-parameters.js";
import { approximateWidth, complementSign } from "./shared/parameters.js";

/**
 * An array without its t lowest columns and without the rows of y's h lowest bits: the lowest h bits of y count as 0.
 * Use it for the smallest circuits, where large errors do no harm.
 */
export const brokenArrayMult = defineOperator({
  name: "BrokenArrayMult",
  summary: "approximate multiplier, broken array: without its lowest columns and rows",
  source:
    "H. R. Mahdiani et al., Bio-inspired imprecise computational blocks for efficient VLSI implementation of soft-computing applications, IEEE Trans. Circuits and Systems I 57(4), 2010",
  examples: ["n=8 t=7 h=2", "n=16 t=14 h=4", "n=8 t=9 h=3 signed=true"],
  parameters: z
    .strictObject({
      n: approximateWidth,
      t: columns(0, "are left out, the vertical break level"),
      h: z
        .int()
        .min(0)
        .max(63)
        .default(0)
        .describe("rows that are left out, the horizontal break level")
        .meta(alwaysShown),
      signed: signedFactors,
    })
    .refine(columnsFit.holds, columnsFit.blame)
    .refine(({ n, h }) => h < n, { path: ["h"], error: "h must be less than n" }),
  ports: ({ n, signed }) => productPorts(n, complementSign(signed)),
  computes: () => approximately("x·y"),
  golden: ({ n, t, h, signed }) => productGolden(brokenProduct(n, t, h, signed)),
  exact: ({ n, signed }) => exactGolden(n, complementSign(signed)),
  exactFast: ({ n, signed }) => exactRows(n, complementSign(signed)),
  architecture: reductionArchitecture,
  build: (m, { x, y }, { t, h, signed, architecture }) => ({
    r: multiplyPartly(m, "product", x, y, { signed, columns: t, rows: h, reduction: architecture }),
  }),
  cases: ({ n, t }) => columnCases(n, t),
});
