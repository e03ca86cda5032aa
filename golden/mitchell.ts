import { Dyadic } from "./dyadic.js";

/**
 * Mitchell's approximate logarithm L: of 2^s·(1 + f) with 0 ≤ f < 1 it is s + f. For example L(3) = 1.5.
 * It is exact for powers of two.
 * Source: J. N. Mitchell, "Computer multiplication and division using binary logarithms", IRE Trans.
 * Electronic Computers EC-11(4), 1962.
 * @throws RangeError unless the value is positive.
 */
export function mitchellLog2(value: Dyadic): Dyadic {
  const s = value.floorLog2();
  return value.scaled(-s).plus(new Dyadic(BigInt(s - 1)));
}

/** The inverse of {@link mitchellLog2}: the logarithm s + f gives 2^s·(1 + f), s an integer and 0 ≤ f < 1. */
export function mitchellExp2(logarithm: Dyadic): Dyadic {
  const s = logarithm.floor();
  return logarithm.minus(new Dyadic(s - 1n)).scaled(Number(s));
}

/**
 * Mitchell's product: the logarithms of the magnitudes are added and the antilogarithm is taken. For example
 * 3·3 = 8.
 * The sign is the exact product's, and a zero factor gives zero. The relative error is in [−1/9, 0]; it is
 * −1/9 where both fractions are ½.
 */
export function mitchellProduct(x: Dyadic, y: Dyadic): Dyadic {
  if (x.isZero() || y.isZero()) return Dyadic.zero;
  const magnitude = mitchellExp2(mitchellLog2(x.magnitude()).plus(mitchellLog2(y.magnitude())));
  return x.sign() === y.sign() ? magnitude : magnitude.negated();
}
