import type { Bits } from "../../../golden/format.js";
import { goldenMacProduct, wholeMacProduct, type MacProduct } from "../shared/mac-product.js";
import { columnCases } from "./columns.js";
import { noiseBits } from "./noise.js";
import { segmentCases } from "./segments.js";

/**
 * Operands that are hard for an approximate product, with addends that make carries everywhere, nowhere, and here and there.
 *
 * Example with a product of 0110: the addends 0110, 1001, and noise.
 */
export function* productCases(p: MacProduct & { readonly acc: number }): Generator<Bits, void> {
  const { n, t, m, product } = wholeMacProduct(p);
  const { acc } = p;
  const multiply = goldenMacProduct(p);
  const operands = product === "segments" ? segmentCases(n, m) : columnCases(n, t);
  let index = 0;
  for (const { x = 0n, y = 0n } of operands) {
    const value = multiply(x, y);
    const addend = [value, ~value, noiseBits(index, acc)][index % 3] ?? 0n;
    yield { x, y, a: BigInt.asUintN(acc, addend) };
    index++;
  }
}
