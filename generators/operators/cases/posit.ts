import type { Bits } from "../../../golden/format.js";
import { Dyadic } from "../../../golden/dyadic.js";
import type { Posit } from "../../../golden/posit.js";
import { closePairs, closeSums } from "./mac.js";
import { positNumbers } from "./numbers.js";
import { productCases } from "./posit-product.js";
import { roundingBorders } from "./rounding.js";

type Pair = readonly [x: bigint, y: bigint];
/* x·y + a */
type Triple = readonly [x: bigint, y: bigint, a: bigint];

/** Sums in which something is decided; each with both signs of each operand, so that they serve differences too. */
export function* sumCases(format: Posit): Generator<Bits> {
  yield* closePairs(positNumbers(format));
  yield* decidedSums(format);
}

function* decidedSums(format: Posit): Generator<Bits> {
  for (const [x, y] of [...alignments(format), ...cancellations(format), ...saturations(format)])
    for (const signedX of bothSigns(format, x))
      for (const signedY of bothSigns(format, y)) {
        yield { x: signedX, y: signedY };
        yield { x: signedY, y: signedX };
      }
}

/** Fused and discrete multiply-adds in which something is decided. */
export function* macCases(format: Posit): Generator<Bits> {
  yield* closeSums(positNumbers(format), positNumbers(format));
  yield* brokenTies(format);
  // What is left of the product has its lowest bits; every fourth one, as signs are tried above.
  for (const [index, { x = 0n, y = 0n }] of [...productCases(format)].entries())
    if (index % 4 === 0) yield { x, y, a: format.negate(format.multiply(x, y)) };
  for (const [x, y, a] of [...productCancellations(format), ...productAlignments(format)])
    for (const signedX of bothSigns(format, x))
      for (const signedA of bothSigns(format, a)) {
        yield { x: signedX, y, a: signedA };
        yield { x: y, y: signedX, a: signedA };
      }
  for (const { x = 0n, y = 0n } of decidedSums(format)) {
    yield { x, y: format.one, a: y };
    yield { x, y, a: format.negate(format.multiply(x, y)) };
  }
}

/** The product is a tie, and the addend one bit or two far below it, of either sign. */
function* brokenTies(format: Posit): Generator<Bits> {
  const { fraction } = positNumbers(format);
  let index = 0;
  for (const border of roundingBorders(format)) {
    const exponent = border.floorLog2();
    const x = format.round(border.scaled(-exponent));
    const y = format.round(Dyadic.powerOfTwo(exponent));
    // the last bit of the longest fraction, for every pair of signs, which scales of products depend on
    for (const signedX of bothSigns(format, x))
      for (const signedY of bothSigns(format, y))
        for (const a of bothSigns(format, format.one + 1n)) yield { x: signedX, y: signedY, a };
    for (let below = 0; below <= fraction; below++) {
      const bits = Dyadic.one.plus(below === 0 ? Dyadic.zero : Dyadic.powerOfTwo(-below));
      const a = format.round(bits.scaled(exponent - (index++ % (4 * format.n))));
      yield { x, y, a: index % 3 === 0 ? format.negate(a) : a };
    }
  }
}

const bothSigns = (format: Posit, bits: bigint): bigint[] => [bits, format.negate(bits)];

/** Powers of two, and what is just beside them, at every distance: ties, and one bit beyond them. */
function alignments(format: Posit): Pair[] {
  const { n, one } = format;
  const shapes = [one, one + 1n, 2n * one - 1n, one - 1n];
  return distances(n).flatMap((distance) => {
    const small = format.round(Dyadic.powerOfTwo(-distance));
    const smalls = [small, small + 1n, small - 1n].filter((bits) => bits > 0n && bits < format.nar);
    return shapes.flatMap((shape) => smalls.map((bits): Pair => [shape, bits]));
  });
}

/** Neighbours, whose difference has one bit left, and powers of two beside each other. */
function cancellations(format: Posit): Pair[] {
  const { one, maxpos, minpos } = format;
  const around = [one, one / 2n, one + one / 2n, 2n * one - 1n, maxpos, minpos + 1n];
  return around.flatMap((x) =>
    [0n, 1n, 2n, 3n].filter((d) => x > d).map((distance): Pair => [x, x - distance]),
  );
}

const saturations = ({ maxpos, minpos, one }: Posit): Pair[] => [
  [maxpos, maxpos],
  [maxpos, minpos],
  [maxpos - 1n, maxpos - 1n],
  [minpos, minpos],
  [minpos, one],
  [minpos, 2n],
];

/** Products against the posits around them, negated: what is left is smaller than any posit's last bit. */
function productCancellations(format: Posit): Triple[] {
  const { one } = format;
  const factors = [one + 1n, one - 1n, 2n * one - 1n, one + one / 2n, one + one / 4n + 1n];
  return factors.flatMap((x) =>
    factors.flatMap((y) => {
      const rounded = format.multiply(x, y);
      return [rounded - 1n, rounded, rounded + 1n].map((near): Triple => [x, y, format.negate(near)]);
    }),
  );
}

/** The product one place or more above or below the addend, up to where it is only sticky. */
function productAlignments(format: Posit): Triple[] {
  const { n, one } = format;
  return distances(n).flatMap((distance) =>
    [distance, -distance].flatMap((places): Triple[] => {
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

const distances = (n: number): number[] => Array.from({ length: n + 3 }, (_, distance) => distance);
