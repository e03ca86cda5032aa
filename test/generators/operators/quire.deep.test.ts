import { test } from "vitest";
import { designs } from "./designs.js";
import { expectCycles, expectFewCycles } from "./quire-cycles.js";

test.each([
  ...designs("PositQuireMac n=3,4,5,7 es=0..2"),
  ...designs("PositQuireMac n=3,6 es=0,2 product=plam"),
  ...designs("PositQuireMac n=8 es=0..2 product=exact,plam"),
  ...designs("PositQuireMac n=7 es=2 objective=area,delay"),
])("%s", expectCycles);

test.each([
  ...designs("PositQuireMac n=16 es=1,2"),
  ...designs("PositQuireMac n=16 es=2 product=plam"),
  ...designs("PositQuireMac n=32 es=2"),
  ...designs("PositQuireMac n=13 es=3"),
  ...designs("PositQuireMac n=4 es=4"),
])("wide ones, fewer cycles: %s", expectFewCycles);
