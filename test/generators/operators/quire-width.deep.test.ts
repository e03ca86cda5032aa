import { describe, test } from "vitest";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";
import { expectCycles } from "./quire-cycles.js";

test.each(designs("PositQuireMac n=8 es=1 width=38,49,50,80,81,120"))(
  "narrower and wider than the standard's: %s",
  expectCycles,
);

describe("adding to a quire", () => {
  test.each(designs("PositQuireAdd n=3 es=0 width=9,12"))("every operand: %s", expectEveryOperand);

  test.each([
    ...designs("PositQuireAdd n=4 es=0 width=8,9 product=plam"),
    ...designs("PositQuireAdd n=4 es=0 rs=2 width=11,12 product=exact,plam"),
  ])("every operand: %s", expectEveryOperand);
});
