import type { Posit } from "../../../golden/posit.js";
import { Dyadic } from "../../../golden/dyadic.js";
import { randomNumbers } from "./operands.js";
import type { Patterns } from "./machines.js";

type Draw = (format: Posit, next: () => number, index: number) => bigint;

const uniform: Draw = (format, next) => {
  const pattern = BigInt(Math.floor(next() * 2 ** format.n));
  return format.isNaR(pattern) ? format.maxpos : pattern;
};
/** A few bits around 1, so that sums are often halfway between posits, and zeros. */
const coarse: Draw = (format, next) => {
  const integer = BigInt(Math.floor(next() * 17) - 8);
  return format.round(new Dyadic(integer, -Math.floor(next() * 6)));
};
/** Weights and activations of a network: below 1, half of the activations 0. */
const usual: Draw = (format, next) => {
  const value = next() < 0.3 ? 0 : (next() + next() + next() - 1.5) / 2 ** Math.floor(next() * 5);
  return format.round(new Dyadic(BigInt(Math.round(value * 2 ** 40)), -40));
};
/** Largest and smallest ones, ±1 and zero. */
const extreme: Draw = (format, next) => {
  const choice =
    [format.maxpos, format.maxpos - 1n, 1n, 2n, 3n, 0n, format.one][Math.floor(next() * 7)] ?? 0n;
  return next() < 0.5 ? choice : format.negate(choice);
};

/** Exponents from 0 to −14: some products are below those that have a bit of fraction. */
const small: Draw = (format, next) => {
  const significand = BigInt(Math.round((next() * 2 - 1) * 2 ** 13));
  return format.round(new Dyadic(significand, -13 - Math.floor(next() * 15)));
};

/** Sequences of operands by their kind. In `cancelling` ones every second product takes the one before off again. */
export const positSequences: Readonly<Record<string, Draw>> = { uniform, coarse, usual, extreme, small };

export function positPatterns(
  format: Posit,
  draw: Draw,
  shape: { readonly m: number; readonly rows: number; readonly depth: number },
  { seed, cancels }: { readonly seed: number; readonly cancels: boolean },
): Patterns {
  const next = randomNumbers(seed);
  const { m, rows, depth } = shape;
  const list = (length: number) => Array.from({ length }, (_, index) => draw(format, next, index));
  const [activations, weights, bias] = [list(m * depth), list(rows * depth), list(rows)];
  if (cancels) {
    // the second half of a sum takes off the first, but for a last product
    const half = Math.floor((depth - 1) / 2);
    for (let row = 0; row < rows; row++)
      for (let k = 0; k < half; k++)
        weights[row * depth + half + k] = format.negate(weights[row * depth + k] ?? 0n);
    for (let pixel = 0; pixel < m; pixel++)
      for (let k = 0; k < half; k++)
        activations[pixel * depth + half + k] = activations[pixel * depth + k] ?? 0n;
    bias.fill(0n);
  }
  return { ...shape, activations, weights, bias };
}
