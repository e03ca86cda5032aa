/**
 * Winograd's minimal filtering, two-dimensional: a tile of m × m results of r × r weights takes (m + r − 1)² products of
 * transformed operands, where sums take m² r². Tiles of operands have six numbers a side for 3 × 3 weights (m = 4: 36 products in
 * place of 144), and eight or six for 5 × 5 ones (m = 4: 64 in place of 400; m = 2: 36 in place of 100).
 *
 *     results = Aᵀ [ (G w Gᵀ) ⊙ (Bᵀ d B) ] A
 *
 * Of the points 0, some pairs of a number and its negative, and ∞.
 *
 * Source: A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, sections 4.1 and 4.3.
 */

/** Numbers of a tile of operands, a side: m + r − 1. */
export const sides = [6, 8] as const;
export type Side = (typeof sides)[number];

/**
 * The points beside 0 and ∞, each with its negative. Their products are floats without rounding. Of six numbers, the usual ±1 and ±2 save
 * a few multiplications, but the largest error of a result is then four times as large, and the mean one twice.
 */
export const pairsOf: Readonly<Record<Side, readonly number[]>> = { 6: [5 / 8, 3 / 2], 8: [1 / 2, 1, 2] };

/**
 * Of tiles of eight numbers a side, products of so many channels are summed in order; then the sums of such blocks are. Rounding errors of
 * 64 channels are so a third less. Those of six numbers are small as it is.
 */
export const blockChannels = 16;

/** Π (x² − s) of some squares: coefficients of 1, x², x⁴, … */
export const polynomialOf = (squares: readonly number[]): readonly number[] =>
  squares.reduce<readonly number[]>(
    (polynomial, square) =>
      [0, ...polynomial].map((above, power) => above - square * (polynomial[power] ?? 0)),
    [1],
  );

/** G: a row of r numbers for each point, but for ∞ divided by the product of its distances from the others. */
function weightsMatrix(taps: number, side: Side): Float64Array {
  const finite = [0, ...pairsOf[side].flatMap((point) => [point, -point])];
  const rows = finite.flatMap((point) => {
    const distances = finite.filter((other) => other !== point).map((other) => point - other);
    const product = distances.reduce((a, b) => a * b);
    return Array.from({ length: taps }, (_, power) => point ** power / product);
  });
  const infinite = Array.from({ length: taps }, (_, power) => (power === taps - 1 ? 1 : 0));
  return Float64Array.from([...rows, ...infinite]);
}

/**
 * The transform of r × r weights, row by row from an index on: G w Gᵀ, in double. It returns side × side numbers, column by column,
 * which the next call overwrites. Networks have hundreds of thousands of such windows, so nothing is made anew for each.
 */
export function weightsTransform(
  taps: number,
  side: Side,
): (weights: Float32Array, from: number) => Float64Array {
  const matrix = weightsMatrix(taps, side);
  const [half, whole] = [new Float64Array(side * taps), new Float64Array(side * side)];
  return (weights, from) => {
    for (let i = 0; i < side; i++)
      for (let x = 0; x < taps; x++) {
        let sum = 0;
        for (let y = 0; y < taps; y++)
          sum += (matrix[i * taps + y] ?? 0) * (weights[from + y * taps + x] ?? 0);
        half[i * taps + x] = sum;
      }
    for (let i = 0; i < side; i++)
      for (let j = 0; j < side; j++) {
        let sum = 0;
        for (let x = 0; x < taps; x++) sum += (half[i * taps + x] ?? 0) * (matrix[j * taps + x] ?? 0);
        whole[j * side + i] = sum;
      }
    return whole;
  };
}
