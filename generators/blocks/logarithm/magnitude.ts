import { v, type Module, type Signal } from "../../hdl/index.js";
import type { Magnitude } from "./leading-segment.js";
import type { Sign } from "./sign.js";

/**
 * The magnitude of an operand. `unsigned`: the operand. `c1`: the one's complement of a negative one, one bit
 * narrower; −1 becomes 0. `c2`: the absolute value.
 */
export function magnitudeOf(m: Module, x: Signal, sign: Sign): Magnitude {
  if (sign === "unsigned") return { raw: x, invert: null };
  const n = x.width;
  const negative = m.wire("sign", 1, x.msb);
  if (sign === "c1") return { raw: m.wire("body", n - 1, x.bits(n - 2, 0)), invert: negative };
  return { raw: m.wire("absolute", n, v`(${x} ^ {${n}{${negative}}}) + ${negative}`), invert: null };
}
