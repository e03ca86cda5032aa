import { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { additionCases } from "./addition.js";
import { indices, positCaseFormat } from "./case-format.js";

/** Two operands, as patterns. */
type Pair = readonly [x: bigint, y: bigint];

/** Sums that cancel, saturate, tie or carry. All signs, so that they serve differences too. */
export function* positSumCases(format: Posit): Generator<Bits> {
  yield* additionCases(positCaseFormat(format));
  yield* signedSums(format);
}

/** Sums that are aligned, cancel or saturate, with every sign and in both orders. */
export function* signedSums(format: Posit): Generator<Bits> {
  for (const [x, y] of [...alignments(format), ...cancellations(format), ...saturations(format)])
    for (const signedX of bothSigns(format, x))
      for (const signedY of bothSigns(format, y)) {
        yield { x: signedX, y: signedY };
        yield { x: signedY, y: signedX };
      }
}

export const bothSigns = (format: Posit, bits: bigint): bigint[] => [bits, format.negate(bits)];

/** Distances in places up to where the smaller operand is only sticky. */
export const alignmentDistances = (n: number): number[] => indices(n + 3);

/** x ≈ 1 or 2 and y ≈ 2^−d, d = 0 … n + 2. Example: 1 and 2^−6 in posit⟨8,0⟩, half an ulp of 1: a tie. */
function alignments(format: Posit): Pair[] {
  const { n, one } = format;
  const shapes = [one, one + 1n, 2n * one - 1n, one - 1n];
  return alignmentDistances(n).flatMap((distance) => {
    const small = format.round(Dyadic.powerOfTwo(-distance));
    const smalls = [small, small + 1n, small - 1n].filter((bits) => bits > 0n && bits < format.nar);
    return shapes.flatMap((shape) => smalls.map((bits): Pair => [shape, bits]));
  });
}

/** Patterns at most 3 apart: their difference has one bit, or two. Example: 1 and the posit before it. */
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
