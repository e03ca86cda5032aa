import { test } from "vitest";
import { expectTogglesOfIcarus } from "./timed-netlists.js";

test.each([
  ["PlamMult n=6 es=1", 1],
  ["PlamMult n=6 es=1", 3],
  ["PositMult n=6 es=0", 9],
  ["PlamMult n=6 es=1 stages=2", 9],
])("nets of %s change as often as in Icarus with delays of 1 to %i", expectTogglesOfIcarus);
