import { fastPlamProduct, fastPositProduct } from "../../golden/posit-fast.js";
import { posit } from "../../golden/posit.js";
import { decodePosit } from "../blocks/posit/decode.js";
import { clampsCheaply, encodePosit } from "../blocks/posit/encode.js";
import { plamArchitecture, plamPositProduct } from "../blocks/posit/product.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { plamProducts } from "./cases/plam.js";
import { positDot } from "./shared/posit-dot.js";
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
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: format.plam(x, y) });
  },
  exact: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: format.multiply(x, y) });
  },
  exactFast: ({ n, es, rs }) => (n <= 16 ? fastPositProduct(n, es, rs) : undefined),
  fast: ({ n, es, rs }) => (n <= 16 ? fastPlamProduct(n, es, rs) : undefined),
  dot: (format) => positDot(format, { product: { kind: "mitchell" }, roundsProduct: true }),
  cases: ({ n, es, rs }) => plamProducts(posit(n, es, rs)),
  architecture: plamArchitecture,
  build(m, { x, y }, { n, es, rs, architecture }) {
    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const b = decodePosit(m.scope("y"), y, { es, rs }, architecture);
    const { negation } = architecture;
    // with 8 bits a shift that is clamped measured 1 % larger
    const isClamped = negation === "result" && n > 8 && clampsCheaply(n);
    const shift = { encoderShift: isClamped ? "clamped" : "widest" } as const;
    return { r: encodePosit(m.scope("r"), plamPositProduct(m, a, b, negation), { n, rs }, shift) };
  },
});
