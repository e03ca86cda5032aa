import fc from "fast-check";
import { expect, test } from "vitest";
import { fastPlamProduct, fastPositProduct } from "../../golden/posit-fast.js";
import { posit } from "../../golden/posit.js";

const models = [
  ["product", fastPositProduct, "multiply"],
  ["PLAM", fastPlamProduct, "plam"],
] as const;

/** Every pair up to n = 10 with TAPIR_FULL set; fewer in a quick run. */
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

const wide = [11, 13, 16].flatMap((n) => [0, 1, 2, 5].map((es) => [n, es] as const));

test.each(models.flatMap(([name, fast, exact]) => wide.map(([n, es]) => ({ name, n, es, fast, exact }))))(
  "the fast $name of posit⟨$n,$es⟩ is the exact one in runs of pairs from anywhere",
  ({ n, es, fast, exact }) => {
    const format = posit(n, es);
    const run = fast(n, es);
    const results = new Uint32Array(64);
    const size = 2 ** n;
    const start = fc.nat(2 ** (2 * n) / results.length - 1);
    // runs from a corner of the first factor, and from anywhere
    const corner = fc.constantFrom(...format.corners()).map((x) => (Number(x) * size) / results.length);
    fc.assert(
      fc.property(fc.oneof(start, corner), (block) => {
        const first = block * results.length;
        run(first, results);
        const wrong = results.findIndex(
          (result, index) =>
            BigInt(result) !==
            format[exact](BigInt(Math.floor((first + index) / size)), BigInt((first + index) % size)),
        );
        expect(wrong).toBe(-1);
      }),
      { numRuns: process.env.TAPIR_FULL === undefined ? 50 : 5000 },
    );
  },
);
