import { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import { besideMidpoints, tiesBelowPowers } from "./multiply-add/addend-ties.js";
import { everyOpposite, flippedOpposites } from "./multiply-add/cancellations.js";
import { closeTerms } from "./multiply-add/close-terms.js";
import { farApart, farBelow, productsAtEnds } from "./multiply-add/distances.js";
import { halfUlpBelowPowers, longCarries, productsBelowPowers } from "./multiply-add/powers.js";
import { halfUlpMultiples, productTies } from "./multiply-add/product-ties.js";
import { squareTies } from "./multiply-add/square-ties.js";
import { noiseStream } from "./noise.js";
import { drawFactors, type CaseFormat, type DrawFactors } from "./case-format.js";
import { flips } from "./rounding.js";

/**
 * Operands of x·y + a whose sum depends on the product's low bits: after cancellation, or at a tie.
 * Uniform patterns hardly ever bring product and addend that close.
 * @param factors the format of x and y
 * @param sum the format of a and of the result
 */
export function* multiplyAddCases(factors: CaseFormat, sum: CaseFormat): Generator<Bits> {
  const draw: DrawFactors = (index, scale) => drawFactors(factors, index, scale);
  const far = 2 * factors.fractionBits + sum.fractionBits + 4;
  for (const [x, y, a] of [
    ...closeTerms(draw, sum, far),
    ...flippedOpposites(drawShort(factors, sum), sum, noiseStream.shortOpposites),
    ...everyOpposite(factors, sum),
    ...productTies(factors, sum),
    ...productsAtEnds(factors, sum),
    ...farApart(factors, sum),
    ...farBelow(factors, sum),
    ...halfUlpBelowPowers(factors, sum),
    ...productsBelowPowers(factors, sum),
    ...longCarries(factors, sum),
    ...halfUlpMultiples(factors, sum),
    ...squareTies(factors, sum),
    ...besideMidpoints(factors, sum),
    ...tiesBelowPowers(factors, sum),
  ])
    yield { x: factors.round(x), y: factors.round(y), a: typeof a === "bigint" ? a : sum.round(a) };
  yield* nearlySpecial(factors, sum);
}

/** Draws factors with so few fraction bits that their product is a number of the sum's format. */
function drawShort(factors: CaseFormat, sum: CaseFormat): DrawFactors {
  const room = Math.floor((sum.fractionBits - 1) / 2);
  const fractionBits = Math.max(Math.min(factors.fractionBits, room), 0);
  return (index, scale) => drawFactors({ ...factors, fractionBits }, index, scale);
}

/** Special patterns with one or two bits changed, as each operand beside ones and zeros. */
function* nearlySpecial(factors: CaseFormat, sum: CaseFormat): Generator<Bits> {
  const one = factors.round(Dyadic.one);
  for (const special of factors.specials)
    for (const x of flips(special, factors.width))
      yield* [
        { x, y: one, a: 0n },
        { x: one, y: x, a: 0n },
      ];
  for (const special of sum.specials)
    for (const a of flips(special, sum.width))
      yield* [
        { x: one, y: 0n, a },
        { x: one, y: one, a },
      ];
}
