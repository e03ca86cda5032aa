import { describe, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { expectPositSums, sequences } from "./compare.js";
import { macSum } from "./machines.js";

/* The golden machine of PositQuireMac, cycle by cycle, against its matrix kernel. */

const formats = [
  "n=16 es=1",
  "n=16 es=2",
  "n=9 es=1",
  "n=3 es=0",
  "n=5 es=4",
  "n=16 es=1 width=96",
  "n=16 es=2 rs=6",
  "n=8 es=0 rs=2",
  "n=7 es=4 rs=3",
  "n=6 es=3 rs=4",
];

describe.each(["exact", "plam"])("product=%s", (product) => {
  describe.each(formats)("%s", (parameters) => {
    const design = parseDesign(`PositQuireMac ${parameters} product=${product}`);
    const kernel = kernelFor(design);
    test.each(sequences)("$name", (sequence) => {
      expectPositSums(design, kernel, macSum(design), sequence);
    });
  });
});
