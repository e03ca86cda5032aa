import { describe, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { Dyadic } from "../../../golden/dyadic.js";
import { posit } from "../../../golden/posit.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { expectPositSums, sequences } from "./compare.js";

/* Products of a posit multiplier's golden model, added exactly, against its matrix kernel with a quire. */

const formats = ["n=16 es=1", "n=16 es=2", "n=8 es=0", "n=5 es=4"];

describe.each(["PlamMult", "PositMult"])("%s", (name) => {
  describe.each(formats)("%s", (parameters) => {
    const design = parseDesign(`${name} ${parameters}`);
    const format = posit(Number(design.parameters.n), Number(design.parameters.es));
    const kernel = kernelFor(design);
    test.each(sequences)("$name", (sequence) => {
      expectPositSums(
        design,
        kernel,
        (factors) => {
          const products = factors.map(([x, y]) => format.value(design.golden({ x, y }).r ?? -1n));
          return format.round(products.reduce((sum, product) => sum.plus(product), Dyadic.zero));
        },
        sequence,
      );
    });
  });
});
