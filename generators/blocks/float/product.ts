import { v, type Module, type Signal } from "../../hdl/index.js";
import { biasOf, type FloatLayout } from "./layout.js";
import { leadingOnePosition } from "./leading.js";
import type { UnroundedFloat } from "./pack.js";
import { shiftRightInto } from "./shift.js";
import type { UnpackedFloat } from "./unpack.js";
import { bitsFor } from "../widths.js";

/** A product of numbers, to be rounded; whether a factor is special is not yet in it. */
export type ProductNumber = Pick<UnroundedFloat, "sign" | "field" | "fraction" | "cut">;

/** The product of two numbers from the exact one of their significands. */
export function exactProduct(
  m: Module,
  x: UnpackedFloat,
  y: UnpackedFloat,
  product: Signal,
  format: FloatLayout,
): ProductNumber {
  const { wF } = format;
  m.section("The exponent of the product, whose significand is in [1, 4)");
  const place = format.subnormals ? alignedProduct : normalProduct;
  const { base, bits, sticky } = place(m.scope("product"), x, y, product, format);

  m.section("Normalise: down by one place from [2, 4)");
  const top = bits.width - 1;
  const twice = m.wire("twice", 1, bits.msb);
  const one = m.wire("field_one", base.width, v`${base} + 1'b1`);
  const two = m.wire("field_two", base.width, v`${base} + 2'd2`);
  const leading = m.wire("leading", 1, format.subnormals ? v`${twice} | ${bits.bit(top - 1)}` : v`1'b1`);
  const field = m.wire("field", base.width, v`(${twice} ? ${two} : ${one}) & {${base.width}{${leading}}}`);
  const fraction = v`${twice} ? ${bits.bits(top - 1, top - wF)} : ${bits.bits(top - 2, top - wF - 1)}`;
  const guard = v`${twice} ? ${bits.bit(top - wF - 1)} : ${bits.bit(top - wF - 2)}`;
  const rest = bits.bits(top - wF - 3, 0);
  const lost = v`(${twice} & ${bits.bit(top - wF - 2)}) | ${sticky ?? v`1'b0`} | (|${rest})`;
  return {
    sign: m.wire("sign", 1, v`${x.sign} ^ ${y.sign}`),
    field,
    fraction: m.wire("fraction", wF, fraction),
    cut: { guard: m.wire("guard", 1, guard), sticky: m.wire("sticky", 1, lost) },
  };
}

/** A product before rounding: an exponent and a number below 4. */
interface UnroundedProduct {
  /**
   * One less than the exponent field that goes with bit `bits.width` − 2. Unsigned where subnormals are kept,
   * else two's complement.
   */
  readonly base: Signal;
  /**
   * From weight 2 down, wF + 3 bits or more. Where subnormals are kept, it is below 1 only if `base` is 0.
   */
  readonly bits: Signal;
  readonly sticky: Signal | null;
}

/** Finds a product's exponent and aligns its bits with it. */
type ProductPlacer = (
  m: Module,
  x: UnpackedFloat,
  y: UnpackedFloat,
  product: Signal,
  format: FloatLayout,
) => UnroundedProduct;

/** With subnormals flushed nothing is aligned: the product of two normal numbers is in [1, 4). */
const normalProduct: ProductPlacer = (m, x, y, product, format) => {
  const width = format.wE + 2;
  const sum = v`{2'b0, ${x.exponent}} + {2'b0, ${y.exponent}}`;
  const base = m.wire("base", width, v`${sum} - ${width}'d${biasOf(format) + 1}`);
  return { base, bits: product, sticky: null };
};

/**
 * With subnormals kept, one shifter serves both directions: left for a subnormal operand, right for a
 * subnormal result. The distance is known from the operands, before their product is.
 */
const alignedProduct: ProductPlacer = (m, x, y, product, format) => {
  const { wE, wF } = format;
  const bias = biasOf(format);

  m.section("Where the leading one of a subnormal operand is; of two it does not matter, nothing goes up");
  const either = v`${x.normal} ? ${y.significand.bits(wF, 1)} : ${x.significand.bits(wF, 1)}`;
  const leading = leadingOnePosition(m, m.wire("subnormal_or_y", wF, either));

  m.section("The product goes down to the smallest exponent, or up until its leading one is in place");
  const kept = wF + 3;
  const amountWidth = bitsFor(wF + kept);
  const width = Math.max(wE + 2, bitsFor(wF + 1 + bias) + 1, amountWidth + 1);
  const wide = ({ exponent }: UnpackedFloat) => v`{${width - wE}'b0, ${exponent}}`;
  const sum = m.wire("exponent_sum", width, v`${wide(x)} + ${wide(y)}`);
  const down = m.wire("down", width, v`${width}'d${wF + 1 + bias} - ${sum}`);
  const up = v`{${width - leading.width}'b0, ${leading}}`;
  const excess = m.wire("excess", width, v`${up} - ${down}`);
  const under = m.wire("under", 1, excess.msb);

  const far = m.wire("far", 1, v`${under} & (|${down.bits(width - 2, amountWidth)})`);
  const near = v`${under} ? ${down.bits(amountWidth - 1, 0)} : {${amountWidth - leading.width}'b0, ${leading}}`;
  const amount = m.wire("amount", amountWidth, v`(${near}) | {${amountWidth}{${far}}}`);
  const base = m.wire("base", width - 1, v`${excess.bits(width - 2, 0)} & ~{${width - 1}{${under}}}`);

  const top = product.width - 1;
  const shifted = m.wire("shifted", product.width + wF, v`{${product}, ${wF}'b0}`);
  const { bits, sticky } = shiftRightInto(m, shifted, amount, { width: kept, low: top - kept + 1 });
  return { base, bits, sticky };
};
