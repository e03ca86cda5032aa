import { cores } from "../../tools/cores.js";
import { sharedWork } from "../../tools/shared-work.js";
import { runPooled } from "../../tools/worker-pool.js";
import type { GateList } from "../engine/genome.js";
import { errorOf, exactResult, largestResult, type Shape } from "../engine/shape.js";
import type { ExactErrors } from "../exact-errors.js";
import { resultsOfList } from "../table.js";
import type { RowSums } from "./kernel.js";
import { rowsOfPiece, sumsOfRows, type EveryPairJob, type PieceSums } from "./rows.js";

/** Errors over every pair, and the pairs that a sample must not leave out: wrong zeros, and the worst ones. */
export interface EveryPair {
  readonly errors: ExactErrors;
  /** As x·2^n + y. */
  readonly worst: readonly number[];
}

/** Rows of which the worst pairs are told, by each of two measures; pairs of each. */
const worstRows = 4;
const worstOfRow = 16;

/**
 * The errors of a multiplier over all 2^2n pairs of operands, in WebAssembly, on several threads. All pairs are as likely. For n = 16
 * they are 2^32.
 * @param shape of n from 8 to 16, without an addend
 * @param threads default: one for each core. The result is the same for any number.
 * @returns undefined after an interruption
 */
export async function everyPair(
  list: GateList,
  shape: Shape,
  threads?: number,
): Promise<EveryPair | undefined> {
  const { n, signed } = shape;
  const pieces = 2 ** n / rowsOfPiece;
  const shared = sharedWork(pieces);
  const found = new Map<number, readonly RowSums[]>();
  await runPooled<EveryPairJob, PieceSums>({
    file: new URL("every-pair-worker.js", import.meta.url),
    threads: threads ?? cores(),
    job: { list, n, signed, shared },
    work: sumsOfRows,
    onFound: ({ piece, rows }) => void found.set(piece, rows),
    shared,
  });
  if (found.size < pieces) return undefined;
  // in the order of x, so that sums are rounded alike
  const rows = Array.from({ length: pieces }, (_, piece) => found.get(piece) ?? []).flat();
  const wrongZeros = wrongZerosOf(list, shape);
  return {
    errors: { ...errorsOf(rows, shape), wrongZeros: wrongZeros.length },
    worst: [...new Set([...wrongZeros.slice(0, worstOfRow), ...worstPairs(rows, list, shape)])],
  };
}

function errorsOf(rows: readonly RowSums[], shape: Shape): Omit<ExactErrors, "wrongZeros"> {
  const { n, signed } = shape;
  const size = 2 ** n;
  let [distance, relative, results, wce] = [0, 0, 0, 0];
  for (const row of rows) {
    distance += row.distance;
    relative += row.relative;
    results += row.results;
    wce = Math.max(wce, row.most);
  }
  const operands = signed ? -size / 2 : (size * (size - 1)) / 2;
  const med = distance / size ** 2;
  return {
    mred: relative / (size - 1) ** 2,
    med,
    wce,
    bias: (results - operands ** 2) / size ** 2,
    nmed: med / largestResult(shape),
  };
}

/** The pairs with product 0 whose result is not 0, as x·2^n + y. */
function wrongZerosOf(list: GateList, shape: Shape): number[] {
  const size = 2 ** shape.n;
  const every = Uint32Array.from({ length: size }, (_, pattern) => pattern);
  const wrong = (pairs: Uint32Array): number[] => {
    const results = resultsOfList(list, shape, pairs);
    return [...pairs].filter((_, at) => results[at] !== 0);
  };
  return [...new Set([...wrong(every), ...wrong(every.map((pattern) => pattern * size))])];
}

/** Of the worst rows the worst pairs, by distance and relative to it. */
function worstPairs(rows: readonly RowSums[], list: GateList, shape: Shape): number[] {
  const size = 2 ** shape.n;
  const byRow = (of: (row: RowSums) => number): number[] =>
    [...rows.keys()]
      .sort((one, other) => valueAt(rows, other, of) - valueAt(rows, one, of) || one - other)
      .slice(0, worstRows);
  const worstOf = (x: number, of: (distance: number, exact: number) => number): number[] => {
    const pairs = Uint32Array.from({ length: size }, (_, y) => x * size + y);
    const errors = Array.from(resultsOfList(list, shape, pairs), (result, y) => {
      const product = exactResult(shape, x * size + y);
      return product === 0 ? 0 : of(Math.abs(errorOf(shape, result, product)), product);
    });
    return [...errors.keys()]
      .filter((pattern) => (errors[pattern] ?? 0) > 0)
      .sort((one, other) => (errors[other] ?? 0) - (errors[one] ?? 0) || one - other)
      .slice(0, worstOfRow)
      .map((pattern) => x * size + pattern);
  };
  return [
    ...byRow(({ most }) => most).flatMap((x) => worstOf(x, (distance) => distance)),
    ...byRow(({ relative }) => relative).flatMap((x) =>
      worstOf(x, (distance, exact) => distance / Math.abs(exact)),
    ),
  ];
}

const valueAt = (rows: readonly RowSums[], at: number, of: (row: RowSums) => number): number => {
  const row = rows[at];
  return row === undefined ? 0 : of(row);
};
