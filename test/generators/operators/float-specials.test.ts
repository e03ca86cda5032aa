import { test } from "vitest";
import { expectSpecials, factors } from "./float-specials.js";

// An infinity of a factor has no counterpart in an accumulator without infinities: the sum is NaN there.
test.each([
  ...factors.map((format) => `FloatMac ${format} acc=e4m3`),
  "FloatMac format=e4m3,e5m2 acc=e5m2,binary16",
  ...factors.map((format) => `FloatMult FloatAdd ${format}`),
  "FloatMac format=e4m3,e5m2 acc=e4m3,e5m2 overflow=saturate",
])("special values meet: %s", expectSpecials);
