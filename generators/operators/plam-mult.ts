import { fastPlamProduct, fastPositProduct } from "../../golden/posit-fast.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { plamPositProduct } from "../blocks/posit/product.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { plamProducts } from "./cases/plam.js";
import { positFormat, twoPosits } from "./shared/posit-ports.js";

export const plamMult = defineOperator({
  name: "PlamMult",
  summary: "posit logarithm-approximate multiplier (PLAM)",
  source:
    "R. Murillo et al., PLAM: a posit logarithm-approximate multiplier, IEEE Trans. Emerging Topics in Computing 10(4), 2022",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: twoPosits,
  computes: () => approximately("x·y"),
  golden: ({ n, es }) => {
    const format = posit(n, es);
    return ({ x, y }) => ({ r: format.plam(x, y) });
  },
  exact: ({ n, es }) => {
    const format = posit(n, es);
    return ({ x, y }) => ({ r: format.multiply(x, y) });
  },
  exactFast: ({ n, es }) => (n <= 16 ? fastPositProduct(n, es) : undefined),
  fast: ({ n, es }) => (n <= 16 ? fastPlamProduct(n, es) : undefined),
  dot: ({ n, es }) => ({
    operands: { kind: "posit", n, es },
    product: { kind: "mitchell" },
    roundsProduct: true,
  }),
  cases: ({ n, es }) => plamProducts(posit(n, es)),
  architecture: decodeArchitecture,
  build(m, { x, y }, { n, es, architecture }) {
    const a = decodePosit(m.scope("x"), x, es, architecture);
    const b = decodePosit(m.scope("y"), y, es, architecture);
    return { r: encodePosit(m.scope("r"), plamPositProduct(m, a, b), n) };
  },
});
