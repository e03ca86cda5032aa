import { expect, test } from "vitest";
import { quireSpan } from "../../../generators/blocks/quire/span.js";
import { partsOf } from "../../../golden/posit-parts.js";
import { unroundedProduct } from "../../../golden/posit-product.js";
import { posit } from "../../../golden/posit.js";
import { quire } from "../../../golden/quire.js";

/* The span by its formulas, against every posit of a format and every product of two. */

const formats = [3, 4, 5, 6].flatMap((n) =>
  [0, 1, 2, 3, 6].flatMap((es) => [2, 3, 4, 5].map((rs) => [n, es, rs] as const)),
);

test.each(formats)("posit⟨%i,%i⟩ rs=%i", (n, es, rs) => {
  const format = posit(n, es, rs);
  const held = quire(n, es, undefined, rs);
  const span = quireSpan({ n, es, rs });
  const values = Array.from({ length: 2 ** n }, (_, bits) => BigInt(bits))
    .filter((bits) => bits !== 0n && bits !== format.nar)
    .map((bits) => format.value(bits));
  expect(span.fraction).toBe(held.fractionBits);
  expect(span.least).toBe(Math.min(...values.map((value) => partsOf(value).scale)));
  expect(span.maxpos).toBe(format.value(format.maxpos).floorLog2());
  const products = values.flatMap((x) => values.map((y) => unroundedProduct("exact", x, y)));
  const most = Math.max(...products.map((product) => product.magnitude().floorLog2()));
  expect(span.integer).toBe(most + 1);
  for (const product of products) expect(held.value(held.wrap(product)).compare(product)).toBe(0);
});

test("a bounded posit's quire grows with its fraction: 2 bits for each that the longest regime leaves", () => {
  // 2^−384 and 2^384, a sign, 31 guard bits; minpos = 2^−192·(1 + 2^−(n − 12)), squared
  expect([16, 32, 64].map((n) => quire(n, 5, undefined, 6).width)).toEqual([
    800 + 2 * 4,
    800 + 2 * 20,
    800 + 2 * 52,
  ]);
});
