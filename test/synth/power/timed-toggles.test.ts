import { test } from "vitest";
import { expectTogglesOfIcarus } from "./timed-netlists.js";

test.each([
  ["IntMult n=5", 30],
  ["IntMac n=4 acc=12 form=sequential", 9],
])("nets of %s change as often as in Icarus with delays of 1 to %i", expectTogglesOfIcarus);
