import { Dyadic } from "./dyadic.js";
import type { Posit } from "./posit.js";

/*
 * Quotient and square root of posits, rounded once. They are rarely dyadic rationals, so they are cut off after more
 * bits than a posit or a border between two posits has, and a one is put behind where something was cut: that is on the
 * same side of every border as the true value, and on none.
 * Source: Posit Standard 2022, sections 4.1 and 5.
 */

/** x / y, rounded once; NaR where an operand is, or where y is zero. */
export function positQuotient(format: Posit, x: bigint, y: bigint): bigint {
  if (format.isNaR(x) || format.isNaR(y) || y === 0n) return format.nar;
  if (x === 0n) return 0n;
  const [valueX, valueY] = [format.value(x), format.value(y)];
  const [a, b] = [valueX.magnitude(), valueY.magnitude()];
  const places = format.n + 2 + bitsOf(b) - bitsOf(a);
  // so long that the quotient has n + 2 or n + 3 bits
  const dividend = a.significand << BigInt(places);
  const magnitude = cutOff(
    dividend / b.significand,
    dividend % b.significand === 0n,
    a.exponent - b.exponent - places,
  );
  return format.round(valueX.sign() === valueY.sign() ? magnitude : magnitude.negated());
}

/** √x, rounded once; NaR where x is NaR or negative. */
export function positSquareRoot(format: Posit, x: bigint): bigint {
  if (format.isNaR(x)) return format.nar;
  const value = format.value(x);
  if (value.sign() < 0) return format.nar;
  if (value.isZero()) return 0n;
  // The root of 4^places·s is 2^places·√s; an odd exponent gives one factor of two to the significand.
  const places = format.n + 2 - Math.floor(bitsOf(value) / 2);
  const odd = value.exponent & 1;
  const square = value.significand << BigInt(2 * places + odd);
  const root = integerRoot(square);
  return format.round(cutOff(root, root * root === square, (value.exponent - odd) / 2 - places));
}

/** What begins with `integer`·2^exponent: it and a one two places behind, unless that was all. */
const cutOff = (integer: bigint, isAll: boolean, exponent: number): Dyadic =>
  new Dyadic(4n * integer + (isAll ? 0n : 1n), exponent - 2);

const bitsOf = ({ significand }: Dyadic): number => significand.toString(2).length;

/** ⌊√integer⌋ of a positive integer, by Newton's steps from above. */
function integerRoot(integer: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(integer.toString(2).length / 2));
  for (;;) {
    const next = (root + integer / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
