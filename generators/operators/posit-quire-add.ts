import { posit } from "../../golden/posit.js";
import { decodePosit } from "../blocks/posit/decode.js";
import { addToQuire } from "../blocks/quire/add.js";
import { placeInQuire } from "../blocks/quire/place.js";
import { quireProduct } from "../blocks/quire/product.js";
import { quireSpan } from "../blocks/quire/span.js";
import { v } from "../hdl/index.js";
import { defineOperator, input, output } from "../contract/operator.js";
import { placeStep, quireArchitecture } from "./shared/quire-architecture.js";
import { quireOf, quireParameters, quireSum } from "./shared/quire-parameters.js";
import { quireSums } from "./cases/quire-sum.js";

export const positQuireAdd = defineOperator({
  name: "PositQuireAdd",
  summary: "adds a product of posits to a quire, exactly: r = a + x*y",
  source: "Standard for Posit Arithmetic (2022), §3.4 and §5.11 (qMulAdd)",
  examples: ["n=16 es=2", "n=3 es=0 width=10", "n=8 es=2 product=plam", "n=6 es=1 rs=3"],
  parameters: quireParameters,
  ports: (format) => ({
    x: input(posit(format.n, format.es, format.rs)),
    y: input(posit(format.n, format.es, format.rs)),
    a: input(quireOf(format)),
    r: output(quireOf(format)),
  }),
  computes: ({ product, ...format }) => quireSum("a + x·y", product, format),
  golden: ({ product, ...format }) => {
    const held = quireOf(format);
    return ({ x, y, a }) => ({ r: held.add(a, x, y, product) });
  },
  exact: ({ product, ...format }) => {
    if (product === "exact") return undefined;
    const held = quireOf(format);
    return ({ x, y, a }) => ({ r: held.add(a, x, y, "exact") });
  },
  architecture: quireArchitecture,
  build(m, { x, y, a }, { n, es, rs, product, architecture }) {
    const { width } = a;
    const factors = [
      decodePosit(m.scope("x"), x, { es, rs }, architecture),
      decodePosit(m.scope("y"), y, { es, rs }, architecture),
    ] as const;
    const term = quireProduct(m, product, ...factors, architecture);

    m.section(
      "NaR, 10...0, stays as nothing is added to it; a product that is NaR is added to 0, and sets the sign",
    );
    const nar = m.wire("a_nar", 1, v`${a.msb} & ~(|${a.bits(width - 2, 0)})`);
    const adds = m.wire("adds", 1, v`~(${term.zero} | ${nar})`);
    const start = m.wire("start", width, v`${a} & ~{${width}{${term.nar}}}`);
    const placed = placeInQuire(m, term, {
      width,
      valid: adds,
      step: placeStep,
      span: quireSpan({ n, es, rs }),
    });
    const sum = addToQuire(m, start, placed, architecture.quireAdder);
    return { r: v`{${sum.msb} | ${term.nar}, ${sum.bits(width - 2, 0)}}` };
  },
  cases: (format) => quireSums(posit(format.n, format.es, format.rs), quireOf(format)),
});
