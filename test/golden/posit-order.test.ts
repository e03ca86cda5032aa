import { expect, test } from "vitest";
import { comparePosits } from "../../golden/posit-order.js";
import { posit } from "../../golden/posit.js";
import { allPatterns } from "./arbitrary.js";

test.each([0, 2])("values are ordered as two's complement integers, NaR below all: posit⟨8,%i⟩", (es) => {
  for (const x of allPatterns(8))
    for (const y of allPatterns(8)) {
      const [a, b] = [BigInt.asIntN(8, x), BigInt.asIntN(8, y)];
      if (comparePosits(posit(8, es), x, y) !== Number(a > b) - Number(a < b))
        expect.fail(`${x} beside ${y}`);
    }
});
