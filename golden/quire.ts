import { accumulator } from "./accumulator.js";
import { Dyadic } from "./dyadic.js";
import type { Bits, Description, NumberFormat } from "./format.js";
import { binary, checkParameter, checkPattern, distinctPatterns } from "./pattern.js";
import { unroundedProduct, type ProductKind } from "./posit-product.js";
import { posit, type Posit } from "./posit.js";

/**
 * Bits of the standard's quire: a sign, 31 carry guard bits, and all weights from minpos² to below maxpos².
 */
export const standardQuireWidth = (n: number, es: number): number => 32 + 2 ** (es + 2) * (n - 2);

/**
 * The quire of posit⟨n, es⟩: a fixed-point number in two's complement whose last bit weighs minpos².
 * So it holds every product of two posits exactly, PLAM's too, and sums of them. Sums are modulo 2^width. NaR
 * is 10…0.
 * Source: Posit Standard 2022, §3.4, where es = 2 and the width is 16n; the same construction for another es.
 */
class Quire implements NumberFormat {
  readonly name: string;
  readonly ascendsAs = "signed";
  readonly nar: bigint;
  /** The last bit weighs 2^−`fractionBits`, which is minpos². */
  readonly fractionBits: number;
  readonly #posit: Posit;

  constructor(
    n: number,
    es: number,
    readonly width: number,
  ) {
    this.#posit = posit(n, es);
    this.name = `quire⟨${n},${es}⟩`;
    checkParameter(`the width of ${this.name}`, width, 2, 65536);
    this.nar = 1n << BigInt(width - 1);
    this.fractionBits = 2 ** (es + 1) * (n - 2);
  }

  /** Whether the pattern is NaR (not a real): 10…0. */
  isNaR(bits: bigint): boolean {
    checkPattern(this.name, this.width, bits);
    return bits === this.nar;
  }

  /** The value of a pattern in two's complement; also of 10…0, which an accumulator may hold as a number. */
  value(bits: bigint): Dyadic {
    checkPattern(this.name, this.width, bits);
    return new Dyadic(BigInt.asIntN(this.width, bits), -this.fractionBits);
  }

  /**
   * The pattern of a value modulo 2^width.
   * @throws RangeError for a value that is no multiple of minpos².
   */
  wrap(value: Dyadic): bigint {
    const units = value.scaled(this.fractionBits);
    const integer = units.floor();
    if (units.compare(new Dyadic(integer)) !== 0)
      throw new RangeError(`${value.toString()} is no multiple of the last bit of ${this.name}`);
    return BigInt.asUintN(this.width, integer);
  }

  /** sum + x·y modulo 2^width; NaR if one of the three is NaR. */
  add(sum: bigint, x: bigint, y: bigint, product: ProductKind): bigint {
    if (this.isNaR(sum) || this.#posit.isNaR(x) || this.#posit.isNaR(y)) return this.nar;
    return this.addProduct(sum, x, y, product);
  }

  /** sum + x·y modulo 2^width, where 10…0 is a number like any other. */
  addProduct(sum: bigint, x: bigint, y: bigint, product: ProductKind): bigint {
    const [valueX, valueY] = [this.#posit.value(x), this.#posit.value(y)];
    return this.wrap(this.value(sum).plus(unroundedProduct(product, valueX, valueY)));
  }

  /** The posit nearest to the quire's value, rounded once; NaR for NaR. */
  toPosit(bits: bigint): bigint {
    return this.isNaR(bits) ? this.#posit.nar : this.#posit.round(this.value(bits));
  }

  real(bits: bigint): Dyadic | undefined {
    return this.isNaR(bits) ? undefined : this.value(bits);
  }

  /** The nearest multiple of the last bit; beyond the range the end of it, but never NaR. */
  nearest(value: Dyadic): bigint {
    const highest = this.nar - 1n;
    const units = value.scaled(this.fractionBits).roundHalfEven();
    const held = units > highest ? highest : units < -highest ? -highest : units;
    return BigInt.asUintN(this.width, held);
  }

  describe(bits: bigint): Description {
    if (this.isNaR(bits)) return { fields: {}, value: "NaR" };
    const digits = binary(bits, this.width);
    const point = this.width - this.fractionBits;
    const fields = {
      integer: digits.slice(0, Math.max(0, point)),
      fraction: digits.slice(Math.max(0, point)),
    };
    return { fields, value: this.value(bits).toString() };
  }

  /**
   * Zero, NaR, the extremes, alternating bits, every power of two in both signs, and the ones below each
   * power.
   */
  corners(): bigint[] {
    const powers = Array.from({ length: this.width }, (_, i) => 1n << BigInt(i));
    const alternating = BigInt(`0b${"01".repeat(this.width).slice(0, this.width)}`);
    const integers = [0n, this.nar + 1n, alternating, ~alternating, ...powers, ...powers.map((one) => -one)];
    return distinctPatterns([...integers, ...powers.map((one) => one - 1n)], this.width);
  }
}

export type { Quire };

/**
 * The quire of posit⟨n, es⟩.
 * @param width bits; by default the standard's, 32 + 2^(es+2)·(n−2)
 * @throws RangeError for parameters that no posit or no quire has.
 */
export function quire(n: number, es: number, width = standardQuireWidth(n, es)): Quire {
  return new Quire(n, es, width);
}

/**
 * The machine of a quire's multiply-accumulate unit.
 * Inputs rst, clear, en, x, y; outputs r, the sum rounded to a posit, and valid; registers quire and
 * quire_nar.
 * NaR is kept beside the sum and stays until rst or clear; no sum becomes NaR.
 */
export function quireMac(
  n: number,
  es: number,
  width: number,
  product: ProductKind,
): () => (inputs: Bits) => Bits {
  const [format, held] = [posit(n, es), quire(n, es, width)];
  return accumulator<bigint | "NaR">({
    zero: 0n,
    take(sum, { x = 0n, y = 0n }) {
      if (sum === "NaR" || format.isNaR(x) || format.isNaR(y)) return "NaR";
      return held.addProduct(sum, x, y, product);
    },
    read: (sum) => ({ r: sum === "NaR" ? format.nar : format.round(held.value(sum)) }),
    loaded: ({ quire: sum, quire_nar: nar }) => (nar === 1n ? "NaR" : sum),
    // the sum is don't-care while quire_nar is set
    held: (sum) => (sum === "NaR" ? {} : { quire: sum, quire_nar: 0n }),
  });
}
