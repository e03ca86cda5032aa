import { toDouble } from "./double.js";
import { Dyadic } from "./dyadic.js";
import { floatCorners } from "./float-corners.js";
import { datumProduct, datumSum, finiteDatum, nan, type FloatDatum } from "./float-datum.js";
import type { Product } from "./float-logarithm.js";
import { nearestFloat } from "./float-rounding.js";
import type { Description, NumberFormat } from "./format.js";
import { binary, checkParameter, checkPattern } from "./pattern.js";

export interface FloatOptions {
  /**
   * `keep`: gradual underflow, as in IEEE 754. `flush`: a subnormal operand counts as the zero of its sign.
   * A result below the smallest normal number becomes the zero of its sign; it is compared after rounding as
   * if the exponent were unbounded. So do x86's DAZ and FTZ; IEEE 754 calls it tininess after rounding.
   * Default `keep`.
   */
  readonly subnormals?: "keep" | "flush";
  /**
   * `ieee`: the highest exponent field holds infinities and NaNs.
   * `nan`: it holds numbers except for the last pattern, S.1…1.1…1, which is NaN. There are no infinities;
   * overflow gives NaN (OCP OFP8's E4M3, not saturating).
   * Default `ieee`.
   */
  readonly specials?: "ieee" | "nan";
  /**
   * What a result beyond the largest number becomes.
   * `special`: the infinity of its sign, or NaN in a format without infinities.
   * `saturate`: the largest number of its sign, and so does an infinite result. NaN stays NaN. That is OFP8's saturating mode.
   * Default `special`.
   */
  readonly overflow?: "special" | "saturate";
}

/**
 * Binary floating point as laid out by IEEE 754-2019, §3.4: sign, wE bits of biased exponent, wF bits of
 * fraction, most significant first; 1 + wE + wF bits. The bias is 2^(wE−1) − 1.
 * Results are rounded once, to nearest, ties to even. A NaN result is the quiet NaN without sign and payload.
 * Signalling NaNs are not told apart, and there are no exception flags.
 *
 * Patterns are unsigned BigInts; every method throws RangeError for any other.
 * Sources: IEEE 754-2019; OCP 8-bit Floating Point Specification (OFP8) 1.0, 2023.
 */
class Float implements NumberFormat {
  readonly name: string;
  readonly width: number;
  /** The exponent of the smallest normal number, 2 − 2^(wE−1). */
  readonly emin: number;
  /** The pattern of the largest number. */
  readonly largest: bigint;
  /** The pattern of every NaN result. */
  readonly quietNan: bigint;
  /** The pattern of +∞; null in a format without infinities. */
  readonly infinity: bigint | null;
  /** The pattern of 1. */
  readonly one: bigint;
  readonly #sign: bigint;
  readonly #keeps: boolean;
  readonly #saturates: boolean;
  readonly #known = new Map<bigint, FloatDatum>();

  constructor(
    readonly wE: number,
    readonly wF: number,
    { subnormals = "keep", specials = "ieee", overflow = "special" }: FloatOptions = {},
  ) {
    this.name = [
      `float⟨${wE},${wF}⟩`,
      ...(specials === "nan" ? ["without infinities"] : []),
      ...(overflow === "saturate" ? ["saturating"] : []),
    ].join(" ");
    checkParameter(`wE of ${this.name}`, wE, 2, 30);
    checkParameter(`wF of ${this.name}`, wF, 1, 65536);
    this.width = 1 + wE + wF;
    this.emin = 2 - 2 ** (wE - 1);
    this.#sign = 1n << BigInt(wE + wF);
    const top = this.#sign - (1n << BigInt(wF));
    this.infinity = specials === "nan" ? null : top;
    this.largest = (this.infinity ?? this.#sign - 1n) - 1n;
    this.quietNan = specials === "nan" ? this.#sign - 1n : top + (1n << BigInt(wF - 1));
    this.one = BigInt(2 ** (wE - 1) - 1) << BigInt(wF);
    this.#keeps = subnormals === "keep";
    this.#saturates = overflow === "saturate";
  }

  /** What a pattern stands for; a flushed subnormal is zero. */
  datum(bits: bigint): FloatDatum {
    const known = this.#known.get(bits);
    if (known) return known;
    const datum = this.#decode(bits);
    if (this.width <= tabulatedWidth) this.#known.set(bits, datum);
    return datum;
  }

  #decode(bits: bigint): FloatDatum {
    checkPattern(this.name, this.width, bits);
    const negative = bits >= this.#sign;
    const magnitude = BigInt.asUintN(this.wE + this.wF, bits);
    if (magnitude > this.largest) return magnitude === this.infinity ? { kind: "infinity", negative } : nan;
    const value = this.#isFlushed(magnitude) ? Dyadic.zero : this.#magnitude(magnitude);
    return { kind: "finite", negative, value: negative ? value.negated() : value };
  }

  /** The pattern of the nearest number, or of the infinity or NaN; where it saturates, the largest number for an infinity. */
  round(datum: FloatDatum): bigint {
    if (datum.kind === "nan") return this.quietNan;
    const sign = datum.negative ? this.#sign : 0n;
    if (datum.kind === "infinity") return this.#overflow(sign);
    if (datum.value.isZero()) return sign;
    const magnitude = nearestFloat(datum.value.magnitude(), this, this.#keeps);
    return magnitude > this.largest ? this.#overflow(sign) : sign | magnitude;
  }

  /** x·y, rounded once; of numbers by the `product` that is given, else exactly. */
  multiply(x: bigint, y: bigint, product?: Product): bigint {
    return this.round(datumProduct(this.datum(x), this.datum(y), product));
  }

  /** x + y, rounded once. */
  add(x: bigint, y: bigint): bigint {
    return this.round(datumSum(this.datum(x), this.datum(y)));
  }

  /**
   * a + x·y, fused: the exact sum, rounded once. x and y have the format `factors`; a and the result have
   * this one. The product of numbers is the `product` that is given, else exact; the addition is always exact.
   */
  multiplyAdd(factors: Float, x: bigint, y: bigint, a: bigint, product?: Product): bigint {
    const added = datumProduct(factors.datum(x), factors.datum(y), product);
    return this.round(datumSum(this.datum(a), added));
  }

  describe(bits: bigint): Description {
    checkPattern(this.name, this.width, bits);
    const digits = binary(bits, this.width);
    return {
      fields: {
        sign: digits.startsWith("1") ? "-" : "+",
        exponent: digits.slice(1, 1 + this.wE),
        fraction: digits.slice(1 + this.wE),
      },
      value: this.#written(bits),
    };
  }

  real(bits: bigint): Dyadic | undefined {
    const datum = this.datum(bits);
    return datum.kind === "finite" ? datum.value : undefined;
  }

  /** The nearest number; on overflow the largest of its sign. */
  nearest(value: Dyadic): bigint {
    const bits = this.round(finiteDatum(value));
    return this.datum(bits).kind === "finite" ? bits : (value.sign() < 0 ? this.#sign : 0n) | this.largest;
  }

  number(bits: bigint): number {
    return toDouble(this.datum(bits));
  }

  /** Both signs of zero, the ends of subnormals and normals, infinity, NaNs, and significands at many exponents. */
  corners(): bigint[] {
    return floatCorners(this);
  }

  #overflow(sign: bigint): bigint {
    if (this.#saturates) return sign | this.largest;
    return this.infinity === null ? this.quietNan : sign | this.infinity;
  }

  #written(bits: bigint): string {
    const datum = this.datum(bits);
    if (datum.kind === "nan") return "NaN";
    const sign = datum.negative ? "-" : "";
    if (datum.kind === "infinity") return `${sign}Infinity`;
    const flushed = this.#isFlushed(BigInt.asUintN(this.width - 1, bits)) ? " (subnormal, flushed)" : "";
    return `${sign}${datum.value.magnitude().toString()}${flushed}`;
  }

  /** The exact value of a pattern without sign: below 2^emin the exponent is emin and there is no leading one. */
  #magnitude(bits: bigint): Dyadic {
    const exponent = Number(bits >> BigInt(this.wF));
    const fraction = BigInt.asUintN(this.wF, bits);
    const leading = exponent === 0 ? 0n : 1n << BigInt(this.wF);
    return new Dyadic(leading + fraction, this.emin + Math.max(exponent, 1) - 1 - this.wF);
  }

  #isFlushed(magnitude: bigint): boolean {
    return !this.#keeps && magnitude > 0n && magnitude < 1n << BigInt(this.wF);
  }
}

export type { Float };

/** Up to this width each pattern is decoded once and remembered: at most 65,536 values a format. */
const tabulatedWidth = 16;

/**
 * Binary floating point with wE exponent and wF fraction bits.
 * @param wE 2 to 30
 * @param wF 1 to 65,536
 * @throws RangeError for other arguments.
 */
export function float(wE: number, wF: number, options: FloatOptions = {}): Float {
  return new Float(wE, wF, options);
}
