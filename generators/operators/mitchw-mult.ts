import { z } from "zod";
import { mitchw } from "../../golden/mitchw.js";
import { mitchellProduct } from "../blocks/logarithm/mitchell.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { significandCases } from "./cases/significands.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import {
  compensationFits,
  compensationOf,
  mitchwDot,
  mitchwFits,
  mitchwFormerly,
  mitchwParameters,
} from "./shared/mitchw-parameters.js";
import { shiftersOf, shifterArchitecture } from "./shared/shifters.js";

/**
 * Mitch-w: Mitchell's logarithmic multiplication with w significand bits.
 * Use it where products may be about 4 to 6 % too small, as in convolutions of a neural network, and area and
 * energy count most.
 * Compensated, its error averages out. Without compensation the product never exceeds the exact one's
 * magnitude plus one.
 *
 * Sources differ in the compensation: the authors' VHDL sets the last bit kept, MulApprox adds 2^−4 to the logarithm.
 *
 * Defined here, where the paper says nothing: with the constant and unsigned, the logarithm may reach 2n near full
 * scale. The product is then the largest that w significant bits can write, 2^2n − 2^(2n − w).
 */
export const mitchwMult = defineOperator({
  name: "MitchwMult",
  summary: "approximate multiplier (Mitch-w): the smallest, a few per cent low unless compensated",
  source:
    "M. S. Kim et al., Efficient Mitchell's approximate log multipliers for convolutional neural networks, IEEE Trans. Computers 68(5), 2019",
  examples: ["n=16 w=6", "n=8 w=5 sign=c1", "n=32 w=6 compensation=both"],
  formerly: mitchwFormerly,
  parameters: z
    .strictObject(mitchwParameters)
    .refine(mitchwFits.holds, mitchwFits.blame)
    .refine(compensationFits.holds, compensationFits.blame),
  ports: ({ n, sign }) => productPorts(n, sign),
  computes: () => approximately("x·y"),
  golden: ({ n, w, sign, compensation }) => productGolden(mitchw(n, w, sign, compensation)),
  exact: ({ n, sign }) => exactGolden(n, sign),
  exactFast: ({ n, sign }) => exactRows(n, sign),
  dot: mitchwDot,
  architecture: shifterArchitecture,
  build(m, { x, y }, { w, sign, compensation, architecture }) {
    const { product } = mitchellProduct(m, x, y, {
      sign,
      kept: w,
      ...compensationOf({ w, compensation }),
      ...shiftersOf(architecture),
    });
    return { r: product };
  },
  cases: ({ n, w }) => significandCases(n, w),
});
