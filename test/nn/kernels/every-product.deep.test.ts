import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { expectEveryProduct } from "./every-product.js";

/* Products of kernels on every pair of operands of up to 12 bits, and 8-bit floats. */

test.each([
  ...["PlamMult n=12 es=1", "PlamMult n=11 es=2", "PositMult n=12 es=1", "PositMult n=11 es=0"],
  ...[
    "PositQuireMac n=11 es=1 product=plam",
    "PositQuireMac n=12 es=2",
    "PositMac n=11 es=1 rounding=discrete product=plam",
  ],
  ...[
    "MitchwMac n=12 w=6 acc=32 sign=c1",
    "MitchwMult n=12 w=6 compensation=both",
    "MitchwMult n=11 w=7 sign=c2 compensation=last",
  ],
  ...[
    "DrAlmMult n=11 t=5 sign=c1",
    "FloatMult format=e4m3",
    "FloatMult wE=5 wF=6",
    "FloatMac wE=5 wF=5 acc=binary32",
  ],
])("%s", (spec) => {
  expect(expectEveryProduct(parseDesign(spec))).toBeGreaterThan(60_000);
});
