import type { Float } from "../../../golden/float.js";
import type { Bits } from "../../../golden/format.js";
import { additionCases } from "./addition.js";
import { bothSigns, emax, shapes, specials, type Pair } from "./float-patterns.js";
import { floatCaseFormat, indices } from "./case-format.js";
import { flips } from "./rounding.js";

/** Sums at every distance of the operands, sums that cancel, that overflow, and of special values. */
export function* floatSumCases(format: Float): Generator<Bits> {
  yield* additionCases(floatCaseFormat(format));
  yield* specialSums(format);
  for (const [x, y] of [
    ...alignments(format),
    ...cancellations(format),
    ...overflows(format),
    ...singleBits(format),
  ])
    for (const signed of bothSigns(format, x)) {
      yield { x: signed, y };
      yield { x: y, y: signed };
    }
}

/** Special values with each other, and with zero and infinity of which one or two bits are changed. */
function* specialSums(format: Float): Generator<Bits> {
  for (const x of specials(format)) {
    for (const y of specials(format)) yield { x, y };
    for (const flipped of [...flips(0n, format.width), ...flips(format.largest + 1n, format.width)])
      yield* [
        { x, y: flipped },
        { x: flipped, y: x },
      ];
  }
}

/** x ≈ 1 and y ≈ 2^−d, for every d up to where y is only sticky. */
function alignments(format: Float): Pair[] {
  return indices(format.wF + 5).flatMap((distance) =>
    shapes(format, 0).flatMap((x) => shapes(format, -distance).map((y): Pair => [x, y])),
  );
}

/** Patterns with a single bit each: their exponents differ in two bits. */
function singleBits({ width }: Float): Pair[] {
  const bits = indices(width - 1).map((bit) => 1n << BigInt(bit));
  return bits.flatMap((x) => bits.map((y): Pair => [x, y]));
}

/** A number and those up to two patterns away, at exponents from the subnormals up. Example: 1 and 1 − ulp. */
function cancellations(format: Float): Pair[] {
  const { emin, wF, largest } = format;
  const exponents = [emin - 1, emin, emin + 1, emin + Math.floor(wF / 2), emin + wF, 0, emax(format)];
  return exponents.flatMap((exponent) =>
    shapes(format, exponent).flatMap((x) =>
      [-2n, -1n, 0n, 1n, 2n]
        .map((ulps) => x + ulps)
        .filter((y) => y >= 0n && y <= largest)
        .map((y): Pair => [x, y]),
    ),
  );
}

/** The largest number plus about an ulp, half an ulp, a quarter: overflow begins at half an ulp. */
function overflows(format: Float): Pair[] {
  return [1, 2, 3].flatMap((distance) =>
    shapes(format, emax(format) - format.wF - distance + 1).map((y): Pair => [format.largest, y]),
  );
}
