import type { Dyadic } from "../../golden/dyadic.js";

/**
 * Posits by the construction they were first defined with, without regimes, exponents and fractions.
 * One bit more puts a new pattern between each two neighbours, with this value:
 * - between the largest and infinity, 2^(2^es) times the largest; between zero and the smallest, the smallest
 *   divided by that;
 * - between powers of two more than a factor of two apart, their geometric mean;
 * - elsewhere, the arithmetic mean.
 *
 * Source: Gustafson and Yonemoto, "Beating floating point at its own game", 2017, section 2.
 *
 * Values are integers, in units so small that every product of two posits is a whole number of them.
 */
export class PositTree {
  readonly #logUnits: number;

  constructor(
    readonly n: number,
    readonly es: number,
  ) {
    this.#logUnits = 2 * n * (2 ** es + 1);
  }

  value(bits: bigint): bigint {
    const negative = bits >> BigInt(this.n - 1) === 1n;
    if (negative) return -this.value(BigInt.asUintN(this.n, -bits));
    return this.#neighbours((level) => (bits >> BigInt(level)) % 2n === 1n).low;
  }

  /** The value of the pattern of n + 1 bits that is `bits`, not negative, with a 1 after it. */
  midpointAbove(bits: bigint): bigint {
    const { low, high } = this.#neighbours((level) => (bits >> BigInt(level)) % 2n === 1n);
    return this.#between(low, high);
  }

  /** Descends to the two posits around the value, then compares it with what would stand between them. */
  round(value: bigint): bigint {
    if (value < 0n) return BigInt.asUintN(this.n, -this.round(-value));
    if (value === 0n) return 0n;
    const { low, high, bits } = this.#neighbours((_, middle) => value >= middle);
    if (bits === 0n) return 1n;
    if (high === undefined) return bits;
    const middle = this.#between(low, high);
    if (value === middle) return bits % 2n === 0n ? bits : bits + 1n;
    return value < middle ? bits : bits + 1n;
  }

  /** Turns a product of two values, in squares of the unit, into units. */
  fromSquareUnits(product: bigint): bigint {
    return this.#exactly(product, -this.#logUnits);
  }

  units(value: Dyadic): bigint {
    return this.#exactly(value.significand, this.#logUnits + value.exponent);
  }

  #exactly(integer: bigint, shift: number): bigint {
    if (shift >= 0) return integer << BigInt(shift);
    const shifted = integer >> BigInt(-shift);
    if (shifted << BigInt(-shift) !== integer)
      throw new Error("the tree's unit is too coarse for this value");
    return shifted;
  }

  #neighbours(isAbove: (level: number, middle: bigint) => boolean) {
    let low = 0n;
    let high: bigint | undefined;
    let bits = 0n;
    for (let level = this.n - 2; level >= 0; level--) {
      const middle = this.#between(low, high);
      bits *= 2n;
      if (isAbove(level, middle)) {
        low = middle;
        bits += 1n;
      } else {
        high = middle;
      }
    }
    return { low, high, bits };
  }

  /** `high` undefined is infinity. */
  #between(low: bigint, high: bigint | undefined): bigint {
    const logUseed = BigInt(2 ** this.es);
    if (high === undefined) return low === 0n ? 1n << BigInt(this.#logUnits) : low << logUseed;
    if (low === 0n) return high >> logUseed;
    if (high > 2n * low) return 1n << BigInt((floorLog2(low) + floorLog2(high)) / 2);
    return (low + high) / 2n;
  }
}

function floorLog2(integer: bigint): number {
  const hex = integer.toString(16);
  return 4 * (hex.length - 1) + Math.floor(Math.log2(parseInt(hex.charAt(0), 16)));
}
