import { Dyadic } from "./dyadic.js";
import type { Posit } from "./posit.js";

/*
 * Quotient and square root of posits, rounded once. They are rarely dyadic rationals, so they are truncated.
 * Where bits were lost, a one is put two places behind the last: 1/3 = 0.010101…, cut to 0.0101, becomes
 * 0.010101.
 *
 * More bits are kept than a posit has, or a border between two posits.
 * So the result lies on the same side of every border as the true value, and on none.
 * Source: Posit Standard 2022, sections 4.1 and 5.
 */

/** x / y, rounded once; NaR if an operand is NaR or y is zero. */
export function positQuotient(format: Posit, x: bigint, y: bigint): bigint {
  if (format.isNaR(x) || format.isNaR(y) || y === 0n) return format.nar;
  if (x === 0n) return 0n;
  const [valueX, valueY] = [format.value(x), format.value(y)];
  const [a, b] = [valueX.magnitude(), valueY.magnitude()];
  const places = format.n + 2 + bitsOf(b) - bitsOf(a);
  // this many places give the quotient n + 2 or n + 3 bits
  const dividend = a.significand << BigInt(places);
  const magnitude = cutOff(
    dividend / b.significand,
    dividend % b.significand === 0n,
    a.exponent - b.exponent - places,
  );
  return format.round(valueX.sign() === valueY.sign() ? magnitude : magnitude.negated());
}

/** √x, rounded once; NaR if x is NaR or negative. */
export function positSquareRoot(format: Posit, x: bigint): bigint {
  if (format.isNaR(x)) return format.nar;
  const value = format.value(x);
  if (value.sign() < 0) return format.nar;
  if (value.isZero()) return 0n;
  // √(4^places·s) = 2^places·√s. An odd exponent gives one factor of two to the significand.
  const places = format.n + 2 - Math.floor(bitsOf(value) / 2);
  const odd = value.exponent & 1;
  const square = value.significand << BigInt(2 * places + odd);
  const root = integerRoot(square);
  return format.round(cutOff(root, root * root === square, (value.exponent - odd) / 2 - places));
}

/** A truncated number: integer·2^exponent, and a one two places behind if it is not exact. */
const cutOff = (integer: bigint, isAll: boolean, exponent: number): Dyadic =>
  new Dyadic(4n * integer + (isAll ? 0n : 1n), exponent - 2);

const bitsOf = ({ significand }: Dyadic): number => significand.toString(2).length;

/** ⌊√integer⌋ of a positive integer, by Newton's iteration from above. */
function integerRoot(integer: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(integer.toString(2).length / 2));
  for (;;) {
    const next = (root + integer / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
