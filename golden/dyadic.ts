import { decimal } from "./decimal.js";

/**
 * An exact dyadic rational, significand · 2^exponent: 0.375 is 3 · 2^−3, or 6 · 2^−4.
 * The significand is any signed integer, even or odd, so compare values with {@link compare}, not field by
 * field.
 *
 * Every value of a posit, fixed-point or binary floating-point format is a dyadic rational, and so are sums
 * and products.
 * Only {@link floor} and {@link roundHalfEven} round.
 */
export class Dyadic {
  static readonly zero = new Dyadic(0n);
  static readonly one = new Dyadic(1n);

  /** @throws RangeError unless the exponent is an integer that a double holds exactly. */
  constructor(
    readonly significand: bigint,
    readonly exponent = 0,
  ) {
    if (!Number.isSafeInteger(exponent)) {
      throw new RangeError(`an exponent of ${exponent}; it must be an integer of at most 53 bits`);
    }
  }

  /** 2^exponent. */
  static powerOfTwo(exponent: number): Dyadic {
    return new Dyadic(1n, exponent);
  }

  /** −1, 0 or 1. */
  sign(): number {
    return compareIntegers(this.significand, 0n);
  }

  /** Whether the value is 0. */
  isZero(): boolean {
    return this.significand === 0n;
  }

  /** The value times −1. */
  negated(): Dyadic {
    return new Dyadic(-this.significand, this.exponent);
  }

  /** The value without its sign. */
  magnitude(): Dyadic {
    return this.sign() < 0 ? this.negated() : this;
  }

  /** The value times 2^places. */
  scaled(places: number): Dyadic {
    return new Dyadic(this.significand, this.exponent + places);
  }

  /** The exact product. */
  times(other: Dyadic): Dyadic {
    return new Dyadic(this.significand * other.significand, this.exponent + other.exponent);
  }

  /** The exact sum. */
  plus(other: Dyadic): Dyadic {
    const exponent = Math.min(this.exponent, other.exponent);
    return new Dyadic(this.inUnitsOf(exponent) + other.inUnitsOf(exponent), exponent);
  }

  /** The exact difference. */
  minus(other: Dyadic): Dyadic {
    return this.plus(other.negated());
  }

  /** −1, 0 or 1 where this value is less than, equal to or greater than the other. */
  compare(other: Dyadic): number {
    const exponent = Math.min(this.exponent, other.exponent);
    return compareIntegers(this.inUnitsOf(exponent), other.inUnitsOf(exponent));
  }

  /**
   * The integer s with 2^s ≤ value < 2^(s+1): the exponent of the value in scientific notation.
   * @throws RangeError unless the value is positive.
   */
  floorLog2(): number {
    if (this.significand <= 0n) {
      throw new RangeError(`${this.toString()} has no binary logarithm; the value must be positive`);
    }
    return this.significand.toString(2).length - 1 + this.exponent;
  }

  /** The largest integer not above the value. */
  floor(): bigint {
    return this.exponent >= 0 ? this.inUnitsOf(0) : this.significand >> BigInt(-this.exponent);
  }

  /** The nearest integer; of two equally near, the even one. */
  roundHalfEven(): bigint {
    if (this.exponent >= 0) return this.inUnitsOf(0);
    const places = BigInt(-this.exponent);
    const below = this.significand >> places;
    const rest = this.significand - (below << places);
    const half = 1n << (places - 1n);
    const tieGoesUp = below % 2n !== 0n;
    return rest > half || (rest === half && tieGoesUp) ? below + 1n : below;
  }

  /** For a person: exact up to twelve digits, else six significant digits; `-0.375`, `3.72529e-9`. */
  toString(): string {
    return decimal(this.significand, this.exponent);
  }

  /** The integer i with i · 2^exponent = this value; `exponent` must not exceed our own. */
  private inUnitsOf(exponent: number): bigint {
    // Most often there is nothing to shift, and a shift by 0 is a new integer.
    return this.exponent === exponent
      ? this.significand
      : this.significand << BigInt(this.exponent - exponent);
  }
}

function compareIntegers(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
