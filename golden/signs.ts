/**
 * How a multiplier of magnitudes treats signs. `unsigned`: there are none.
 * `c1`: two's complement operands and product, through one's complement. It is cheap, but −1 gets the
 * magnitude 0.
 * `c2`: through two's complement, the magnitude is |x|.
 */
export type SignMode = "unsigned" | "c1" | "c2";

/**
 * A multiplier of n-bit patterns, made from one of magnitudes. A zero operand gives zero, whatever `product`
 * says.
 * If the signs differ, the product z of the magnitudes becomes ~z under c1 and −z under c2.
 * @param product of two magnitudes, 0 to 2^n − 1; 0 is the magnitude of −1 under c1
 * @returns 2n bits from n and n bits
 */
export function withSigns(
  n: number,
  mode: SignMode,
  product: (u: bigint, v: bigint) => bigint,
): (x: bigint, y: bigint) => bigint {
  const isNegative = (x: bigint): boolean => mode !== "unsigned" && BigInt.asIntN(n, x) < 0n;
  const magnitude = (x: bigint): bigint => {
    if (!isNegative(x)) return x;
    const integer = BigInt.asIntN(n, x);
    return mode === "c1" ? -1n - integer : -integer;
  };
  return (x, y) => {
    if (x === 0n || y === 0n) return 0n;
    const z = product(magnitude(x), magnitude(y));
    const differ = isNegative(x) !== isNegative(y);
    const signed = !differ ? z : mode === "c1" ? -1n - z : -z;
    return BigInt.asUintN(2 * n, signed);
  };
}
