/**
 * The exact product of two integers of nx and ny bits, both signed (two's complement) or both unsigned.
 * @returns nx + ny bits
 */
export function exactProduct(nx: number, ny: number, isSigned: boolean): (x: bigint, y: bigint) => bigint {
  const value = (width: number, bits: bigint): bigint => (isSigned ? BigInt.asIntN(width, bits) : bits);
  return (x, y) => BigInt.asUintN(nx + ny, value(nx, x) * value(ny, y));
}
