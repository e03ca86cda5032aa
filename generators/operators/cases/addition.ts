import { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import { closeTerms } from "./multiply-add/close-terms.js";
import { noiseBits, noiseStream } from "./noise.js";
import { drawScale, indices, noiseNumber, type CaseFormat, type DrawFactors } from "./case-format.js";

/** Operands of x + y that nearly cancel, or make a tie, a carry or a power of two; in both orders. */
export function* additionCases(numbers: CaseFormat): Generator<Bits> {
  const single: DrawFactors = (index, scale) => [
    numbers.value(numbers.round(noiseNumber(numbers, index).scaled(scale))),
    Dyadic.one,
  ];
  for (const [x, , y] of closeTerms(single, numbers, numbers.fractionBits + 4)) {
    const bits = { x: numbers.round(x), y: typeof y === "bigint" ? y : numbers.round(y) };
    yield* [bits, { x: bits.y, y: bits.x }];
  }
  yield* leadingBits(numbers);
}

/**
 * Differences with a leading one in every place, for leading-zero counters and anticipators.
 *
 * Formula: x − y = 2^i + 2^j or 2^i − 2^j ulps, for all i > j: two bits, or a run of ones.
 * Example with 4 fraction bits: 1.1011 − 1.0111 = 0.0100, that is 2^3 − 2^2 ulps.
 * Half of the pairs lie within one binade. The others have x just above its start and y below it.
 */
function* leadingBits(numbers: CaseFormat): Generator<Bits> {
  const { fractionBits } = numbers;
  let index: number = noiseStream.leadingBits;
  for (const high of indices(fractionBits))
    for (const low of indices(high))
      for (const left of [
        (1n << BigInt(high)) + (1n << BigInt(low)),
        (1n << BigInt(high)) - (1n << BigInt(low)),
      ])
        for (const isInside of [true, false]) {
          const scale = drawScale(numbers, 4 * index++ + (index % 3 === 0 ? 1 : 0));
          // x exceeds the binade's start by less than `left`, so that y lies below it
          const bits = isInside ? noiseBits(index, fractionBits) : noiseBits(index, high);
          const x = new Dyadic((1n << BigInt(fractionBits)) | bits, scale - fractionBits);
          const y = x.minus(new Dyadic(left, scale - fractionBits));
          const [first, second] = index % 2 === 0 ? [x, y] : [y, x];
          // like signs serve a subtractor
          const other = index % 4 < 2 ? second.negated() : second;
          yield { x: numbers.round(first), y: numbers.round(other) };
        }
}
