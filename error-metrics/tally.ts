import { isOrdinary, nearestDouble } from "../golden/double.js";
import { Dyadic } from "../golden/dyadic.js";
import type { NumberFormat } from "../golden/format.js";
import { Moments } from "./moments.js";

/** How one result deviates from the exact one. */
export interface Deviation {
  /** The exact result's pattern. */
  readonly exactBits: bigint;
  readonly wrong: boolean;
  /** Approximate minus exact, in units of the result, rounded to a double once. */
  readonly error: number;
  /** The error divided by the exact result, each rounded to a double. NaN where the exact result is zero. */
  readonly relative: number;
  /** Steps between the two patterns; neighbours are 1 apart. NaN where patterns do not ascend with their values. */
  readonly ulps: number;
  readonly magnitude: number;
}

/**
 * How two patterns of a format deviate; undefined where one of them is not a number.
 * @param wraps whether they are integers modulo 2^width: the error is then the one of the smallest magnitude
 */
export function deviation(
  format: NumberFormat,
  right: bigint,
  found: bigint,
  wraps = false,
): Deviation | undefined {
  const [exact, approximate] = [format.real?.(right), format.real?.(found)];
  if (exact === undefined || approximate === undefined) return undefined;
  const magnitude = Math.abs(nearestDouble(exact));
  const error = wraps ? new Dyadic(BigInt.asIntN(format.width, found - right)) : approximate.minus(exact);
  return {
    exactBits: right,
    wrong: !error.isZero(),
    error: nearestDouble(error),
    relative: exact.isZero() ? NaN : quotient(error, exact),
    ulps: wraps ? Math.abs(nearestDouble(error)) : ulpsBetween(format, right, found),
    magnitude,
  };
}

/** a/b. Both are scaled first where a double would come near the ends of its range. */
function quotient(a: Dyadic, b: Dyadic): number {
  if (a.isZero()) return 0;
  const [dividend, divisor] = [nearestDouble(a), nearestDouble(b)];
  if (isOrdinary(dividend) && isOrdinary(divisor)) return dividend / divisor;
  const scale = -b.magnitude().floorLog2();
  return nearestDouble(a.scaled(scale)) / nearestDouble(b.scaled(scale));
}

function ulpsBetween({ ascendsAs, width }: NumberFormat, a: bigint, b: bigint): number {
  if (ascendsAs === undefined) return NaN;
  const place = (bits: bigint) => (ascendsAs === "signed" ? BigInt.asIntN(width, bits) : bits);
  const distance = place(a) - place(b);
  return Number(distance < 0n ? -distance : distance);
}

/** Accumulates deviations one at a time. */
export class Tally {
  /** Wrong results. */
  wrong = 0;
  readonly error = new Moments();
  readonly distance = new Moments();
  readonly square = new Moments();
  readonly relative = new Moments();
  readonly relativeDistance = new Moments();
  readonly ulps = new Moments();
  /** Wrong results where the exact one is zero. */
  wrongZeros = 0;
  /** The largest distance. */
  worst = 0;
  worstUlps = 0;
  /** The relative errors furthest below and above zero; 0 where there is none. */
  lowest = 0;
  highest = 0;
  /** The largest magnitude of an exact result. */
  largest = 0;

  add(found: Deviation): void {
    const { wrong, error, relative, ulps } = found;
    if (wrong) this.wrong++;
    if (wrong && Number.isNaN(relative)) this.wrongZeros++;
    this.error.add(error);
    this.distance.add(Math.abs(error));
    this.square.add(error ** 2);
    this.ulps.add(ulps);
    if (!Number.isNaN(relative)) {
      this.relative.add(relative);
      this.relativeDistance.add(Math.abs(relative));
    }
    this.widen(found);
  }

  /** Updates the extremes only: no mean, no count. */
  widen({ error, relative, ulps, magnitude }: Deviation): void {
    this.worst = Math.max(this.worst, Math.abs(error));
    this.worstUlps = Math.max(this.worstUlps, ulps);
    this.largest = Math.max(this.largest, magnitude);
    if (Number.isNaN(relative)) return;
    this.lowest = Math.min(this.lowest, relative);
    this.highest = Math.max(this.highest, relative);
  }
}
