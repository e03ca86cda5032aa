import { z } from "zod";
import { exactProduct } from "../../golden/exact-product.js";
import { chooseArchitecture, multiply } from "../blocks/multiply/index.js";
import { defineOperator } from "../operator.js";
import { productGolden, productPorts } from "./approximate-ports.js";
import { integerWidth } from "./parameters.js";

/** The exact integer multiplier. Use it as the reference that the approximate ones are compared with. */
export const intMult = defineOperator({
  name: "IntMult",
  summary: "integer multiplier, exact: the reference for the approximate ones",
  source: "A. D. Booth 1951; L. Dadda, Some schemes for parallel multipliers, Alta Frequenza 34, 1965",
  examples: ["n=16", "n=8", "n=32 signed=true"],
  parameters: z.strictObject({
    n: integerWidth,
    signed: z.boolean().default(false).describe("operands and product are two's complement"),
  }),
  ports: ({ n, signed }) => productPorts(n, signed ? "c2" : "unsigned"),
  golden: ({ n, signed }) => productGolden(exactProduct(n, signed)),
  build(m, { x, y }, { n, signed, objective }) {
    const architecture = chooseArchitecture(objective, n);
    return { r: multiply(m, "product", x, y, { signed, architecture }) };
  },
});
