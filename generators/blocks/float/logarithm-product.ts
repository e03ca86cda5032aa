import { v, type Module } from "../../hdl/index.js";
import { bitsFor } from "../widths.js";
import { biasOf, type FloatLayout } from "./layout.js";
import { addLogarithms, productScale, type FloatLogarithms } from "./logarithm.js";
import type { ProductNumber } from "./product.js";
import { shiftRightInto } from "./shift.js";
import type { UnpackedFloat } from "./unpack.js";

/** A product by logarithms as a number to be rounded. Only subnormal ones have more than wF fraction bits. */
export function logarithmProduct(
  m: Module,
  x: UnpackedFloat,
  y: UnpackedFloat,
  logarithms: FloatLogarithms,
  format: FloatLayout,
): ProductNumber {
  const { wE, wF, subnormals } = format;
  const scale = productScale(format, -biasOf(format), 2 ** wE);
  const { exponent, fraction } = addLogarithms(m, x, y, logarithms, { scale, format });
  const missing = wF - fraction.width;
  const sign = m.wire("sign", 1, v`${x.sign} ^ ${y.sign}`);
  if (!subnormals)
    return {
      sign,
      field: exponent,
      fraction: missing === 0 ? fraction : m.wire("fraction", wF, v`{${fraction}, ${missing}'b0}`),
      cut: null,
    };

  m.section("A product below the smallest normal number goes down to the smallest exponent");
  const { width } = exponent;
  const subnormal = m.wire("subnormal", 1, v`${exponent.msb} | ~(|${exponent})`);
  const below = m.wire("below", width, v`${width}'d1 - ${exponent}`);
  const bits = Math.min(bitsFor(wF + 2), width);
  const far = m.wire("far", 1, v`|${below.bits(width - 1, bits)}`);
  const places = v`(${below.bits(bits - 1, 0)} | {${bits}{${far}}}) & {${bits}{${subnormal}}}`;
  const amount = m.wire("amount", bits, places);
  const isNumber = v`~(${x.zero} | ${y.zero})`;
  const significand = m.wire(
    "significand",
    wF + 2,
    v`{1'b1, ${fraction}, ${missing + 1}'b0} & {${wF + 2}{${isNumber}}}`,
  );
  const shifted = shiftRightInto(m.scope("down"), significand, amount, { width: wF + 2, low: 0 });
  const { msb: leading } = shifted.bits;
  return {
    sign,
    field: m.wire("field", width - 1, v`${exponent.bits(width - 2, 0)} & {${width - 1}{${leading}}}`),
    fraction: m.wire("fraction", wF, shifted.bits.bits(wF, 1)),
    cut: { guard: shifted.bits.bit(0), sticky: shifted.sticky },
  };
}
