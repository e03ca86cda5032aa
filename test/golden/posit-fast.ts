import fc from "fast-check";
import { expect } from "vitest";
import { fastPlamProduct, fastPositProduct } from "../../golden/posit-fast.js";
import { plamDivide } from "../../golden/plam-division.js";
import { positQuotient } from "../../golden/posit-division.js";
import { fastPlamQuotient, fastPositQuotient } from "../../golden/posit-fast-division.js";
import { posit, type Posit } from "../../golden/posit.js";

type Exact = (format: Posit, x: bigint, y: bigint) => bigint;

const models: readonly (readonly [string, typeof fastPositProduct, Exact])[] = [
  ["product", fastPositProduct, (format, x, y) => format.multiply(x, y)],
  ["PLAM", fastPlamProduct, (format, x, y) => format.plam(x, y)],
  ["quotient", fastPositQuotient, positQuotient],
  ["PLAM's quotient", fastPlamQuotient, plamDivide],
];

type Format = readonly [n: number, es: number, rs?: number];

/** A row of a table for each fast model of each format. */
export const rowsOf = (formats: readonly Format[]) =>
  models.flatMap(([name, fast, exact]) => formats.map(([n, es, rs]) => ({ name, n, es, rs, fast, exact })));

type Row = ReturnType<typeof rowsOf>[number];

export function expectEveryPair({ n, es, rs, fast, exact }: Row): void {
  const format = posit(n, es, rs);
  const results = new Uint32Array(2 ** (2 * n));
  fast(n, es, rs)(0, results);
  const size = 2 ** n;
  const wrong = results.findIndex(
    (result, word) => BigInt(result) !== exact(format, BigInt(Math.floor(word / size)), BigInt(word % size)),
  );
  expect(wrong).toBe(-1);
}

export const wide: readonly Format[] = [
  ...[11, 13, 16].flatMap((n) => [0, 1, 2, 5].map((es) => [n, es] as const)),
  [16, 5, 6],
  [16, 1, 3],
];

/** @param numRuns how many runs of 64 pairs */
export function expectRunsFromAnywhere({ n, es, rs, fast, exact }: Row, numRuns: number): void {
  const format = posit(n, es, rs);
  const run = fast(n, es, rs);
  const results = new Uint32Array(64);
  const size = 2 ** n;
  const start = fc.nat(2 ** (2 * n) / results.length - 1);
  // Runs that begin at a corner of the first factor, and any others.
  const corner = fc.constantFrom(...format.corners()).map((x) => (Number(x) * size) / results.length);
  fc.assert(
    fc.property(fc.oneof(start, corner), (block) => {
      const first = block * results.length;
      run(first, results);
      const wrong = results.findIndex(
        (result, index) =>
          BigInt(result) !==
          exact(format, BigInt(Math.floor((first + index) / size)), BigInt((first + index) % size)),
      );
      expect(wrong).toBe(-1);
    }),
    { numRuns },
  );
}
