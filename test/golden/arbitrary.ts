import fc from "fast-check";
import { posit, type Posit } from "../../golden/posit.js";

/** Formats in use: the Posit Standard's, and SoftPosit's older ones. */
const usualFormats = [posit(8, 2), posit(16, 2), posit(32, 2), posit(64, 2), posit(8, 0), posit(16, 1)];

/** Every format of the golden model, 3 ≤ n ≤ 64 and 0 ≤ es ≤ 6; those in use more often. */
const anyFormat = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...usualFormats) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 3, max: 64 }), fc.integer({ min: 0, max: 6 }))
      .map(([n, es]) => posit(n, es)),
  },
);

/** A format and three of its patterns, about half of them corners. */
export const anyPosits = anyFormat.chain((format) => operands(format, anyPattern(format)));

/** The same without NaR. */
export const anyReals = anyFormat.chain((format) =>
  operands(
    format,
    anyPattern(format).filter((bits) => bits !== format.nar),
  ),
);

function operands(format: Posit, pattern: fc.Arbitrary<bigint>) {
  return fc.record({ format: fc.constant(format), x: pattern, y: pattern, a: pattern });
}

function anyPattern(format: Posit): fc.Arbitrary<bigint> {
  return fc.oneof(fc.constantFrom(...format.corners()), fc.bigInt(0n, 2n * format.nar - 1n));
}

/** All patterns of `width` bits. */
export function allPatterns(width: number): bigint[] {
  return Array.from({ length: 2 ** width }, (_, bits) => BigInt(bits));
}

/** [n, es] for every n within bounds and every es. */
export function formatsOfWidths(least: number, most: number): [n: number, es: number][] {
  const widths = Array.from({ length: most - least + 1 }, (_, i) => least + i);
  return widths.flatMap((n) => [0, 1, 2, 3, 4, 5, 6].map((es): [number, number] => [n, es]));
}
