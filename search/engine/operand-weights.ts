import { inputBits, operandsOf, type Shape } from "./shape.js";

/** How often each operand comes, by its pattern. Both add up to 1; x and y are independent. */
export interface OperandWeights {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The share of a word among all words; addends are as likely, and without weights all words are. */
export function likelihoodOf(weights: OperandWeights | undefined, shape: Shape, word: number): number {
  if (weights === undefined) return 2 ** -inputBits(shape);
  const { x, y } = operandsOf(shape, word);
  return (weights.x[x] ?? 0) * (weights.y[y] ?? 0) * 2 ** -shape.acc;
}
