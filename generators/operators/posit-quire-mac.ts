import { unsigned } from "../../golden/integer.js";
import { posit } from "../../golden/posit.js";
import { quireMac } from "../../golden/quire.js";
import { decodePosit } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { addToQuire } from "../blocks/quire/add.js";
import { placeInQuire } from "../blocks/quire/place.js";
import { quireProduct } from "../blocks/quire/product.js";
import { readQuire } from "../blocks/quire/read.js";
import { quireSpan } from "../blocks/quire/span.js";
import { v } from "../hdl/index.js";
import { defineOperator, input, output } from "../contract/operator.js";
import { accumulatorControls, accumulatorProtocol, validOutput } from "./shared/accumulator.js";
import { quireCycles } from "./cases/quire.js";
import { placeStep, readStep, quireArchitecture } from "./shared/quire-architecture.js";
import { quireOf, quireParameters, quireSum, quireWidth } from "./shared/quire-parameters.js";

export const positQuireMac = defineOperator({
  name: "PositQuireMac",
  summary: "posit multiply-accumulate unit with a quire: exact sums of products, rounded once, on reading",
  source:
    "Standard for Posit Arithmetic (2022), §3.4 and §5.11; product=plam: R. Murillo et al., PLAM, IEEE TETC 10(4), 2022",
  examples: ["n=16 es=2", "n=8 es=0", "n=8 es=2 product=plam", "n=8 es=2 width=96", "n=16 es=5 rs=6"],
  parameters: quireParameters,
  ports: ({ n, es, rs }) => ({
    ...accumulatorControls,
    x: input(posit(n, es, rs)),
    y: input(posit(n, es, rs)),
    r: output(posit(n, es, rs)),
    valid: validOutput,
  }),
  protocol: () => [
    ...accumulatorProtocol,
    "Once an operand was NaR, r is NaR until rst or clear. The quire itself wraps around.",
  ],
  state: (format) => ({
    quire: quireOf(format),
    quire_nar: unsigned(1),
  }),
  dot: ({ n, es, rs, product, width }) => ({
    operands: { kind: "posit", n, es, rs },
    product: { kind: product === "exact" ? "exact" : "mitchell" },
    roundsProduct: false,
    sum: { kind: "exact", bits: quireWidth({ n, es, rs, width }) },
  }),
  dontCareWhile: { quire: "quire_nar" },
  computes: ({ product, ...format }) => quireSum("quire ← quire + x·y", product, format),
  machine: ({ n, es, rs, product, width }) => quireMac(n, es, quireWidth({ n, es, rs, width }), product, rs),
  architecture: quireArchitecture,
  build(m, { rst, clear, en, x, y }, { n, es, rs, product, width, architecture }) {
    const bits = quireWidth({ n, es, rs, width });
    const sum = m.register("quire", bits);
    const nar = m.register("quire_nar", 1);
    const valid = m.register("taken", 1);

    const a = decodePosit(m.scope("x"), x, { es, rs }, architecture);
    const b = decodePosit(m.scope("y"), y, { es, rs }, architecture);
    const term = quireProduct(m, product, a, b, architecture);
    // an operand that is not taken is added as zero, so the quire needs no enable
    const adds = m.wire("adds", 1, v`${en} & ~${term.zero}`);
    const placed = placeInQuire(m, term, {
      width: bits,
      valid: adds,
      step: placeStep,
      span: quireSpan({ n, es, rs }),
    });
    const start = m.wire("start", bits, v`${sum} & ~{${bits}{${clear}}}`);
    m.next(sum, { value: addToQuire(m, start, placed, architecture.quireAdder), reset: rst });
    m.next(nar, { value: v`(${nar} & ~${clear}) | (${en} & ${term.nar})`, reset: rst });
    m.next(valid, { value: en, reset: rst });

    const unrounded = readQuire(m.scope("read"), sum, nar, { format: { n, es, rs }, step: readStep });
    return { r: encodePosit(m.scope("r"), unrounded, { n, rs }), valid };
  },
  cases: (format) => quireCycles(posit(format.n, format.es, format.rs), quireOf(format)),
});
