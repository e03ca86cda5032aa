import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { expectEveryProduct } from "./every-product.js";

/* Products of kernels on every pair of operands of 6 bits. */

test.each([
  ...["PlamMult n=6 es=0", "PositMult n=6 es=1", "PositMult n=6 es=2", "PositMac n=6 es=1 product=plam"],
  ...[
    "PositQuireMac n=6 es=2 product=plam",
    "PositQuireMac n=6 es=0",
    "PositQuireMac n=6 es=1 rs=2",
    "PositMult n=6 es=0 rs=4",
    "PlamMult n=6 es=3 rs=3",
    "PositMac n=6 es=2 rs=3 rounding=discrete",
    "IntMult n=6 signed=true",
    "DrumMult n=6 k=4",
    "IntMac n=6 acc=20 product=broken t=4 h=1",
  ],
  ...[
    "MitchwMac n=6 w=6 acc=20 sign=c1",
    "MitchwMult n=6 w=5 compensation=both",
    "FloatMac wE=3 wF=2 acc=binary32",
    "FloatMac wE=3 wF=2 acc=binary32 product=lmul",
    "FloatMult wE=3 wF=3 product=mitchell w=3 subnormals=keep",
    "MitchwMac n=6 w=5 acc=20 sign=c2 sum=loa k=7",
  ],
])("%s", (spec) => {
  expect(expectEveryProduct(parseDesign(spec))).toBeGreaterThan(3000);
});
