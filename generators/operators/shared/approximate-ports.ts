import { exactProduct } from "../../../golden/exact-product.js";
import type { FastModel } from "../../../golden/fast.js";
import { fastProduct } from "../../../golden/fast-product.js";
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

/** The complement that a sign mode takes, for matrix kernels. */
export const complementOf = (sign: SignMode): { readonly complement?: "ones" | "twos" } =>
  sign === "unsigned" ? {} : { complement: sign === "c1" ? "ones" : "twos" };

/** Wraps a multiplier as a golden model. */
export function productGolden(multiply: (x: bigint, y: bigint) => bigint): (operands: Operands) => Bits {
  return ({ x, y }) => ({ r: multiply(x, y) });
}

/** The exact product, which an approximate multiplier is measured against. */
export const exactGolden = (n: number, sign: SignMode): ((operands: Operands) => Bits) =>
  productGolden(exactProduct(n, n, sign !== "unsigned"));

/** The same of consecutive words of operands; undefined where a product has more than 32 bits. */
export const exactRows = (n: number, sign: SignMode): FastModel | undefined =>
  n <= 16 ? fastProduct(n, sign !== "unsigned") : undefined;
