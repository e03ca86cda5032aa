/** How often each operand comes, by its pattern. Both add up to 1; x and y are independent. */
export interface OperandWeights {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The share of a pair of patterns of n bits among all pairs; without weights all are as likely. */
export const likelihoodOf = (weights: OperandWeights | undefined, x: number, y: number, n: number): number =>
  weights === undefined ? 2 ** (-2 * n) : (weights.x[x] ?? 0) * (weights.y[y] ?? 0);
