import { z } from "zod";
import { positMac as goldenMac } from "../../golden/posit-mac.js";
import { posit } from "../../golden/posit.js";
import { idleInMultiplier, multiplierChoices } from "../blocks/multiply/index.js";
import { addTerms } from "../blocks/posit/add/add.js";
import { chooseSum, sumChoices } from "../blocks/posit/add/choices.js";
import { sumToPosit } from "../blocks/posit/add/round.js";
import { decodePosit, type DecodedPosit } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import {
  exactPositProduct,
  exactProductTerm,
  plamPositProduct,
  plamProductTerm,
  productArchitecture,
  productChoices,
  type ProductArchitecture,
} from "../blocks/posit/product.js";
import { isNar, positTerm, zeroIsLeast, type PositTerm } from "../blocks/posit/term.js";
import { v, type Module } from "../hdl/index.js";
import { accumulating } from "./shared/accumulating.js";
import { oneOf } from "../contract/parameter.js";
import { approximately, defineOperator, exactly, input, output } from "../contract/operator.js";
import { exponentSize, positWidth } from "./shared/parameters.js";
import { sumsLeadingTo } from "./cases/loads.js";
import { positCaseFormat } from "./cases/case-format.js";
import { positMacCases } from "./cases/posit-mac.js";

const product = oneOf("the product is", { exact: "exact", plam: "PLAM's approximation" }).default("exact");
const rounding = oneOf("rounds", {
  fused: "the sum, once",
  discrete: "the product, then the sum",
}).default("fused");

const choices = z.strictObject({ ...productChoices.shape, ...sumChoices.shape });

type Chosen = Readonly<Record<"product" | "rounding", string>>;

export const positMac = accumulating(
  defineOperator({
    name: "PositMac",
    summary: "posit multiply-add x*y + a, fused or discrete, exact or PLAM",
    source:
      "Standard for Posit Arithmetic (2022); R. Murillo et al., PLAM, IEEE Trans. Emerging Topics in Computing 10(4), 2022",
    examples: ["n=16 es=2", "n=5 es=1", "n=16 es=2 product=plam", "n=16 es=2 rounding=discrete"],
    parameters: z.strictObject({ n: positWidth, es: exponentSize, product, rounding }),
    ports: ({ n, es }) => ({
      x: input(posit(n, es)),
      y: input(posit(n, es)),
      a: input(posit(n, es)),
      r: output(posit(n, es)),
    }),
    computes: ({ product, rounding }) => {
      const sum = rounding === "fused" ? "a + x·y" : "a + round(x·y)";
      return product === "exact" ? exactly(sum) : approximately(sum);
    },
    golden: ({ n, es, ...chosen }) => {
      const mac = goldenMac(posit(n, es), chosen.product, chosen.rounding);
      return ({ x, y, a }) => ({ r: mac(x, y, a) });
    },
    exact: ({ n, es, ...chosen }) => {
      if (chosen.product === "exact") return undefined;
      const mac = goldenMac(posit(n, es), "exact", chosen.rounding);
      return ({ x, y, a }) => ({ r: mac(x, y, a) });
    },
    dot: ({ n, es, ...chosen }) => ({
      operands: { kind: "posit", n, es },
      product: { kind: chosen.product === "exact" ? "exact" : "mitchell" },
      roundsProduct: chosen.rounding === "discrete",
      sum: { kind: "rounded", format: { kind: "posit", n, es } },
    }),
    architecture: {
      choices,
      choose: (objective, p) => ({
        ...productArchitecture.choose(objective, p),
        ...chooseSum(objective, p.n),
      }),
      idle: ({ product, rounding }, architecture) => [
        ...(product === "exact" ? idleInMultiplier(architecture) : Object.keys(multiplierChoices.shape)),
        // only a product that is rounded by itself is normalised
        ...(product === "exact" && rounding === "discrete" ? [] : ["scale"]),
      ],
    },
    build(m, { x, y, a }, { n, es, architecture, ...chosen }) {
      const factors = [
        decodePosit(m.scope("x"), x, es, architecture),
        decodePosit(m.scope("y"), y, es, architecture),
      ] as const;
      const addend = decodePosit(m.scope("a"), a, es, architecture);
      const term = productTerm(m, factors, { ...chosen, architecture }, n);

      m.section("The addend's signed significand, -2+f or 1+f, and its exponent");
      const termA = positTerm(m.scope("a"), addend);
      const discrete = chosen.rounding === "discrete";
      const sum = addTerms(m.scope("sum"), termA, term, {
        zeroIsLeast: discrete && zeroIsLeast(addend.widths, architecture.regime),
        leadingOne: architecture.leadingOne,
      });
      const [b, c] = factors;
      const nar = m.wire("any_nar", 1, v`(${isNar(b)}) | (${isNar(c)}) | (${isNar(addend)})`);
      return { r: encodePosit(m.scope("r"), sumToPosit(m.scope("r"), sum, nar, es), n) };
    },
    cases: ({ n, es }) => positMacCases(posit(n, es)),
  }),
  {
    sums({ n, es }: { n: number; es: number }, cases) {
      const format = posit(n, es);
      const valueOf = (a: bigint) => (format.isNaR(a) ? null : format.value(a));
      return sumsLeadingTo(positCaseFormat(format), cases, valueOf, mostSums);
    },
  },
);

/** Most cases that also run as sums. */
const mostSums = 1500;

/** The product as a term: exact, or rounded to a posit and decoded again. */
function productTerm(
  m: Module,
  [x, y]: readonly [DecodedPosit, DecodedPosit],
  { product, rounding, architecture }: Chosen & { readonly architecture: ProductArchitecture },
  n: number,
): PositTerm {
  if (rounding === "fused")
    return product === "exact" ? exactProductTerm(m, x, y, architecture) : plamProductTerm(m, x, y);
  const unrounded =
    product === "exact" ? exactPositProduct(m, x, y, architecture) : plamPositProduct(m, x, y);
  const rounded = m.wire("rounded_product", n, encodePosit(m.scope("product"), unrounded, n));
  const p = m.scope("p");
  return positTerm(p, decodePosit(p, rounded, x.widths.es, architecture));
}
