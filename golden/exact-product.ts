/**
 * The exact product of two n-bit integers, all signed (two's complement) or all unsigned.
 * @returns 2n bits
 */
export function exactProduct(n: number, isSigned: boolean): (x: bigint, y: bigint) => bigint {
  const value = (bits: bigint): bigint => (isSigned ? BigInt.asIntN(n, bits) : bits);
  return (x, y) => BigInt.asUintN(2 * n, value(x) * value(y));
}
