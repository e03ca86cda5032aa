import { v, type Module, type Signal } from "../../hdl/index.js";
import { scaleOf, type DecodedPosit } from "./decode.js";
import type { UnroundedPosit } from "./encode.js";
import { divideSignificands } from "./quotient.js";
import { quotientSign } from "./specials.js";

/** The exact quotient of two decoded posits of one format, not yet rounded. */
export function positQuotient(m: Module, x: DecodedPosit, y: DecodedPosit): UnroundedPosit {
  const { es } = x.widths;
  const { sign, special } = quotientSign(m, x, y);

  m.section("Magnitudes: the raw fields of a negative operand inverted, and an ulp more");
  const [dividend, divisor] = [magnitudeOf(m.scope("x"), x), magnitudeOf(m.scope("y"), y)];

  m.section("The significands' quotient, bit by bit");
  const quotient = divideSignificands(m, dividend.fraction, divisor.fraction);

  m.section("A quotient below 1 is doubled, which takes one from the exponent");
  const width = dividend.scale.width + 1;
  const [a, b] = [dividend.scale, divisor.scale];
  const scale = m.wire("scale", width, v`{${a.msb}, ${a}} + ~{${b.msb}, ${b}} + ${quotient.whole}`);
  const bits = quotient.fraction.width;
  const doubled = v`{${quotient.fraction.bits(bits - 2, 0)}, 1'b0}`;
  const fraction = m.wire("normal", bits, v`${quotient.whole} ? ${quotient.fraction} : ${doubled}`);

  m.section("A negative quotient's raw fields are inverted, with ones without end behind them");
  const fields = width + bits + 1;
  const raw = m.wire("raw", fields, v`{${scale}, ${fraction}, ${quotient.sticky}} ^ {${fields}{${sign}}}`);
  const tail = es + bits + 1;
  return {
    sign,
    special,
    regime: m.wire("regime", fields - tail, raw.bits(fields - 1, tail)),
    tail: m.wire("tail", tail, raw.bits(tail - 1, 0)),
    beyond: sign,
  };
}

/** Scale and fraction of |x|. */
function magnitudeOf(m: Module, x: DecodedPosit): { readonly scale: Signal; readonly fraction: Signal } {
  const { tail, fraction } = x.widths;
  const log = scaleOf(m, x, tail, x.sign);
  const magnitude = m.wire("magnitude", log.width, v`${log} + ${x.sign}`);
  return {
    scale: m.wire("exponent", log.width - fraction, magnitude.bits(log.width - 1, fraction)),
    fraction: m.wire("magnitude_fraction", fraction, magnitude.bits(fraction - 1, 0)),
  };
}
