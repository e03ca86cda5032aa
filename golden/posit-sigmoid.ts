/**
 * Gustafson's fast sigmoid of a posit⟨n,0⟩: a quarter of the pattern's distance from the lowest one,
 * −2^(n−1).
 * Example with n = 8: the pattern of 0 is 128 above the lowest; 128/4 = 32 is the pattern of 0.5.
 * It works because patterns of posits lie nearly as the sigmoid rises. NaR, the lowest, gives 0.
 * Source: J. L. Gustafson, I. Yonemoto, Beating floating point at its own game: posit arithmetic,
 * Supercomputing Frontiers and Innovations 4(2), 2017, §6.
 */
export function positSigmoid(n: number): (x: bigint) => bigint {
  const lowest = -(1n << BigInt(n - 1));
  return (x) => (BigInt.asIntN(n, x) - lowest) / 4n;
}
