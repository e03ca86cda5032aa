import { z } from "zod";
import { positMac as goldenMac } from "../../golden/posit-mac.js";
import { posit } from "../../golden/posit.js";
import { idleInMultiplier, multiplierChoices } from "../blocks/multiply/index.js";
import { addTerms } from "../blocks/posit/add/add.js";
import { chooseSum, sumChoices } from "../blocks/posit/add/choices.js";
import { sumToPosit } from "../blocks/posit/add/round.js";
import { decodePosit, type DecodedPosit } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import type { PositLayout } from "../blocks/posit/layout.js";
import {
  exactPositProduct,
  exactProductTerm,
  plamPositProduct,
  plamProductTerm,
  productArchitecture,
  productChoices,
  type ProductArchitecture,
} from "../blocks/posit/product.js";
import { isNar, positTerm, zeroWorth, type PositTerm } from "../blocks/posit/term.js";
import { v, type Module } from "../hdl/index.js";
import { accumulating } from "./shared/accumulating.js";
import { oneOf } from "../contract/parameter.js";
import { approximately, defineOperator, exactly, input, output } from "../contract/operator.js";
import { exponentSize, positWidth, regimeCap } from "./shared/parameters.js";
import { positDot } from "./shared/posit-dot.js";
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
    parameters: z.strictObject({ n: positWidth, es: exponentSize, rs: regimeCap, product, rounding }),
    ports: ({ n, es, rs }) => ({
      x: input(posit(n, es, rs)),
      y: input(posit(n, es, rs)),
      a: input(posit(n, es, rs)),
      r: output(posit(n, es, rs)),
    }),
    computes: ({ product, rounding }) => {
      const sum = rounding === "fused" ? "a + x·y" : "a + round(x·y)";
      return product === "exact" ? exactly(sum) : approximately(sum);
    },
    golden: ({ n, es, rs, ...chosen }) => {
      const mac = goldenMac(posit(n, es, rs), chosen.product, chosen.rounding);
      return ({ x, y, a }) => ({ r: mac(x, y, a) });
    },
    exact: ({ n, es, rs, ...chosen }) => {
      if (chosen.product === "exact") return undefined;
      const mac = goldenMac(posit(n, es, rs), "exact", chosen.rounding);
      return ({ x, y, a }) => ({ r: mac(x, y, a) });
    },
    dot: ({ n, es, rs, product, rounding }) =>
      positDot(
        { n, es, rs },
        {
          product: { kind: product === "exact" ? "exact" : "mitchell" },
          roundsProduct: rounding === "discrete",
          sum: { kind: "rounded", format: { kind: "posit", n, es, rs } },
        },
      ),
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
    build(m, { x, y, a }, { n, es, rs, architecture, ...chosen }) {
      const factors = [
        decodePosit(m.scope("x"), x, { es, rs }, architecture),
        decodePosit(m.scope("y"), y, { es, rs }, architecture),
      ] as const;
      const addend = decodePosit(m.scope("a"), a, { es, rs }, architecture);
      const term = productTerm(m, factors, { ...chosen, architecture }, { n, rs });

      m.section("The addend's signed significand, -2+f or 1+f, and its exponent");
      const termA = positTerm(m.scope("a"), addend);
      const discrete = chosen.rounding === "discrete";
      const sum = addTerms(m.scope("sum"), termA, term, {
        zero: discrete ? zeroWorth(addend.widths, architecture.regime) : "any",
        architecture,
      });
      const [b, c] = factors;
      const nar = m.wire("any_nar", 1, v`(${isNar(b)}) | (${isNar(c)}) | (${isNar(addend)})`);
      return { r: encodePosit(m.scope("r"), sumToPosit(m.scope("r"), sum, nar, es), { n, rs }) };
    },
    cases: ({ n, es, rs }) => positMacCases(posit(n, es, rs)),
  }),
  {
    sums({ n, es, rs }: PositLayout, cases) {
      const format = posit(n, es, rs);
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
  { n, rs }: Pick<PositLayout, "n" | "rs">,
): PositTerm {
  if (rounding === "fused")
    return product === "exact" ? exactProductTerm(m, x, y, architecture) : plamProductTerm(m, x, y);
  const unrounded =
    product === "exact" ? exactPositProduct(m, x, y, architecture) : plamPositProduct(m, x, y);
  const rounded = m.wire("rounded_product", n, encodePosit(m.scope("product"), unrounded, { n, rs }));
  const p = m.scope("p");
  return positTerm(p, decodePosit(p, rounded, { es: x.widths.es, rs }, architecture));
}
