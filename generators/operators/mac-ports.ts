import { z } from "zod";
import type { Bits } from "../../golden/format.js";
import { signed, unsigned, type Integer } from "../../golden/integer.js";
import { input, output, type Port } from "../operator.js";
import { scattered } from "./rounding-cases.js";

type Operands = Readonly<Record<"x" | "y" | "a", bigint>>;

const integer = (width: number, isSigned: boolean): Integer => (isSigned ? signed(width) : unsigned(width));

/** Bits of addend and sum. */
export const accumulatorBits = z
  .int()
  .min(4)
  .max(256)
  .describe("bits of addend and sum, which wraps around; at least 2n");

/** Bits of a factor, and of the sum. */
export interface MacShape {
  readonly n: number;
  readonly acc: number;
}

/** Between an accumulator and the products that it adds. */
export const accumulatorFits = {
  holds: ({ n, acc }: { n: number; acc: number }): boolean => acc >= 2 * n,
  blame: { path: ["acc"], error: "the accumulator must have room for a product, 2n bits" },
};

/** r = a + x · y, n and n bits to `acc`. */
export function macPorts(n: number, acc: number, isSigned: boolean): Record<"x" | "y" | "a" | "r", Port> {
  const sum = integer(acc, isSigned);
  const operand = input(integer(n, isSigned));
  return { x: operand, y: operand, a: input(sum), r: output(sum) };
}

/** The addend plus a product of 2n bits, modulo 2^acc. */
export function macGolden(
  n: number,
  acc: number,
  isSigned: boolean,
  multiply: (x: bigint, y: bigint) => bigint,
): (operands: Operands) => Bits {
  const product = integer(2 * n, isSigned);
  const sum = integer(acc, isSigned);
  return ({ x, y, a }) => ({ r: sum.wrap(product.value(multiply(x, y)) + sum.value(a)) });
}

/** Of a sum of products: most that {@link longSums} adds up. */
const mostProducts = 2048;

/**
 * The largest products, of either sign, added up until the sum has gone through its whole range, if that takes no more than
 * 2,048 of them; and some noise in between. Random sums start anew long before they reach a wide accumulator's upper bits.
 */
export function* longSums(n: number, acc: number, isSigned: boolean): Generator<Bits[]> {
  const [least, most] = isSigned
    ? [-(1n << BigInt(n - 1)), (1n << BigInt(n - 1)) - 1n]
    : [0n, (1n << BigInt(n)) - 1n];
  const pattern = (value: bigint): bigint => BigInt.asUintN(n, value);
  const largest: [bigint, bigint][] = isSigned
    ? [
        [least, least],
        [least, most],
      ]
    : [[most, most]];
  for (const [x, y] of largest) {
    const product = x * y < 0n ? -x * y : x * y;
    const steps = Math.min(Number((1n << BigInt(acc)) / product) + 1, mostProducts);
    yield Array.from({ length: steps + Math.ceil(steps / 4) }, (_, step) =>
      step % 5 === 4
        ? { x: scattered(2 * step, n), y: scattered(2 * step + 1, n) }
        : { x: pattern(x), y: pattern(y) },
    );
  }
}
