import { test } from "vitest";
import { expectEveryPair, expectRunsFromAnywhere, rowsOf, wide } from "./posit-fast.js";

const larger = [7, 8, 9, 10].flatMap((n) => [0, 1, 2, 3, 6].map((es) => [n, es] as const));

test.each(rowsOf(larger))("the fast $name of posit⟨$n,$es⟩ is the exact one for every pair", expectEveryPair);

test.each(rowsOf(wide))(
  "the fast $name of posit⟨$n,$es⟩ is the exact one in a hundred times as many runs",
  (row) => {
    expectRunsFromAnywhere(row, 5000);
  },
);
