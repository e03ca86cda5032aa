import { v, type Module, type Signal } from "../../hdl/index.js";
import { bitsFor } from "../widths.js";
import type { FloatLayout } from "./layout.js";
import { normaliseWithin } from "./normalise.js";
import type { UnpackedFloat } from "./unpack.js";

/** Which logarithms a product is the sum of. */
export interface FloatLogarithms {
  /** Significand bits kept, the leading one among them, 2 or more. */
  readonly kept: number;
  /** Set the last bit kept, for what was cut off. */
  readonly setLast: boolean;
  /** Added to the sum of the logarithms, in units of the last bit kept; at most 1/2. */
  readonly correction: bigint;
}

/** A product 2^exponent · (1 + fraction). Both are don't-care where a factor is zero. */
export interface LogarithmicProduct {
  /** Two's complement. */
  readonly exponent: Signal;
  /** `kept` − 1 bits. */
  readonly fraction: Signal;
}

/** How the exponent of a product is made of the factors' exponent fields, and how wide it is. */
export interface ProductScale {
  readonly offset: number;
  readonly width: number;
}

/** The exponents of products: the sum of the fields plus `offset`; wide enough for `greatest`, too. */
export function productScale(
  { wE, wF, subnormals }: FloatLayout,
  offset: number,
  greatest: number,
): ProductScale {
  // a subnormal factor has wF leading zeros at most; the fractions carry 2 at most
  const least = offset + (subnormals ? 2 - 2 * wF : 0);
  const most = Math.max(offset + 2 ** (wE + 1), greatest);
  return { offset, width: 1 + bitsFor(Math.max(most, -least - 1)) };
}

/**
 * Mitchell's product: exponent and fraction of a factor, side by side, are its logarithm, and logarithms are added. The
 * carry of the fractions goes into the exponent. Offset and correction are one constant.
 *
 * Example with 3 fraction bits: 2^1·1.100 times 2^2·1.010 is 001.100 + 010.010 = 011.110, that is 2^3·1.110.
 */
export function addLogarithms(
  m: Module,
  x: UnpackedFloat,
  y: UnpackedFloat,
  logarithms: FloatLogarithms,
  { scale, format }: { readonly scale: ProductScale; readonly format: FloatLayout },
): LogarithmicProduct {
  const bits = logarithms.kept - 1;
  const a = logarithmOf(m.scope("x"), x, logarithms, format);
  const b = logarithmOf(m.scope("y"), y, logarithms, format);
  const corrected = logarithms.correction > 0n ? " and a correction" : "";
  m.section(`The product's logarithm is the sum of both${corrected}; the constant also has the bias`);
  const width = scale.width + bits;
  const wide = (log: Signal) => v`{{${width - log.width}{${format.subnormals ? log.msb : v`1'b0`}}}, ${log}}`;
  const constant = BigInt.asUintN(width, (BigInt(scale.offset) << BigInt(bits)) + logarithms.correction);
  const sum = m.wire("product_log", width, v`${wide(a)} + ${wide(b)} + ${width}'d${constant}`);
  return {
    exponent: m.wire("product_exponent", scale.width, sum.bits(width - 1, bits)),
    fraction: m.wire("product_fraction", bits, sum.bits(bits - 1, 0)),
  };
}

/** Exponent field, then fraction. Two's complement where subnormals are kept, as their exponents go below 1; else unsigned. */
function logarithmOf(
  m: Module,
  x: UnpackedFloat,
  { kept, setLast }: FloatLogarithms,
  { wE, wF, subnormals }: FloatLayout,
): Signal {
  const taken = kept - (setLast ? 2 : 1);
  const last = setLast ? v`1'b1` : v`0'b0`;
  if (!subnormals)
    return m.wire("log", wE + kept - 1, v`{${x.exponent}, ${x.fraction.bits(wF - 1, wF - taken)}, ${last}}`);
  m.section("A subnormal factor's leading one is shifted up; its exponent goes down");
  const { count, bits } = normaliseWithin(m, x.significand, null, { high: wF - 1, low: wF - taken });
  const width = 1 + Math.max(wE, count.width);
  const wide = v`{${width - wE}'b0, ${x.exponent}}`;
  const exponent = m.wire("leading_exponent", width, v`${wide} - {${width - count.width}'b0, ${count}}`);
  return m.wire("log", width + kept - 1, v`{${exponent}, ${bits}, ${last}}`);
}
