import { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { multiplyAddCases } from "./multiply-add.js";
import { positCaseFormat } from "./case-format.js";
import { positProductCases } from "./posit-product.js";
import { alignmentDistances, bothSigns, signedSums } from "./posit-sum.js";
import { roundingBorders } from "./rounding.js";

/** Operands of x·y + a, as patterns. */
type MacPatterns = readonly [x: bigint, y: bigint, a: bigint];

/** Fused and discrete multiply-adds x·y + a that cancel, saturate, tie or carry. */
export function* positMacCases(format: Posit): Generator<Bits> {
  yield* multiplyAddCases(positCaseFormat(format), positCaseFormat(format));
  yield* brokenTies(format);
  // a = −round(x·y) leaves the product's lowest bits; every fourth case, as those differ in signs only
  for (const [index, { x = 0n, y = 0n }] of [...positProductCases(format)].entries())
    if (index % 4 === 0) yield { x, y, a: format.negate(format.multiply(x, y)) };
  for (const [x, y, a] of [...productCancellations(format), ...productAlignments(format)])
    for (const signedX of bothSigns(format, x))
      for (const signedA of bothSigns(format, a)) {
        yield { x: signedX, y, a: signedA };
        yield { x: y, y: signedX, a: signedA };
      }
  for (const { x = 0n, y = 0n } of signedSums(format)) {
    yield { x, y: format.one, a: y };
    yield { x, y, a: format.negate(format.multiply(x, y)) };
  }
}

/**
 * The product is a tie, and the addend far below it decides.
 *
 * Formula: x·y = T, a rounding border, with y a power of two; |a| = 2^−k·|T|, or with one more bit.
 * Example in posit⟨8,0⟩: T = 4.25 = 1.0625·4 lies half-way between 4 and 4.5; a = ±2^−4 decides.
 */
function* brokenTies(format: Posit): Generator<Bits> {
  const { fractionBits } = positCaseFormat(format);
  let index = 0;
  for (const border of roundingBorders(format)) {
    const exponent = border.floorLog2();
    const x = format.round(border.scaled(-exponent));
    const y = format.round(Dyadic.powerOfTwo(exponent));
    // a = ±(1 + ulp), whose last bit is that of the longest fraction; every pair of signs, as scales depend on them
    for (const signedX of bothSigns(format, x))
      for (const signedY of bothSigns(format, y))
        for (const a of bothSigns(format, format.one + 1n)) yield { x: signedX, y: signedY, a };
    for (let below = 0; below <= fractionBits; below++) {
      const bits = Dyadic.one.plus(below === 0 ? Dyadic.zero : Dyadic.powerOfTwo(-below));
      const a = format.round(bits.scaled(exponent - (index++ % (4 * format.n))));
      yield { x, y, a: index % 3 === 0 ? format.negate(a) : a };
    }
  }
}

/** a = −round(x·y) or a pattern beside it: the sum is smaller than any posit's last bit. */
function productCancellations(format: Posit): MacPatterns[] {
  const { one } = format;
  const factors = [one + 1n, one - 1n, 2n * one - 1n, one + one / 2n, one + one / 4n + 1n];
  return factors.flatMap((x) =>
    factors.flatMap((y) => {
      const rounded = format.multiply(x, y);
      return [rounded - 1n, rounded, rounded + 1n].map((near): MacPatterns => [x, y, format.negate(near)]);
    }),
  );
}

/** |x·y| ≈ 2^±d beside |a| ≈ 1, up to where one of them is only sticky. */
function productAlignments(format: Posit): MacPatterns[] {
  const { n, one } = format;
  return alignmentDistances(n).flatMap((distance) =>
    [distance, -distance].flatMap((places): MacPatterns[] => {
      const x = format.round(Dyadic.powerOfTwo(places));
      return [
        [x, one, one + 1n],
        [x, 2n * one - 1n, one],
        [x, x, one],
        [x, one + 1n, 2n * one - 1n],
      ];
    }),
  );
}
