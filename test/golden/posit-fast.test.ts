import { test } from "vitest";
import { expectEveryPair, expectRunsFromAnywhere, rowsOf, wide } from "./posit-fast.js";

const small = [3, 4, 5, 6].flatMap((n) => [0, 1, 2, 3, 6].map((es) => [n, es] as const));

test.each(rowsOf(small))("the fast $name of posit⟨$n,$es⟩ is the exact one for every pair", expectEveryPair);

test.each(rowsOf(wide))(
  "the fast $name of posit⟨$n,$es⟩ is the exact one in runs of pairs from anywhere",
  (row) => {
    expectRunsFromAnywhere(row, 50);
  },
);
