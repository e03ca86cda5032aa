import type { Dyadic } from "../../../golden/dyadic.js";
import type { Posit } from "../../../golden/posit.js";
import type { Quire } from "../../../golden/quire.js";
import { noiseNumber, positCaseFormat } from "./case-format.js";

/** Two factors and their product. */
export interface PlacedProduct {
  readonly x: bigint;
  readonly y: bigint;
  readonly value: Dyadic;
}

/** Draws of a round before the next round's begin. */
const drawsPerRound = 30000;

/**
 * Noisy products at each exponent that a product of two posits can have.
 *
 * Formula: x ≈ 2^p, y ≈ 2^(s − p) for every s. p runs in four steps from the extreme that s allows to s/2.
 * Example in posit⟨8,0⟩, s = 6: p = 6, 5, 4, 3 or so. The factor nearer to 1 has the longer fraction.
 * @param round other products in each, as each excites other bits of a place
 */
export function* placedProducts(format: Posit, round: number): Generator<PlacedProduct> {
  const numbers = positCaseFormat(format);
  const { minExponent: least, maxExponent: greatest } = numbers;
  const made = (x: bigint, y: bigint): PlacedProduct => ({
    x,
    y,
    value: format.value(x).times(format.value(y)),
  });
  let index = drawsPerRound * round;
  for (let scale = 2 * least; scale <= 2 * greatest; scale++)
    for (const share of round % 2 === 0 ? [0, 1 / 2, 3 / 4, 1] : [1 / 8, 3 / 8, 5 / 8, 7 / 8]) {
      const extreme = scale < 0 ? Math.max(scale, least) : Math.min(scale, greatest);
      const first = extreme + Math.trunc((scale / 2 - extreme) * share);
      const factors = [first, scale - first].map((each) =>
        format.round(noiseNumber(numbers, index++).scaled(each)),
      ) as [bigint, bigint];
      // odd patterns make the product's last bit 1; a word of the quire may have that bit alone
      const [x, y] = factors.map((bits) => (share === 1 / 2 ? bits : bits | 1n)) as [bigint, bigint];
      yield made(x, y);
      // a negative factor's scale is one less, so that words end at another place
      if (share === 0) yield made(format.negate(x), y);
    }
}

/** The place above a product's leading bit, as a bit of the quire. */
export const placeAbove = (held: Quire, product: Dyadic): number =>
  bitLength(BigInt.asUintN(held.width, held.wrap(product.magnitude())));

const bitLength = (integer: bigint): number => (integer === 0n ? 0 : integer.toString(2).length);
