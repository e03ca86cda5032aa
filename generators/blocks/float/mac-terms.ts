import { v, type Module, type Signal } from "../../hdl/index.js";
import { biasOf, type FloatLayout } from "./layout.js";
import type { FloatTerm } from "./sum.js";
import type { UnpackedFloat } from "./unpack.js";
import { bitsFor } from "../widths.js";

/** The exponents of products and addends, in the accumulator's bias, as two's complement of one width. */
export class MacScale {
  /** A product's exponent, of the bit worth 2, is the sum of the factors' fields and this. */
  readonly offset: number;
  readonly width: number;
  /** How many zeros may lead in a product that is not the lesser term. */
  readonly leadingZeros: number;

  constructor(factors: FloatLayout, sum: FloatLayout) {
    this.offset = biasOf(sum) - 2 * biasOf(factors) + 1;
    const most = Math.max(2 ** (factors.wE + 1) - 2 + this.offset, 2 ** sum.wE - 1);
    this.width = 1 + bitsFor(Math.max(most, Math.max(0, -this.offset) - 1));
    // A product of two subnormal numbers is the lesser term if its exponent is below the accumulator's lowest.
    const bothMatter = 2 + this.offset >= 1;
    const subnormalZeros = bothMatter ? 2 * factors.wF : factors.wF;
    this.leadingZeros = 1 + (factors.subnormals ? subnormalZeros : 0);
  }
}

/** The addend, normalised but where it is subnormal. */
export function addendTerm(m: Module, a: UnpackedFloat, { width }: MacScale): FloatTerm {
  const exponent = m.wire("term_exponent", width, v`{${width - a.exponent.width}'b0, ${a.exponent}}`);
  return { sign: a.sign, exponent, significand: a.significand, zero: null, leadingZeros: 0 };
}

/** The product, exactly as it is, in [0, 4): so with a leading zero, or more where a factor is subnormal. */
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
