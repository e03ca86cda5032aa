import { Dyadic } from "./dyadic.js";
import { finiteDatum, type FloatDatum } from "./float-datum.js";
import { nearestFloat } from "./float-rounding.js";

/** binary64, the format of a JavaScript number. */
const binary64 = { wF: 52, emin: -1022 };

/** The exact value of a finite double. @throws RangeError for NaN and infinities, which have none. */
export function fromDouble(value: number): Dyadic {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no exact value`);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const significand = BigInt.asUintN(52, bits) + (field > 0 ? 1n << 52n : 0n);
  return new Dyadic(value < 0 ? -significand : significand, Math.max(field, 1) - 1075);
}

/** The double nearest to a datum, ties to even; infinite beyond the largest double. */
export function toDouble(datum: FloatDatum): number {
  if (datum.kind === "nan") return NaN;
  const magnitude = datum.kind === "infinity" ? Infinity : doubleOf(datum);
  return datum.negative ? -magnitude : magnitude;
}

/** The double nearest to a value, ties to even; infinite beyond the largest double. */
export function nearestDouble(value: Dyadic): number {
  const { significand, exponent } = value;
  // Number(…) rounds to nearest, ties to even. The multiplication is exact far from the ends of the range.
  const scaled = Number(significand) * 2 ** exponent;
  return Math.abs(exponent) < 1000 && isOrdinary(scaled) ? scaled : toDouble(finiteDatum(value));
}

/** Whether a double is far from overflow and from the subnormals. */
export const isOrdinary = (value: number): boolean =>
  Math.abs(value) > 2 ** -1000 && Math.abs(value) < 2 ** 1000;

function doubleOf({ value }: FloatDatum & { kind: "finite" }): number {
  if (value.isZero()) return 0;
  const bits = nearestFloat(value.magnitude(), binary64, true);
  const infinity = 0x7ff0000000000000n;
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits < infinity ? bits : infinity);
  return view.getFloat64(0);
}
