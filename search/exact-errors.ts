import type { ErrorLimits } from "./engine/limits.js";
import { likelihoodOf, type OperandWeights } from "./engine/operand-weights.js";
import { valueOfPattern } from "./engine/pairs.js";

/** Errors over all pairs of operands, in units of the result; see docs/error.md. */
export interface ExactErrors {
  readonly mred: number;
  readonly med: number;
  readonly wce: number;
  /** The mean of r − e. */
  readonly bias: number;
  /** Shares of the largest magnitude of a product. */
  readonly nmed: number;
  /** Products with 0 that are not 0. */
  readonly wrongZeros: number;
}

/** The largest magnitude of a product. */
export const largestProduct = (n: number, signed: boolean): number =>
  signed ? 2 ** (2 * n - 2) : (2 ** n - 1) ** 2;

/** @param table results at x·2^n + y @param operands how often each comes; undefined: all are as likely */
export function exactErrors(
  table: Uint32Array,
  n: number,
  signed: boolean,
  operands?: OperandWeights,
): ExactErrors {
  let [relative, counted, med, bias, wce, wrongZeros] = [0, 0, 0, 0, 0, 0];
  for (let pair = 0; pair < table.length; pair++) {
    const [x, y] = [pair >> n, pair % 2 ** n];
    const exact = valueOfPattern(x, n, signed) * valueOfPattern(y, n, signed);
    const error = valueOfPattern(table[pair] ?? 0, 2 * n, signed) - exact;
    const share = likelihoodOf(operands, x, y, n);
    const distance = Math.abs(error);
    med += share * distance;
    bias += share * error;
    if (distance > wce) wce = distance;
    if (exact !== 0) {
      counted += share;
      relative += (share * distance) / Math.abs(exact);
    } else if (error !== 0) wrongZeros++;
  }
  const mred = counted === 0 ? 0 : relative / counted;
  return { mred, med, wce, bias, nmed: med / largestProduct(n, signed), wrongZeros };
}

/** Whether errors keep to all limits. */
export const isWithin = ({ mred, med, wce, bias, wrongZeros }: ExactErrors, limits: ErrorLimits): boolean =>
  wrongZeros === 0 &&
  mred <= limits.mred &&
  med <= limits.med &&
  wce <= limits.wce &&
  Math.abs(bias) <= limits.bias;
