import { describe, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { expectPositSums, sequences } from "./compare.js";
import { quireSum } from "./machines.js";

/* Products of a posit multiplier's golden model, added exactly, against its matrix kernel with a quire. */

const formats = [
  "n=16 es=1",
  "n=16 es=2",
  "n=16 es=3",
  "n=8 es=0",
  "n=5 es=4",
  "n=16 es=2 rs=6",
  "n=8 es=0 rs=2",
  "n=7 es=4 rs=3",
];

describe.each(["PlamMult", "PositMult"])("%s", (name) => {
  describe.each(formats)("%s", (parameters) => {
    const design = parseDesign(`${name} ${parameters}`);
    const [kernel, sum] = [kernelFor(design), quireSum(design)];
    test.each(sequences)("$name", (sequence) => {
      expectPositSums(design, kernel, sum, sequence);
    });
  });
});
