/**
 * Checks that `bits` is a pattern of `width` bits, 0 to 2^width − 1.
 * @throws RangeError otherwise, naming the format.
 */
export function checkPattern(format: string, width: number, bits: bigint): void {
  if (bits < 0n || bits >> BigInt(width) !== 0n) {
    const largest = (1n << BigInt(width)) - 1n;
    throw new RangeError(`${bits} is no pattern of ${format}; it must be an integer from 0 to ${largest}`);
  }
}

/**
 * Checks that a format's parameter is an integer within bounds.
 * @throws RangeError otherwise, naming the parameter.
 */
export function checkParameter(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} is ${value}; it must be an integer from ${least} to ${most}`);
  }
}

/** The pattern as `width` binary digits, most significant first. */
export function binary(bits: bigint, width: number): string {
  return bits.toString(2).padStart(width, "0");
}

/** The integers as patterns of `width` bits in two's complement, each once, ascending. */
export function distinctPatterns(integers: Iterable<bigint>, width: number): bigint[] {
  const patterns = new Set(Array.from(integers, (integer) => BigInt.asUintN(width, integer)));
  return [...patterns].sort((a, b) => (a < b ? -1 : 1));
}
