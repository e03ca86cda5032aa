import { Dyadic } from "./dyadic.js";

/**
 * A real number other than zero as s·2^scale, where s is 1 + f for a positive and −2 + f for a negative number,
 * 0 ≤ f < 1: both are two's complement numbers with one bit before the point and the sign (Posit Standard 2022, §3.3).
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
