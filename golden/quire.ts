import { accumulator } from "./accumulator.js";
import { Dyadic } from "./dyadic.js";
import type { Bits, Description, NumberFormat } from "./format.js";
import { binary, checkParameter, checkPattern, distinctPatterns } from "./pattern.js";
import { unroundedProduct, type ProductKind } from "./posit-product.js";
import { posit, type Posit } from "./posit.js";

/**
 * Bits of the standard's quire: a sign, 31 carry guard bits, and all weights from the last bit of minpos² to below
 * maxpos². That is 32 + 2^(es+2)·(n−2) without a cap.
 */
export function standardQuireWidth(n: number, es: number, rs = Infinity): number {
  const format = posit(n, es, rs);
  return 32 + lastFractionBit(format) + integerBits(format);
}

/** The place behind the point of the last bit that is 1 in minpos²: every product is a multiple of its weight. */
function lastFractionBit(format: Posit): number {
  const smallest = square(format, format.minpos);
  let place = -smallest.floorLog2();
  while (!isInteger(smallest.scaled(place))) place++;
  return place;
}

/** Bits before the point of a product: 2^bits is the least power of two that is no smaller than maxpos². */
function integerBits(format: Posit): number {
  const largest = square(format, format.maxpos);
  const floor = largest.floorLog2();
  return largest.compare(Dyadic.powerOfTwo(floor)) === 0 ? floor : floor + 1;
}

const square = (format: Posit, bits: bigint): Dyadic => format.value(bits).times(format.value(bits));
const isInteger = (value: Dyadic): boolean => value.compare(new Dyadic(value.floor())) === 0;

/**
 * The quire of posit⟨n, es⟩: a fixed-point number in two's complement whose last bit is that of minpos². Without a cap on
 * regimes minpos is a power of two, and the last bit weighs minpos². With one minpos may have a fraction.
 * So it holds every product of two posits exactly, PLAM's too, and sums of them. Sums are modulo 2^width. NaR
 * is 10…0.
 * Source: Posit Standard 2022, §3.4, where es = 2 and the width is 16n; the same construction for another es and for a
 * cap (`rs`).
 */
class Quire implements NumberFormat {
  readonly name: string;
  readonly ascendsAs = "signed";
  readonly nar: bigint;
  /** The last bit weighs 2^−`fractionBits`, which is minpos² without a cap. */
  readonly fractionBits: number;
  readonly #posit: Posit;

  constructor(
    n: number,
    es: number,
    readonly width: number,
    rs: number,
  ) {
    this.#posit = posit(n, es, rs);
    this.name = this.#posit.name.replace("posit", "quire");
    checkParameter(`the width of ${this.name}`, width, 2, 65536);
    this.nar = 1n << BigInt(width - 1);
    this.fractionBits = lastFractionBit(this.#posit);
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
   * @throws RangeError for a value that is no multiple of the last bit.
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
 * @param width bits; by default the standard's, 32 + 2^(es+2)·(n−2), or of a capped regime as many as its products need
 * @param rs the most bits of a regime's run, as of `posit`
 * @throws RangeError for parameters that no posit or no quire has.
 */
export function quire(n: number, es: number, width?: number, rs = Infinity): Quire {
  return new Quire(n, es, width ?? standardQuireWidth(n, es, rs), rs);
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
  rs = Infinity,
): () => (inputs: Bits) => Bits {
  const [format, held] = [posit(n, es, rs), quire(n, es, width, rs)];
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
