import { exactProduct } from "../../../golden/exact-product.js";
import type { Bits } from "../../../golden/format.js";
import { signed, unsigned, type Integer } from "../../../golden/integer.js";
import type { SignMode } from "../../../golden/signs.js";
import { input, output, type Port } from "../../contract/operator.js";

type Operands = Readonly<Record<"x" | "y", bigint>>;

/** r = x · y, n and n bits to 2n. */
export function productPorts(n: number, sign: SignMode): Record<"x" | "y" | "r", Port> {
  const integer = (width: number): Integer => (sign === "unsigned" ? unsigned(width) : signed(width));
  return { x: input(integer(n)), y: input(integer(n)), r: output(integer(2 * n)) };
}

/** A multiplier as a golden model. */
export function productGolden(multiply: (x: bigint, y: bigint) => bigint): (operands: Operands) => Bits {
  return ({ x, y }) => ({ r: multiply(x, y) });
}

/** What an approximate multiplier is measured against. */
export const exactGolden = (n: number, sign: SignMode): ((operands: Operands) => Bits) =>
  productGolden(exactProduct(n, n, sign !== "unsigned"));

/**
 * Operands whose first `kept` significand bits are at the end of their range, or one unit of what is cut off away from
 * it, at every position of the leading one, against each other and against the largest.
 */
export function* significandCases(n: number, kept: number): Generator<Bits, void> {
  const all = (1n << BigInt(n)) - 1n;
  const patterns = Array.from({ length: n }, (_, position) => {
    const top = 1n << BigInt(position);
    const unit = top >> BigInt(kept - 1);
    return [top + unit, top + top - unit, top + top - unit - 1n, top + (top >> 1n)];
  }).flat();
  const largest = all - (all >> BigInt(Math.min(kept, n)));
  for (const [index, pattern] of patterns.entries()) {
    const x = pattern & all;
    const next = (patterns[(index + 5) % patterns.length] ?? 0n) & all;
    yield* [x, next, largest, all - x].map((y) => ({ x, y }));
    yield { x: ~x & all, y: largest };
  }
}
