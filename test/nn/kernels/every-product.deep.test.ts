import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { expectEveryProduct } from "./every-product.js";

/* Products of kernels on every pair of operands of 8 to 10 bits: golden takes microseconds a product. */

test.each([
  "PlamMult n=10 es=1",
  "PlamMult n=9 es=2",
  "PositMult n=10 es=1",
  "PositMult n=9 es=0",
  "PositQuireMac n=9 es=1 product=plam",
  "PositQuireMac n=9 es=2",
  "PositQuireMac n=9 es=2 rs=4",
  "PositMult n=9 es=0 rs=2",
  "PlamMult n=9 es=3 rs=6",
  "PositMac n=9 es=1 rs=3 product=plam",
  "PositMac n=9 es=1 rounding=discrete product=plam",
  "MitchwMac n=9 w=6 acc=32 sign=c1",
  "MitchwMult n=10 w=6 compensation=both",
  "MitchwMult n=9 w=7 sign=c2 compensation=last",
  "DrAlmMult n=9 t=5 sign=c1",
  "FloatMult format=e4m3",
  "FloatMult wE=4 wF=4",
  "FloatMac wE=5 wF=3 acc=binary32",
  "FloatMac format=e4m3 acc=binary32 product=lmul",
  "FloatMac format=e5m2 acc=binary32 product=mitchell subnormals=keep",
  "FloatMult format=e4m3 product=mitchell w=3 compensation=last subnormals=keep",
  "FloatMult wE=4 wF=4 product=mitchell w=5 compensation=both",
])("%s", (spec) => {
  expect(expectEveryProduct(parseDesign(spec))).toBeGreaterThan(50_000);
});
