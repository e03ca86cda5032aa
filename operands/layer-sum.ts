import type { Design } from "../generators/design.js";
import { fromDouble } from "../golden/double.js";
import { Dyadic } from "../golden/dyadic.js";
import type { NumberFormat } from "../golden/format.js";
import { lowerOrSum } from "../golden/lower-or.js";
import { factorPorts } from "./factor-ports.js";

/** How the products of a multiplier are added up outside it. */
export type OuterSum = "exact" | "binary32" | "quire";

/**
 * The number that a layer makes of a design's results, as docs/networks.md defines it: products are added up, and the bias
 * is, where it was no term of the sum. By the formats of golden/ alone: no kernel has a part in it.
 * @param results of the golden model or of a simulation: see `goldenResults`
 * @param bias added after the last product; 0 where it was a term
 * @param outer of a multiplier; undefined: the usual one of its format
 * @returns a float32, in units of the product of both scales
 */
export function layerSum(
  design: Design,
  results: readonly bigint[],
  bias: number,
  outer: OuterSum | undefined,
): number {
  const format = design.ports.r?.format;
  if (format === undefined) throw new RangeError(`${design.spec} has no port r`);
  const { sum: place, isDot } = factorPorts(design);
  if (isDot) return Math.fround(results.reduce((sum, r) => sum + numberOf(format, r), 0) + bias);
  if (place !== "none") return biased(design, format, results[0] ?? 0n, bias);
  const isInteger = format.ascendsAs !== undefined && format.regime === undefined;
  const kind = outer ?? (isInteger ? "exact" : format.regime === undefined ? "binary32" : "quire");
  if (kind === "binary32")
    return Math.fround(results.reduce((sum, r) => Math.fround(sum + numberOf(format, r)), 0) + bias);
  const sum = results.reduce((total, r) => total.plus(realOf(format, r)), fromDouble(bias));
  return kind === "exact" ? toFloat(sum) : numberOf(format, nearestOf(format, sum));
}

/** A MAC unit's sum with the bias that it did not take. */
function biased(design: Design, format: NumberFormat, r: bigint, bias: number): number {
  if (format.regime !== undefined) return numberOf(format, r);
  if (format.ascendsAs !== undefined) {
    const { width, ascendsAs } = format;
    const sum = adderOf(design, width)(r, BigInt.asUintN(width, fromDouble(bias).floor()));
    return toFloat(new Dyadic(ascendsAs === "signed" ? BigInt.asIntN(width, sum) : sum));
  }
  const sum = Math.fround(numberOf(format, r) + bias);
  // The accumulator may flush what is below its normal numbers.
  return Number.isFinite(sum)
    ? numberOf(format, nearestOf(format, realOf(format, r).plus(fromDouble(bias))))
    : sum;
}

/** How a MAC unit of integers adds two patterns. */
function adderOf({ operator, parameters }: Design, width: number): (a: bigint, b: bigint) => bigint {
  const model = operator.dot?.(parameters);
  const sum = typeof model === "object" ? model.sum : undefined;
  return sum?.kind === "lowerOr" ? lowerOrSum(width, sum.low) : (a, b) => BigInt.asUintN(width, a + b);
}

/** The nearest float32: between layers, integers are. */
const toFloat = (sum: Dyadic): number => Math.fround(Number(sum.floor()));

function numberOf(format: NumberFormat, bits: bigint): number {
  if (format.number === undefined) throw new RangeError(`${format.name} is no number`);
  return format.number(bits);
}

function nearestOf(format: NumberFormat, value: Dyadic): bigint {
  if (format.nearest === undefined) throw new RangeError(`${format.name} rounds nothing`);
  return format.nearest(value);
}

function realOf(format: NumberFormat, bits: bigint): Dyadic {
  const value = format.real?.(bits);
  if (value === undefined) throw new RangeError(`${format.name} has no value for ${bits}`);
  return value;
}
