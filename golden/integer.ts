import { Dyadic } from "./dyadic.js";
import type { Description, NumberFormat } from "./format.js";
import { binary, checkParameter, checkPattern, distinctPatterns } from "./pattern.js";

const widest = 65536;

/** Integers of `width` bits, unsigned or in two's complement. */
class Integer implements NumberFormat {
  readonly name: string;
  readonly ascendsAs: "signed" | "unsigned";

  constructor(
    readonly width: number,
    readonly isSigned: boolean,
  ) {
    this.name = `${isSigned ? "signed" : "unsigned"}⟨${width}⟩`;
    checkParameter(`the width of ${this.name}`, width, 1, widest);
    this.ascendsAs = isSigned ? "signed" : "unsigned";
  }

  /** A quarter of the largest magnitude, so that four deviations reach the end of the range. */
  get deviation(): Dyadic {
    return Dyadic.powerOfTwo(this.width - (this.isSigned ? 3 : 2));
  }

  /** @throws RangeError if `bits` does not fit the width. */
  value(bits: bigint): bigint {
    checkPattern(this.name, this.width, bits);
    return this.isSigned ? BigInt.asIntN(this.width, bits) : bits;
  }

  /** The pattern of an integer modulo 2^width, as an adder of this width gives it. */
  wrap(integer: bigint): bigint {
    return BigInt.asUintN(this.width, integer);
  }

  /** @throws RangeError if `bits` does not fit the width. */
  describe(bits: bigint): Description {
    return { fields: { integer: binary(bits, this.width) }, value: this.value(bits).toString() };
  }

  /** @throws RangeError if `bits` does not fit the width. */
  number(bits: bigint): number {
    return Number(this.value(bits));
  }

  /** @throws RangeError if `bits` does not fit the width. */
  real(bits: bigint): Dyadic {
    return new Dyadic(this.value(bits));
  }

  /** The nearest integer of the width; unlike `wrap`, saturating. */
  nearest(value: Dyadic): bigint {
    const lowest = this.isSigned ? -(1n << BigInt(this.width - 1)) : 0n;
    const highest = lowest + (1n << BigInt(this.width)) - 1n;
    const integer = value.roundHalfEven();
    return this.wrap(integer < lowest ? lowest : integer > highest ? highest : integer);
  }

  /** Zero, every power of two and its neighbours (both signs if signed), the extremes, alternating bits. */
  corners(): bigint[] {
    const powers = Array.from({ length: this.width }, (_, i) => 1n << BigInt(i));
    const aroundPowers = powers.flatMap((power) => [power - 1n, power, power + 1n]);
    const negatives = this.isSigned ? aroundPowers.map((integer) => -integer) : [];
    const alternating = ["01", "10"].map((pair) =>
      BigInt(`0b${pair.repeat(this.width).slice(0, this.width)}`),
    );
    return distinctPatterns([...aroundPowers, ...negatives, ...alternating, -1n], this.width);
  }
}

export type { Integer };

/**
 * Unsigned integers, 0 to 2^width − 1.
 * @param width bits, 1 to 65,536
 * @throws RangeError for another width.
 */
export function unsigned(width: number): Integer {
  return new Integer(width, false);
}

/**
 * Integers in two's complement, −2^(width−1) to 2^(width−1) − 1.
 * @param width bits, 1 to 65,536
 * @throws RangeError for another width.
 */
export function signed(width: number): Integer {
  return new Integer(width, true);
}
