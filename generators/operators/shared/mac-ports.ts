import { z } from "zod";
import type { Bits } from "../../../golden/format.js";
import { signed, unsigned, type Integer } from "../../../golden/integer.js";
import { input, output, type Port } from "../../contract/operator.js";
import { notes } from "../../contract/parameter.js";
import type { Step } from "../cases/long-sums.js";

type Operands = Readonly<Record<"x" | "y" | "a", bigint>>;

const integer = (width: number, isSigned: boolean): Integer => (isSigned ? signed(width) : unsigned(width));

/** Bits of addend and sum. */
export const accumulatorBits = z
  .int()
  .min(4)
  .max(256)
  .meta(notes("bits of addend and sum, which wraps around", "at least 2n"));

/** Bits of a factor, and of the sum. */
export interface MacShape {
  readonly n: number;
  readonly acc: number;
}

/** The condition that an accumulator holds a product. */
export const accumulatorFits = {
  holds: ({ n, acc }: { n: number; acc: number }): boolean => acc >= 2 * n,
  blame: { path: ["acc"], error: "the accumulator must have room for a product, 2n bits" },
};

/** r = a + x·y, from n-bit factors and an addend of `acc` bits. */
export function macPorts(n: number, acc: number, isSigned: boolean): Record<"x" | "y" | "a" | "r", Port> {
  const sum = integer(acc, isSigned);
  const operand = input(integer(n, isSigned));
  return { x: operand, y: operand, a: input(sum), r: { ...output(sum), wraps: true } };
}

/** The addend plus a product of 2n bits, modulo 2^acc; added by `add`, of patterns, or exactly. */
export function macGolden(
  n: number,
  acc: number,
  isSigned: boolean,
  multiply: (x: bigint, y: bigint) => bigint,
  add?: (a: bigint, product: bigint) => bigint,
): (operands: Operands) => Bits {
  const product = integer(2 * n, isSigned);
  const sum = integer(acc, isSigned);
  if (add === undefined)
    return ({ x, y, a }) => ({ r: sum.wrap(product.value(multiply(x, y)) + sum.value(a)) });
  return ({ x, y, a }) => ({ r: add(a, sum.wrap(product.value(multiply(x, y)))) });
}

/** The largest products of either sign, as steps of a sum. */
export function largestProducts(n: number, isSigned: boolean): Step[] {
  const [least, most] = isSigned
    ? [-(1n << BigInt(n - 1)), (1n << BigInt(n - 1)) - 1n]
    : [0n, (1n << BigInt(n)) - 1n];
  const pattern = (value: bigint): bigint => BigInt.asUintN(n, value);
  const step = (x: bigint, y: bigint): Step => ({
    operands: { x: pattern(x), y: pattern(y) },
    widths: { x: n, y: n },
    adds: x * y,
  });
  return isSigned ? [step(least, least), step(least, most)] : [step(most, most)];
}
