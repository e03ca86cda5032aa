import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { keep, type Steps } from "../iterate.js";
import { scaleOf, type DecodedPosit } from "./decode.js";
import type { UnroundedPosit } from "./encode.js";
import { divideInSteps, divideSignificands, type Quotient } from "./quotient.js";
import { quotientSign } from "./specials.js";

/** The exact quotient of two decoded posits of one format, not yet rounded. */
export function positQuotient(m: Module, x: DecodedPosit, y: DecodedPosit): UnroundedPosit {
  const { sign, special } = quotientSign(m, x, y);
  const [dividend, divisor] = magnitudesOf(m, x, y);

  m.section("The significands' quotient, bit by bit");
  const quotient = divideSignificands(m, dividend.fraction, divisor.fraction);
  const [a, b] = [dividend.scale, divisor.scale];
  const scale = v`{${a.msb}, ${a}} + ~{${b.msb}, ${b}} + ${quotient.whole}`;
  return unrounded(m, x, { sign, special, quotient, scale });
}

/** The same in several steps: operands are decoded in the cycle that takes them. */
export function positQuotientInSteps(
  m: Module,
  x: DecodedPosit,
  y: DecodedPosit,
  steps: Steps,
): UnroundedPosit {
  const { sign, special } = quotientSign(m, x, y);
  const [dividend, divisor] = magnitudesOf(m, x, y);
  const [a, b] = [dividend.scale, divisor.scale];
  const scales = m.wire("scales", a.width + 1, v`{${a.msb}, ${a}} + ~{${b.msb}, ${b}}`);

  const held = keep(m, steps, { sign, special, scales, divisor: divisor.fraction });

  m.section(`The significands' quotient, ${steps.digits} of its bits in a step`);
  const quotient = divideInSteps(m, dividend.fraction, held.divisor, steps);
  const scale = v`${held.scales} + ${quotient.whole}`;
  return unrounded(m, x, { sign: held.sign, special: held.special, quotient, scale });
}

interface Found {
  readonly sign: Signal;
  readonly special: Signal;
  readonly quotient: Quotient;
  /** The difference of the exponents, less one where the quotient is below 1. */
  readonly scale: Expression;
}

/** The raw fields of a quotient of significands from 1/2 to 2. */
function unrounded(m: Module, { widths: { es } }: DecodedPosit, found: Found): UnroundedPosit {
  const { sign, special, quotient } = found;
  m.section("A quotient below 1 is doubled, which takes one from the exponent");
  const { width } = found.scale;
  const scale = m.wire("scale", width, found.scale);
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

/** Scales and fractions of |x| and |y|. */
function magnitudesOf(m: Module, x: DecodedPosit, y: DecodedPosit): [Magnitude, Magnitude] {
  m.section("Magnitudes: the raw fields of a negative operand inverted, and an ulp more");
  return [magnitudeOf(m.scope("x"), x), magnitudeOf(m.scope("y"), y)];
}

interface Magnitude {
  readonly scale: Signal;
  readonly fraction: Signal;
}

/** Scale and fraction of |x|. */
function magnitudeOf(m: Module, x: DecodedPosit): Magnitude {
  const { tail, fraction } = x.widths;
  const log = scaleOf(m, x, tail, x.sign);
  const magnitude = m.wire("magnitude", log.width, v`${log} + ${x.sign}`);
  return {
    scale: m.wire("exponent", log.width - fraction, magnitude.bits(log.width - 1, fraction)),
    fraction: m.wire("magnitude_fraction", fraction, magnitude.bits(fraction - 1, 0)),
  };
}
