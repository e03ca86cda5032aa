import { expect, test } from "vitest";
import { fastPlamProduct, fastPositProduct } from "../../golden/posit-fast.js";
import { posit } from "../../golden/posit.js";

const models = [
  ["product", fastPositProduct, "multiply"],
  ["PLAM", fastPlamProduct, "plam"],
] as const;

/** n ≤ 10 with TAPIR_FULL set, as the makers' claim is; up to 8 in a quick run. */
const widest = process.env.TAPIR_FULL === undefined ? 6 : 10;
const small = [
  ...Array.from({ length: widest - 2 }, (_, i) => i + 3).flatMap((n) =>
    [0, 1, 2, 3, 6].map((es) => [n, es] as const),
  ),
  [8, 0],
  [8, 1],
  [8, 2],
] as const;

test.each(models.flatMap(([name, fast, exact]) => small.map(([n, es]) => ({ name, n, es, fast, exact }))))(
  "the fast $name of posit⟨$n,$es⟩ is the exact one for every pair",
  ({ n, es, fast, exact }) => {
    const format = posit(n, es);
    const results = new Uint32Array(2 ** (2 * n));
    fast(n, es)(0, results);
    const size = 2 ** n;
    const wrong = results.findIndex(
      (result, word) =>
        BigInt(result) !== format[exact](BigInt(Math.floor(word / size)), BigInt(word % size)),
    );
    expect(wrong).toBe(-1);
  },
);
