import { v, type Module, type Signal } from "../../hdl/index.js";
import { biasOf, type FloatLayout } from "./layout.js";
import type { FloatTerm } from "./sum.js";
import { addLogarithms, productScale, type FloatLogarithms, type ProductScale } from "./logarithm.js";
import type { UnpackedFloat } from "./unpack.js";
import { bitsFor } from "../widths.js";

/** Exponents of products and addends, with the accumulator's bias: two's complement numbers of one width. */
export class MacScale {
  /** Added to the sum of the factors' exponent fields it gives the product's exponent, of the bit worth 2. */
  readonly offset: number;
  readonly width: number;
  /** Most leading zeros of a product that is not the lesser term. */
  readonly leadingZeros: number;

  constructor(factors: FloatLayout, sum: FloatLayout) {
    this.offset = biasOf(sum) - 2 * biasOf(factors) + 1;
    const most = Math.max(2 ** (factors.wE + 1) - 2 + this.offset, 2 ** sum.wE - 1);
    this.width = 1 + bitsFor(Math.max(most, Math.max(0, -this.offset) - 1));
    // a product of two subnormals is the lesser term if its exponent is below the accumulator's lowest
    const bothMatter = 2 + this.offset >= 1;
    const subnormalZeros = bothMatter ? 2 * factors.wF : factors.wF;
    this.leadingZeros = 1 + (factors.subnormals ? subnormalZeros : 0);
  }
}

/** The addend as a term; normalised unless it is subnormal. */
export function addendTerm(m: Module, a: UnpackedFloat, { width }: Pick<MacScale, "width">): FloatTerm {
  const exponent = m.wire("term_exponent", width, v`{${width - a.exponent.width}'b0, ${a.exponent}}`);
  return { sign: a.sign, exponent, significand: a.significand, zero: null, leadingZeros: 0 };
}

/** The exact product as a term, in [0, 4): with one leading zero, or more where a factor is subnormal. */
export function productTerm(
  m: Module,
  x: UnpackedFloat,
  y: UnpackedFloat,
  significand: Signal,
  { offset, width, leadingZeros }: MacScale,
): FloatTerm {
  const wide = ({ exponent }: UnpackedFloat) => v`{${width - exponent.width}'b0, ${exponent}}`;
  const constant = BigInt.asUintN(width, BigInt(offset));
  return {
    sign: m.wire("sign", 1, v`${x.sign} ^ ${y.sign}`),
    exponent: m.wire("exponent", width, v`${wide(x)} + ${wide(y)} + ${width}'d${constant}`),
    significand,
    zero: m.wire("zero", 1, v`${x.zero} | ${y.zero}`),
    leadingZeros,
  };
}

/** The same scale for products by logarithms, whose top bit is worth 1. */
export const logarithmScale = (factors: FloatLayout, sum: FloatLayout): ProductScale =>
  productScale(factors, biasOf(sum) - 2 * biasOf(factors), 2 ** sum.wE - 1);

/** A product by logarithms as a term; it is normalised unless it is zero. */
export function logarithmTerm(
  m: Module,
  x: UnpackedFloat,
  y: UnpackedFloat,
  logarithms: FloatLogarithms,
  given: { readonly scale: ProductScale; readonly format: FloatLayout },
): FloatTerm {
  const { exponent, fraction } = addLogarithms(m, x, y, logarithms, given);
  const part = m.scope("product");
  const zero = part.wire("zero", 1, v`${x.zero} | ${y.zero}`);
  const width = 1 + fraction.width;
  return {
    sign: part.wire("sign", 1, v`${x.sign} ^ ${y.sign}`),
    exponent,
    significand: part.wire("significand", width, v`{1'b1, ${fraction}} & ~{${width}{${zero}}}`),
    zero,
    leadingZeros: 0,
  };
}
