import { test } from "vitest";
import { expectEveryPair, expectRunsFromAnywhere, rowsOf, wide } from "./posit-fast.js";

const small = [
  ...[3, 4, 5, 6].flatMap((n) => [0, 1, 2, 3, 6].map((es) => [n, es] as const)),
  ...[0, 1, 3].flatMap((es) => [2, 3, 4].map((rs) => [6, es, rs] as const)),
];

test.each(rowsOf(small))(
  "the fast $name of posit⟨$n,$es⟩, rs $rs, is the exact one for every pair",
  expectEveryPair,
);

test.each(rowsOf(wide))(
  "the fast $name of posit⟨$n,$es⟩, rs $rs, is the exact one in runs of pairs from anywhere",
  (row) => {
    expectRunsFromAnywhere(row, 50);
  },
);
