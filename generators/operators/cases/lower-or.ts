import { exactProduct } from "../../../golden/exact-product.js";
import type { Bits } from "../../../golden/format.js";
import { indices } from "./case-format.js";
import { noiseBits } from "./noise.js";

interface Shape {
  readonly n: number;
  readonly acc: number;
  readonly signed: boolean;
}

/**
 * Multiply-adds of noise where an OR gate is no adder: addends with the product's ones, with its zeros, and with some of
 * both.
 *
 * Example with a product of 0110: the addends 0110, 1001, and 0110 with noise xor-ed and OR-ed to it.
 */
export function* lowerOrCases({ n, acc, signed }: Shape): Generator<Bits> {
  const multiply = exactProduct(n, n, signed);
  for (const index of indices(48)) {
    const [x, y] = [noiseBits(3 * index, n), noiseBits(3 * index + 1, n)];
    const product = multiply(x, y);
    const addend = signed ? BigInt.asIntN(2 * n, product) : product;
    const noise = noiseBits(3 * index + 2, acc);
    for (const a of [addend, ~addend, addend ^ noise, addend | noise, noise])
      yield { x, y, a: BigInt.asUintN(acc, a) };
  }
}
