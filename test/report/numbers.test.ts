import { expect, test } from "vitest";
import { quantity } from "../../report/numbers.js";

test.each([
  [0.0328, 1, "0.033"],
  [-0.0004, 2, "-0.0004"],
  [0.00000012345, 3, "1.2e-7"],
  [0.05, 1, "0.1"],
  [0.49, 0, "0.49"],
  [0, 1, "0.0"],
  [1234.56, 1, "1,234.6"],
  [null, 1, "–"],
  [NaN, 1, "–"],
])("%d with %d decimals is %s", (value, decimals, text) => {
  expect(quantity(value, decimals)).toBe(text);
});
