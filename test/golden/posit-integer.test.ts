import { expect, test } from "vitest";
import { integerToPosit, positToInteger } from "../../golden/posit-integer.js";
import { posit } from "../../golden/posit.js";
import { allPatterns } from "./arbitrary.js";

/** In doubles, by adding and taking off 1.5·2^52: the processor rounds to nearest, ties to even. */
const rounded = (value: number): number =>
  Math.abs(value) < 2 ** 51 ? value + 1.5 * 2 ** 52 - 1.5 * 2 ** 52 : value;

test.each([
  [0, 4],
  [1, 8],
  [2, 12],
])("posit⟨8,%i⟩ to integers of %i bits, as doubles round", (es, w) => {
  const format = posit(8, es);
  for (const x of allPatterns(8)) {
    const integer = rounded(format.number(x));
    const isInside = integer >= -(2 ** (w - 1)) && integer < 2 ** (w - 1);
    const expected = BigInt.asUintN(w, BigInt(isInside ? integer : -(2 ** (w - 1))));
    expect(positToInteger(format, x, w)).toBe(expected);
  }
});

test("integers that are posits go there and back; the lowest is NaR where it is asked for", () => {
  const format = posit(8, 2);
  for (let integer = -8n; integer < 8n; integer++) {
    const x = BigInt.asUintN(12, integer);
    expect(positToInteger(format, integerToPosit(format, x, 12, true), 12)).toBe(x);
  }
  expect(integerToPosit(format, 0x800n, 12, true)).toBe(format.nar);
  // −2048 = −2^11: −(k = 2, e = 3), the pattern 0 1110 11 0 negated
  expect(integerToPosit(format, 0x800n, 12, false)).toBe(0x100n - 0x76n);
});
