import { test } from "vitest";
import { designs } from "./designs.js";
import { expectCycles, expectFewCycles } from "./quire-cycles.js";

test.each([
  ...designs("PositQuireMac n=6 es=0..3 rs=2..4 product=exact,plam"),
  ...designs("PositQuireMac n=8 es=1 rs=6 objective=area,delay"),
])("%s", expectCycles);

test.each([
  ...designs("PositQuireMac n=8 es=5 rs=6 objective=area,delay"),
  ...designs("PositQuireMac n=16 es=5 rs=6 product=exact,plam"),
])("wide ones, fewer cycles: %s", expectFewCycles);
