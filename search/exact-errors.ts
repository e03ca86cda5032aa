import type { ErrorLimits } from "./engine/limits.js";
import { likelihoodOf, type OperandWeights } from "./engine/operand-weights.js";
import { errorOf, exactResult, largestResult, productOf, type Shape } from "./engine/shape.js";

/** Errors over all words of operands, in units of the result; see docs/error.md. */
export interface ExactErrors {
  readonly mred: number;
  readonly med: number;
  readonly wce: number;
  /** The mean of r − e. */
  readonly bias: number;
  /** Shares of the largest magnitude of a result. */
  readonly nmed: number;
  /** Products with 0 that are not 0, or sums with one that are not the addend. */
  readonly wrongZeros: number;
}

/** @param table the results of all words, in order @param operands how often each comes; undefined: all are as likely */
export function exactErrors(table: Uint32Array, shape: Shape, operands?: OperandWeights): ExactErrors {
  let [relative, counted, med, bias, wce, wrongZeros] = [0, 0, 0, 0, 0, 0];
  for (let word = 0; word < table.length; word++) {
    const exact = exactResult(shape, word);
    const error = errorOf(shape, table[word] ?? 0, exact);
    const share = likelihoodOf(operands, shape, word);
    const distance = Math.abs(error);
    med += share * distance;
    bias += share * error;
    if (distance > wce) wce = distance;
    if (exact !== 0) {
      counted += share;
      relative += (share * distance) / Math.abs(exact);
    }
    if (error !== 0 && productOf(shape, word) === 0) wrongZeros++;
  }
  const mred = counted === 0 ? 0 : relative / counted;
  return { mred, med, wce, bias, nmed: med / largestResult(shape), wrongZeros };
}

/** Whether errors keep to all limits. */
export const isWithin = ({ mred, med, wce, bias, wrongZeros }: ExactErrors, limits: ErrorLimits): boolean =>
  wrongZeros === 0 &&
  mred <= limits.mred &&
  med <= limits.med &&
  wce <= limits.wce &&
  Math.abs(bias) <= limits.bias;
