import { v, type Module, type Signal } from "../../hdl/index.js";
import { keep, type Steps } from "../iterate.js";
import { scaleOf, type DecodedPosit } from "./decode.js";
import type { UnroundedPosit } from "./encode.js";
import { rootInSteps, rootOfSignificand, type Root } from "./root.js";

/** The exact square root of a decoded posit, not yet rounded. */
export function positSquareRoot(m: Module, x: DecodedPosit): UnroundedPosit {
  const { special, square, whole } = squareOf(m, x);
  m.section("The significand's root, a row for each bit: those of a fraction, and a guard bit");
  const root = rootOfSignificand(m, square, rootBits(x));
  return unrounded(m, x, { sign: x.sign, special, whole, root });
}

/** The same in several steps: the operand is decoded in the cycle that takes it. */
export function positSquareRootInSteps(m: Module, x: DecodedPosit, steps: Steps): UnroundedPosit {
  const { special, square, whole } = squareOf(m, x);
  const held = keep(m, steps, { sign: x.sign, special, whole });

  m.section(`The significand's root, ${steps.digits} of its bits in a step`);
  return unrounded(m, x, { ...held, root: rootInSteps(m, square, rootBits(x), steps) });
}

/** Bits of a root's fraction: one more than a posit's has, to round. */
export const rootWidth = (fraction: number): number => fraction + 1;

const rootBits = (x: DecodedPosit) => ({
  bits: rootWidth(x.widths.fraction),
  withSticky: !isNeverTie(x),
});

interface Square {
  readonly special: Signal;
  /** The significand, doubled where the exponent is odd: two integer bits, and the rest fraction. */
  readonly square: Signal;
  /** Half the exponent, rounded down: the root's. */
  readonly whole: Signal;
}

function squareOf(m: Module, x: DecodedPosit): Square {
  const { es, fraction } = x.widths;
  m.section("The root of a negative number or of NaR is NaR, that of zero is zero");
  const special = m.wire("special", 1, v`${x.special} | ${x.sign}`);

  m.section("Of an odd exponent, one is given to the significand: the square is from 1 to 4");
  const scale = scaleOf(m.scope("x"), x, es, m.wire("positive", 1, v`1'b0`));
  const odd = scale.bit(0);
  const squared = v`${odd} ? {1'b1, ${x.fraction}, 1'b0} : {2'b01, ${x.fraction}}`;
  const square = m.wire("square", fraction + 2, squared);

  m.section("The root's exponent is half the exponent, rounded down");
  const whole = m.wire("scale", scale.width, v`{${scale.msb}, ${scale.bits(scale.width - 1, 1)}}`);
  return { special, square, whole };
}

interface Found {
  readonly sign: Signal;
  readonly special: Signal;
  readonly whole: Signal;
  readonly root: Root;
}

function unrounded(m: Module, x: DecodedPosit, { sign, special, whole, root }: Found): UnroundedPosit {
  const { es } = x.widths;
  const tail = es + root.fraction.width + root.sticky.width;
  const fields = v`{${whole.bits(es - 1, 0)}, ${root.fraction}, ${root.sticky}}`;
  return {
    sign,
    special,
    regime: m.wire("regime", whole.width - es, whole.bits(whole.width - 1, es)),
    tail: tail === root.fraction.width ? root.fraction : m.wire("tail", tail, fields),
    neverTie: isNeverTie(x),
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
