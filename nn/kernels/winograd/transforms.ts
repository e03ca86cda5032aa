/**
 * Winograd's minimal filtering, two-dimensional: a tile of m × m results of r × r weights takes (m + r − 1)² products of
 * transformed operands, where sums take m² r². Tiles of operands have six numbers a side here, so one transform of them
 * serves 3 × 3 weights (m = 4: 36 products in place of 144) and 5 × 5 ones (m = 2: 36 in place of 100).
 *
 *     results = Aᵀ [ (G w Gᵀ) ⊙ (Bᵀ d B) ] A
 *
 * Of the points 0, ±5/8, ±3/2 and ∞. The usual ones, ±1 and ±2, save a few multiplications, but the largest error of a result is
 * then four times as large, and the mean one twice.
 *
 * Source: A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, sections 4.1 and 4.3.
 */

/** Numbers of a tile of operands, a side: m + r − 1. */
export const side = 6;

/** Numbers of a tile. */
export const points = side * side;

/** The points beside 0 and ∞: ±near and ±far. Their products are floats without rounding. */
export const [near, far] = [5 / 8, 3 / 2];

const [nearSquare, farSquare] = [near ** 2, far ** 2];

/** A point, and by what the weights' transform divides there: the product of its distances from the others. */
const finitePoints = [
  [0, nearSquare * farSquare],
  ...[near, -near].map((point) => [point, 2 * nearSquare * (nearSquare - farSquare)] as const),
  ...[far, -far].map((point) => [point, 2 * farSquare * (farSquare - nearSquare)] as const),
] as const;

/** G: six rows of r numbers. */
function weightsMatrix(taps: number): Float64Array {
  const finite = finitePoints.flatMap(([point, distances]) =>
    Array.from({ length: taps }, (_, power) => point ** power / distances),
  );
  const infinite = Array.from({ length: taps }, (_, power) => (power === taps - 1 ? 1 : 0));
  return Float64Array.from([...finite, ...infinite]);
}

/**
 * The transform of r × r weights, row by row from an index on: G w Gᵀ, in double. It returns 6 × 6 numbers, column by column, which
 * the next call overwrites. Networks have hundreds of thousands of such windows, so nothing is made anew for each.
 */
export function weightsTransform(taps: number): (weights: Float32Array, from: number) => Float64Array {
  const matrix = weightsMatrix(taps);
  const [half, whole] = [new Float64Array(side * taps), new Float64Array(points)];
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
