import { Dyadic } from "./dyadic.js";
import type { NumberFormat } from "./format.js";

/** A pattern for a value as a person writes it. */
export interface Nearest {
  readonly bits: bigint;
  /** `exact`; rounded to the nearest; or beyond the range, whose end it then is. */
  readonly rounding: "exact" | "nearest" | "beyond";
}

/** Of decimal exponents; beyond, every format of up to 64 bits is at its end. */
const mostPowerOfTen = 10_000;

/**
 * The pattern nearest to a decimal, `1.3`, `-2`, `1e-3`, or to a name that the format has for a value, `NaR`, `-0`.
 * The decimal is taken as it stands and rounded once, ties to even.
 * @returns undefined if the text is neither, or the format has no values of its own
 */
export function fromDecimal(format: NumberFormat, text: string): Nearest | undefined {
  const named = format.corners().find((bits) => sameName(format.describe(bits).value, text));
  if (named !== undefined) return { bits: named, rounding: "exact" };
  const [, sign = "", whole = "", fraction = "", power = "0"] =
    /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,9}))?$/i.exec(text) ?? [];
  if (whole + fraction === "" || format.nearest === undefined) return undefined;
  const places = Math.max(Math.min(Number(power), mostPowerOfTen), -mostPowerOfTen) - fraction.length;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  const [numerator, denominator] =
    places < 0 ? [digits, 10n ** BigInt(-places)] : [digits * 10n ** BigInt(places), 1n];
  const bits = format.nearest(closeBy(numerator, denominator));
  return { bits, rounding: roundingOf(format, bits, numerator, denominator) };
}

/** Only what is no plain number has a name: others may be shortened in print. */
const sameName = (name: string, text: string): boolean =>
  !/^-?\d*[1-9]/.test(name) &&
  name.replace(/^\+/, "").toLowerCase() === text.replace(/^\+/, "").toLowerCase();

/**
 * A dyadic number on the same side of every pattern and tie as the fraction: its leading digits in binary, and one
 * more that is set where something is left.
 */
function closeBy(numerator: bigint, denominator: bigint): Dyadic {
  // More than the exponents of any format reach, and a significand.
  const places = 40_000;
  const scaled = numerator << BigInt(places);
  const [quotient, rest] = [scaled / denominator, scaled % denominator];
  const sticky = rest === 0n ? 0n : rest < 0n ? -1n : 1n;
  return new Dyadic(2n * quotient + sticky, -places - 1);
}

function roundingOf(
  format: NumberFormat,
  bits: bigint,
  numerator: bigint,
  denominator: bigint,
): Nearest["rounding"] {
  const real = format.real?.(bits) ?? Dyadic.zero;
  const gap = real.times(new Dyadic(denominator)).compare(new Dyadic(numerator));
  if (gap === 0) return "exact";
  const ends = format.corners().map((corner) => format.real?.(corner) ?? Dyadic.zero);
  const isEnd = ends.every((end) => (gap < 0 ? end.compare(real) <= 0 : end.compare(real) >= 0));
  return isEnd ? "beyond" : "nearest";
}
