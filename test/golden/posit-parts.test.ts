import fc from "fast-check";
import { expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { fromParts, partsOf } from "../../golden/posit-parts.js";
import { anyReals } from "./arbitrary.js";

test("a number's parts make the number again, and the fraction is a fraction", () => {
  fc.assert(
    fc.property(anyReals, ({ format, x }) => {
      fc.pre(x !== 0n);
      const parts = partsOf(format.value(x));
      expect(fromParts(parts).compare(format.value(x))).toBe(0);
      expect(parts.fraction.sign()).toBeGreaterThanOrEqual(0);
      expect(parts.fraction.compare(Dyadic.one)).toBe(-1);
      expect(parts.negative).toBe(x > format.nar);
    }),
  );
});

test.each([
  ["1", new Dyadic(1n), 0, "0"],
  ["1.5", new Dyadic(3n, -1), 0, "0.5"],
  ["-1 is -2 / 2", new Dyadic(-1n), -1, "0"],
  ["-1.5 is -2 + 0.5", new Dyadic(-3n, -1), 0, "0.5"],
  ["-2", new Dyadic(-2n), 0, "0"],
])("%s", (_, value, scale, fraction) => {
  const parts = partsOf(value);
  expect(parts.scale).toBe(scale);
  expect(parts.fraction.toString()).toBe(fraction);
});
