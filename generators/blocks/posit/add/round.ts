import { v, type Module, type Signal } from "../../../hdl/index.js";
import type { UnroundedPosit } from "../encode.js";
import type { PositSum } from "./normalise.js";

/** The operand of `encodePosit` for a sum: a posit with `es` exponent bits. `nar`: a term is NaR. */
export function sumToPosit(m: Module, sum: PositSum, nar: Signal, es: number): UnroundedPosit {
  m.section("With NaR the sum is NaR; and a sum of zero has a pattern of its own");
  const raw = sum.rawScale;
  return {
    sign: m.wire("sign", 1, v`${nar} | (${sum.sign} & ~${sum.zero})`),
    special: m.wire("special", 1, v`${nar} | ${sum.zero}`),
    regime: m.wire("regime", raw.width - es, raw.bits(raw.width - 1, es)),
    tail: m.wire("tail", es + sum.fraction.width, v`{${raw.bits(es - 1, 0)}, ${sum.fraction}}`),
  };
}
