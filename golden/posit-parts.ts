import { Dyadic } from "./dyadic.js";

/**
 * A real number other than zero as s·2^scale: s = 1 + f if it is positive, s = −2 + f if it is negative, 0 ≤
 * f < 1.
 * Example: −3 = (−2 + 1/2)·2^1. In two's complement s has a sign and one integer bit (Posit Standard 2022,
 * §3.3).
 */
export interface Parts {
  readonly negative: boolean;
  readonly scale: number;
  /** f. */
  readonly fraction: Dyadic;
}

/**
 * The parts of a number.
 * @throws RangeError for zero, which has none.
 */
export function partsOf(value: Dyadic): Parts {
  const magnitude = value.magnitude();
  const floor = magnitude.floorLog2();
  if (value.sign() > 0) return { negative: false, scale: floor, fraction: value.scaled(-floor).minus(one) };
  const isPowerOfTwo = magnitude.compare(Dyadic.powerOfTwo(floor)) === 0;
  const scale = isPowerOfTwo ? floor - 1 : floor;
  return { negative: true, scale, fraction: value.scaled(-scale).plus(two) };
}

/** The number that has these parts. */
export function fromParts({ negative, scale, fraction }: Parts): Dyadic {
  return (negative ? fraction.minus(two) : fraction.plus(one)).scaled(scale);
}

const one = Dyadic.one;
const two = Dyadic.powerOfTwo(1);
