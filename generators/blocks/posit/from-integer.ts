import { v, type Module, type Signal } from "../../hdl/index.js";
import { normalise, type Normalised } from "../normalise.js";
import { signExtend } from "../sign-extend.js";
import { bitsFor } from "../widths.js";
import type { DecodeArchitecture } from "./decode.js";
import type { UnroundedPosit } from "./encode.js";
import { rawRun } from "./raw-run.js";

interface Options {
  readonly es: number;
  /** Whether −2^(w−1) becomes NaR. */
  readonly lowestIsNar: boolean;
  /** How the run of signs is found. */
  readonly regime: DecodeArchitecture["regime"];
}

/**
 * An integer in two's complement as raw fields of a posit, not yet rounded.
 * Behind its run of signs, and the first bit that differs, the fraction stands as it is.
 * Example: −6 = 11010 is (−2 + 1/2)·2^2: two signs, then 0, then the fraction 10.
 */
export function positOfInteger(m: Module, x: Signal, { es, lowestIsNar, regime }: Options): UnroundedPosit {
  const w = x.width;
  m.section("The run of signs is counted and shifted out; the fraction remains");
  const sign = m.wire("sign", 1, x.msb);
  const none = v`~(|${x.bits(w - 2, 0)})`;
  const special = m.wire("special", 1, lowestIsNar ? none : v`(${none}) & ~${sign}`);
  const { count, rest: fraction } = runOfSigns(m, x, sign, regime);

  m.section("A longer run means a smaller magnitude; a negative number's raw exponent is inverted");
  const width = bitsFor(w - 1) + 1;
  const scale = m.wire("scale", width, v`${width}'d${w - 1} + ~{1'b0, ${count}}`);
  const whole = Math.max(width, es + 2);
  const raw = m.wire("raw_scale", whole, v`${signExtend(scale, whole)} ^ {${whole}{${sign}}}`);
  return {
    sign,
    special,
    regime: m.wire("regime", whole - es, raw.bits(whole - 1, es)),
    tail: m.wire("tail", es + w - 2, v`{${raw.bits(es - 1, 0)}, ${fraction}}`),
  };
}

/** The length of the run of signs behind the first one, and the bits behind the one that ends it. */
function runOfSigns(m: Module, x: Signal, sign: Signal, regime: Options["regime"]): Normalised {
  const w = x.width;
  const bits = x.bits(w - 2, 0);
  if (regime === "raw") return rawRun(m, m.wire("behind_sign", w - 1, bits), sign);
  if (regime !== "chain") {
    return normalise(m, m.wire("behind_sign", w - 1, bits), {
      normaliser: regime,
      like: sign,
      fill: v`1'b0`,
      data: m.wire("behind", w - 2, x.bits(w - 3, 0)),
    });
  }
  const flipped = m.wire("flipped", w - 1, v`${bits} ^ {${w - 1}{${sign}}}`);
  const { count, rest } = normalise(m, flipped, { normaliser: regime, fill: sign.all });
  return { count, rest: m.wire("fraction", w - 2, v`${rest} ^ {${w - 2}{${sign}}}`) };
}
