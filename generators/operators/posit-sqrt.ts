import { positSquareRoot } from "../../golden/posit-division.js";
import { posit } from "../../golden/posit.js";
import { decodeArchitecture, decodePosit, scaleOf } from "../blocks/posit/decode.js";
import { encodePosit } from "../blocks/posit/encode.js";
import type { PositLayout } from "../blocks/posit/layout.js";
import { rootOfSignificand } from "../blocks/posit/root.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { v } from "../hdl/index.js";
import { positRootCases } from "./cases/posit-root.js";
import { positFormat } from "./shared/posit-ports.js";

export const positSqrt = defineOperator({
  name: "PositSqrt",
  summary: "posit square root, exact, rounded once; NaR of a negative number",
  source:
    "Standard for Posit Arithmetic (2022), §4.1 and §5; I. Koren, Computer Arithmetic Algorithms, 2nd edition, §3.4",
  examples: ["n=16 es=2", "n=8 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: ({ n, es, rs }) => ({ x: input(posit(n, es, rs)), r: output(posit(n, es, rs)) }),
  computes: () => exactly("√x"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x }) => ({ r: positSquareRoot(format, x) });
  },
  cases: ({ n, es, rs }) => positRootCases(posit(n, es, rs)),
  architecture: decodeArchitecture,
  build(m, { x }, { n, es, rs, architecture }) {
    const scope = m.scope("x");
    const a = decodePosit(scope, x, { es, rs }, architecture);

    m.section("The root of a negative number or of NaR is NaR, that of zero is zero");
    const special = m.wire("special", 1, v`${a.special} | ${a.sign}`);

    m.section("Of an odd exponent, one is given to the significand: the square is from 1 to 4");
    const scale = scaleOf(scope, a, es, m.wire("positive", 1, v`1'b0`));
    const odd = scale.bit(0);
    const { fraction } = a.widths;
    const square = m.wire(
      "square",
      fraction + 2,
      v`${odd} ? {1'b1, ${a.fraction}, 1'b0} : {2'b01, ${a.fraction}}`,
    );

    m.section("The significand's root, a row for each bit: those of a fraction, and a guard bit");
    const neverTie = isNeverTie({ n, es, rs });
    const root = rootOfSignificand(m, square, { bits: fraction + 1, withSticky: !neverTie });

    m.section("The root's exponent is half the exponent, rounded down");
    const whole = m.wire("scale", scale.width, v`{${scale.msb}, ${scale.bits(scale.width - 1, 1)}}`);
    const tail = es + root.fraction.width + root.sticky.width;
    const unrounded = {
      sign: a.sign,
      special,
      regime: m.wire("regime", whole.width - es, whole.bits(whole.width - 1, es)),
      tail: m.wire("tail", tail, v`{${whole.bits(es - 1, 0)}, ${root.fraction}, ${root.sticky}}`),
      neverTie,
    };
    return { r: encodePosit(m.scope("r"), unrounded, { n, rs }) };
  },
});

/**
 * Whether no posit's root is half-way between two posits, so that the remainder decides nothing.
 *
 * A root of b bits behind the point, the last of them 1, has a square of 2b such bits.
 * A square is farther from 1 than its root, so it has no more bits than the root has, and a half-way root has
 * one bit more. With a cap of at most 3 both can have regimes as long. Where exponents are cut off even beside 1 there are such roots: in posit⟨4,2⟩ √4 = 2 is one, between 1 and 4.
 */
const isNeverTie = ({ n, es, rs = Infinity }: PositLayout): boolean => es <= n - 3 && rs > 3;
