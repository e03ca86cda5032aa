/** What a netlist computes: x·y, or a + x·y modulo 2^acc. Operands and result are all signed, or none is. */
export interface Shape {
  /** Bits of x and of y. */
  readonly n: number;
  /** Bits of a and of the sum; 0: there is no addend, and the result is the product, of 2n bits. */
  readonly acc: number;
  readonly signed: boolean;
}

/** A word is x‖y, or x‖y‖a: of at most 32 bits. */
export interface OperandsOfWord {
  readonly x: number;
  readonly y: number;
  readonly a: number;
}

export const inputBits = ({ n, acc }: Shape): number => 2 * n + acc;

export const resultBits = ({ n, acc }: Shape): number => (acc === 0 ? 2 * n : acc);

/** The bits of the operands by the names that gates take them by: those of x, of y, of a, each from its lowest. */
export const inputNames = ({ n, acc }: Shape): string[] =>
  Object.entries({ x: n, y: n, a: acc }).flatMap(([port, width]) =>
    Array.from({ length: width }, (_, bit) => `${port}${bit}`),
  );

/** The place in a word of each of `inputNames`. */
export const placesInWord = ({ n, acc }: Shape): number[] =>
  [acc + n, acc, 0].flatMap((lowest, port) =>
    Array.from({ length: port === 2 ? acc : n }, (_, bit) => lowest + bit),
  );

export function operandsOf({ n, acc }: Shape, word: number): OperandsOfWord {
  const pair = Math.floor(word / 2 ** acc);
  return { x: Math.floor(pair / 2 ** n), y: pair % 2 ** n, a: word % 2 ** acc };
}

/** The value of a pattern of `bits` bits. */
export const valueOfPattern = (pattern: number, bits: number, signed: boolean): number =>
  signed && pattern >= 2 ** (bits - 1) ? pattern - 2 ** bits : pattern;

/** The product of a word's factors, without its addend. */
export function productOf(shape: Shape, word: number): number {
  const { n, signed } = shape;
  const { x, y } = operandsOf(shape, word);
  return valueOfPattern(x, n, signed) * valueOfPattern(y, n, signed);
}

/** The exact result of a word, with a sum that has wrapped around. */
export function exactResult(shape: Shape, word: number): number {
  const { acc, signed } = shape;
  const product = productOf(shape, word);
  if (acc === 0) return product;
  const { a } = operandsOf(shape, word);
  return valueOfPattern((a + product + 2 ** acc) % 2 ** acc, acc, signed);
}

/**
 * How far a result is from the exact one, r − e. Of sums it is what stays of it in an accumulator that wraps around: the smallest
 * magnitude, modulo 2^acc.
 * @param pattern the result's bits
 */
export function errorOf({ n, acc, signed }: Shape, pattern: number, exact: number): number {
  if (acc === 0) return valueOfPattern(pattern, 2 * n, signed) - exact;
  const apart = (pattern - exact + 2 * 2 ** acc) % 2 ** acc;
  return valueOfPattern(apart, acc, true);
}

/** The largest magnitude of a result. */
export function largestResult({ n, acc, signed }: Shape): number {
  if (acc > 0) return signed ? 2 ** (acc - 1) : 2 ** acc - 1;
  return signed ? 2 ** (2 * n - 2) : (2 ** n - 1) ** 2;
}
