import { nearestDouble } from "./double.js";
import { Dyadic } from "./dyadic.js";
import type { Description, NumberFormat } from "./format.js";
import { mitchellProduct } from "./mitchell.js";
import { binary, checkParameter, checkPattern } from "./pattern.js";
import { positCorners } from "./posit-corners.js";
import { fieldsValue, positFields, regimeCap, type PositFields } from "./posit-fields.js";
import { nearestPosit } from "./posit-rounding.js";

/**
 * The posit format of n bits with up to es exponent bits, its regimes capped at rs bits, and its exact arithmetic.
 * rs is Infinity where there is no cap.
 * Each operation computes its result exactly, as a dyadic rational, and rounds it once. NaR operands give
 * NaR.
 *
 * Patterns are unsigned BigInts of n bits; every method throws RangeError for any other.
 * Source: Posit Standard 2022, where es = 2. SoftPosit's ⟨8,0⟩, ⟨16,1⟩ and ⟨32,2⟩ come from an older draft.
 */
class Posit implements NumberFormat {
  readonly name: string;
  readonly width: number;
  readonly ascendsAs = "signed";
  /** Not a real, 10…0. */
  readonly nar: bigint;
  /** The pattern of 1. */
  readonly one: bigint;
  /** The smallest positive posit, 2^(−2^es·(n−2)) without a cap. */
  readonly minpos = 1n;
  /** The largest posit, 2^(2^es·(n−2)) without a cap. */
  readonly maxpos: bigint;
  readonly #values = new Map<bigint, Dyadic>();

  constructor(
    readonly n: number,
    readonly es: number,
    readonly rs: number,
  ) {
    this.name = rs === Infinity ? `posit⟨${n},${es}⟩` : `posit⟨${n},${es},rs=${rs}⟩`;
    checkParameter(`n of ${this.name}`, n, 3, 64);
    checkParameter(`es of ${this.name}`, es, 0, 6);
    if (rs !== Infinity) checkParameter(`rs of ${this.name}`, rs, 2, 64);
    this.width = n;
    this.nar = 1n << BigInt(n - 1);
    this.one = 1n << BigInt(n - 2);
    this.maxpos = this.nar - 1n;
  }

  /** Whether the pattern is NaR (not a real): 10…0. */
  isNaR(bits: bigint): boolean {
    checkPattern(this.name, this.n, bits);
    return bits === this.nar;
  }

  /**
   * The exact value of a pattern.
   * @throws RangeError for NaR, which has none.
   */
  value(bits: bigint): Dyadic {
    const known = this.#values.get(bits);
    if (known) return known;
    const value = this.#decode(bits);
    if (this.n <= tabulatedWidth) this.#values.set(bits, value);
    return value;
  }

  /**
   * The posit nearest to a value, ties to the even pattern. Only zero rounds to zero, and nothing rounds to
   * NaR.
   * Beyond maxpos the result is maxpos, below minpos it is minpos (Posit Standard 2022, §4.1).
   */
  round(value: Dyadic): bigint {
    if (value.isZero()) return 0n;
    const magnitude = nearestPosit(value.magnitude(), this.n, this.es, this.rs);
    return value.sign() < 0 ? this.negate(magnitude) : magnitude;
  }

  /** −x, the two's complement of the pattern. 0 and NaR are unchanged. */
  negate(x: bigint): bigint {
    checkPattern(this.name, this.n, x);
    return BigInt.asUintN(this.n, -x);
  }

  /** x·y, rounded once. */
  multiply(x: bigint, y: bigint): bigint {
    if (this.isNaR(x) || this.isNaR(y)) return this.nar;
    return this.round(this.value(x).times(this.value(y)));
  }

  /**
   * x·y by PLAM: Mitchell's product of the exact operands, rounded once. The result's bits do not depend on es.
   * Source: Murillo et al., "PLAM: a posit logarithm-approximate multiplier", IEEE TETC 10(4), 2022.
   */
  plam(x: bigint, y: bigint): bigint {
    if (this.isNaR(x) || this.isNaR(y)) return this.nar;
    return this.round(mitchellProduct(this.value(x), this.value(y)));
  }

  /** x + y, rounded once. */
  add(x: bigint, y: bigint): bigint {
    if (this.isNaR(x) || this.isNaR(y)) return this.nar;
    return this.round(this.value(x).plus(this.value(y)));
  }

  /** x·y + a, fused: the exact sum, rounded once. */
  fma(x: bigint, y: bigint, a: bigint): bigint {
    if (this.isNaR(x) || this.isNaR(y) || this.isNaR(a)) return this.nar;
    return this.round(this.value(x).times(this.value(y)).plus(this.value(a)));
  }

  /**
   * Fields and value. A negative posit shows the fields of its magnitude, the two's complement of the
   * pattern.
   * A field without room in the pattern is left out; 0 and NaR have no fields.
   */
  describe(bits: bigint): Description {
    if (this.isNaR(bits)) return { fields: {}, value: "NaR" };
    if (bits === 0n) return { fields: {}, value: "0" };
    const { regime, k, exponent, e, fraction } = this.#fields(this.#magnitude(bits));
    return {
      fields: {
        sign: this.#isNegative(bits) ? "-" : "+",
        regime: `${regime} (k=${k})`,
        ...(exponent && { exponent: `${exponent} (e=${e})` }),
        ...(fraction && { fraction }),
      },
      value: this.value(bits).toString(),
    };
  }

  real(bits: bigint): Dyadic | undefined {
    return this.isNaR(bits) ? undefined : this.value(bits);
  }

  nearest(value: Dyadic): bigint {
    return this.round(value);
  }

  regime(bits: bigint): number | undefined {
    return this.isNaR(bits) || bits === 0n ? undefined : this.#fields(this.#magnitude(bits)).k;
  }

  number(bits: bigint): number {
    return this.isNaR(bits) ? NaN : nearestDouble(this.value(bits));
  }

  /**
   * Zero, NaR, and in both signs: one, minpos, maxpos, regime and exponent boundaries, and some fractions.
   * Most have their neighbours too.
   */
  corners(): bigint[] {
    return positCorners(this.n, this.es, this.rs);
  }

  #decode(bits: bigint): Dyadic {
    if (this.isNaR(bits)) throw new RangeError(`NaR, pattern ${bits} of ${this.name}, has no value`);
    if (bits === 0n) return Dyadic.zero;
    const magnitude = fieldsValue(this.#fields(this.#magnitude(bits)), this.es);
    return this.#isNegative(bits) ? magnitude.negated() : magnitude;
  }

  #fields(positive: bigint): PositFields {
    return positFields(binary(positive, this.n - 1), this.es, this.rs);
  }

  #magnitude(bits: bigint): bigint {
    return this.#isNegative(bits) ? this.negate(bits) : bits;
  }

  #isNegative(bits: bigint): boolean {
    return bits > this.nar;
  }
}

export type { Posit };

/** Up to this width each pattern is decoded once and remembered: at most 65,536 values a format. */
const tabulatedWidth = 16;

const formats = new Map<string, Posit>();

/**
 * The format posit⟨n, es⟩; the same arguments give the same object.
 * @param n bits in a pattern, 3 to 64
 * @param es exponent bits, 0 to 6; bits without room in a pattern, as where es > n − 3, count as 0
 * @param rs the most bits of a regime's run, from 2 on, which ends there without a bit that ends it: rs = 6 and
 * es = 5 are the bounded posits of arXiv 2603.01615 (2026). With n − 1 or more, or none, it is an ordinary posit
 * @throws RangeError for other arguments.
 */
export function posit(n: number, es: number, rs = Infinity): Posit {
  const cap = regimeCap(n, rs);
  const key = `${n},${es},${cap}`;
  const format = formats.get(key) ?? new Posit(n, es, cap);
  formats.set(key, format);
  return format;
}
