import { z } from "zod";
import { staticSegment as golden } from "../../golden/static-segment.js";
import { segmentProduct } from "../blocks/logarithm/segment-product.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { oneOf } from "../contract/parameter.js";
import { alwaysShown } from "../contract/shown.js";
import { segmentCases } from "./cases/segments.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import { reductionArchitecture } from "./shared/cut-array-parameters.js";
import { approximateWidth, signMode } from "./shared/parameters.js";

/** Bits of a magnitude. */
const magnitudeBits = (n: number, sign: string): number => (sign === "c1" ? n - 1 : n);

/**
 * SSM: an exact m × m multiplier for one of two fixed parts of each operand.
 * Use it for wide operands whose mean absolute error matters: it needs no search for a leading one. Products of operands
 * below 2^m are exact; relative errors are largest just above 2^m.
 */
export const ssmMult = defineOperator({
  name: "SsmMult",
  summary: "approximate multiplier (SSM): of static segments, the upper or lower bits of an operand",
  source:
    "S. Narayanamoorthy et al., Energy-efficient approximate multiplication for digital signal processing and classification applications, IEEE Trans. VLSI 23(6), 2015",
  examples: ["n=16 m=10", "n=8 m=5 sign=c1", "n=16 m=8 correction=cross"],
  parameters: z
    .strictObject({
      n: approximateWidth,
      m: z.int().min(2).max(63).default(8).describe("bits of a segment").meta(alwaysShown),
      sign: signMode,
      correction: oneOf("to the product of the segments is added", {
        none: "nothing",
        cross: "half of each segment where the highest bit cut off of the other is 1, the two OR-ed",
      }).default("none"),
    })
    .refine(({ n, m, sign }) => m < magnitudeBits(n, sign), {
      path: ["m"],
      error: "m must be less than the n bits of a magnitude, which under sign=c1 are n - 1",
    })
    .refine(({ n, m, sign }) => 2 * m >= magnitudeBits(n, sign), {
      path: ["m"],
      error: "two segments of m bits must hold all n bits of a magnitude, which under sign=c1 are n - 1",
    }),
  ports: ({ n, sign }) => productPorts(n, sign),
  computes: () => approximately("x·y"),
  golden: ({ n, m, sign, correction }) => productGolden(golden(n, m, sign, correction)),
  exact: ({ n, sign }) => exactGolden(n, sign),
  exactFast: ({ n, sign }) => exactRows(n, sign),
  architecture: reductionArchitecture,
  build: (module, { x, y }, { m, sign, correction, architecture }) => ({
    r: segmentProduct(module, x, y, {
      sign,
      kept: m,
      corrected: correction === "cross",
      reduction: architecture,
    }),
  }),
  cases: ({ n, m }) => segmentCases(n, m),
});
