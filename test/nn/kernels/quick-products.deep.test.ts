import { afterEach, test, vi } from "vitest";
import { expectEveryExponent } from "./quick-products.js";

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ["PlamMult n=14 es=1", { end: 20, room: 39 }],
  ["PlamMult n=10 es=2", { end: 20, room: 35 }],
  ["PlamMult n=9 es=3", { end: 24, room: 23 }],
])("every exponent: %s", expectEveryExponent);
