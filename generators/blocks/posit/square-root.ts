import { v, type Module } from "../../hdl/index.js";
import { scaleOf, type DecodedPosit } from "./decode.js";
import type { UnroundedPosit } from "./encode.js";
import { rootOfSignificand } from "./root.js";

/** The exact square root of a decoded posit, not yet rounded. */
export function positSquareRoot(m: Module, x: DecodedPosit): UnroundedPosit {
  const { es, fraction } = x.widths;
  m.section("The root of a negative number or of NaR is NaR, that of zero is zero");
  const special = m.wire("special", 1, v`${x.special} | ${x.sign}`);

  m.section("Of an odd exponent, one is given to the significand: the square is from 1 to 4");
  const scale = scaleOf(m.scope("x"), x, es, m.wire("positive", 1, v`1'b0`));
  const odd = scale.bit(0);
  const squared = v`${odd} ? {1'b1, ${x.fraction}, 1'b0} : {2'b01, ${x.fraction}}`;
  const square = m.wire("square", fraction + 2, squared);

  m.section("The significand's root, a row for each bit: those of a fraction, and a guard bit");
  const neverTie = isNeverTie(x);
  const root = rootOfSignificand(m, square, { bits: fraction + 1, withSticky: !neverTie });

  m.section("The root's exponent is half the exponent, rounded down");
  const whole = m.wire("scale", scale.width, v`{${scale.msb}, ${scale.bits(scale.width - 1, 1)}}`);
  const tail = es + root.fraction.width + root.sticky.width;
  return {
    sign: x.sign,
    special,
    regime: m.wire("regime", whole.width - es, whole.bits(whole.width - 1, es)),
    tail: m.wire("tail", tail, v`{${whole.bits(es - 1, 0)}, ${root.fraction}, ${root.sticky}}`),
    neverTie,
  };
}

/**
 * Whether no posit's root is half-way between two posits, so that the remainder decides nothing.
 *
 * A root of b bits behind the point, the last of them 1, has a square of 2b such bits.
 * A square is farther from 1 than its root, so it has no more bits than the root has, and a half-way root has
 * one bit more. With a cap of at most 3 both can have regimes as long. Where exponents are cut off even beside 1
 * there are such roots: in posit⟨4,2⟩ √4 = 2 is one, between 1 and 4.
 */
const isNeverTie = ({ widths: { n, es, cap } }: DecodedPosit): boolean =>
  es <= n - 3 && (cap === null || cap > 3);
