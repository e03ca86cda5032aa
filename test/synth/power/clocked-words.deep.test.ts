import { test } from "vitest";
import { expectChangesOfResults } from "./clocked.js";

test.each([
  "PlamMult n=5 es=1 stages=3 registered=both handshake=ready",
  "PositMult n=4 es=0 stages=2 ce=true",
])("results of the pipeline %s change as those of successive operands", expectChangesOfResults);
