import { cores } from "../../tools/cores.js";
import { sharedWork } from "../../tools/shared-work.js";
import { runPooled } from "../../tools/worker-pool.js";
import type { GateList } from "../engine/genome.js";
import { valueOfPattern } from "../engine/pairs.js";
import { largestProduct, type ExactErrors } from "../exact-errors.js";
import { resultsOfList, type PairList } from "../table.js";
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
 * The errors of a netlist over all 2^2n pairs of operands, in WebAssembly, on several threads. All pairs are as likely. For n = 16
 * they are 2^32.
 * @param n from 8 to 16
 * @param threads default: one for each core. The result is the same for any number.
 * @returns undefined after an interruption
 */
export async function everyPair(
  list: GateList,
  n: number,
  signed: boolean,
  threads?: number,
): Promise<EveryPair | undefined> {
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
  const wrongZeros = wrongZerosOf(list, n);
  return {
    errors: { ...errorsOf(rows, n, signed), wrongZeros: wrongZeros.length },
    worst: [...new Set([...wrongZeros.slice(0, worstOfRow), ...worstPairs(rows, list, n, signed)])],
  };
}

function errorsOf(rows: readonly RowSums[], n: number, signed: boolean): Omit<ExactErrors, "wrongZeros"> {
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
    nmed: med / largestProduct(n, signed),
  };
}

/** The pairs with product 0 whose result is not 0, as x·2^n + y. */
function wrongZerosOf(list: GateList, n: number): number[] {
  const every = Int32Array.from({ length: 2 ** n }, (_, pattern) => pattern);
  const zeros = new Int32Array(2 ** n);
  const wrong = (pairs: PairList): number[] =>
    [...resultsOfList(list, n, pairs).entries()].flatMap(([at, result]) =>
      result === 0 ? [] : [(pairs.x[at] ?? 0) * 2 ** n + (pairs.y[at] ?? 0)],
    );
  return [...new Set([...wrong({ x: zeros, y: every }), ...wrong({ x: every, y: zeros })])];
}

/** Of the worst rows the worst pairs, by distance and relative to it. */
function worstPairs(rows: readonly RowSums[], list: GateList, n: number, signed: boolean): number[] {
  const size = 2 ** n;
  const byRow = (of: (row: RowSums) => number): number[] =>
    [...rows.keys()]
      .sort((one, other) => valueAt(rows, other, of) - valueAt(rows, one, of) || one - other)
      .slice(0, worstRows);
  const worstOf = (x: number, of: (distance: number, exact: number) => number): number[] => {
    const y = Int32Array.from({ length: size }, (_, pattern) => pattern);
    const results = resultsOfList(list, n, { x: new Int32Array(size).fill(x), y });
    const errors = Array.from(results, (result, pattern) => {
      const product = valueOfPattern(x, n, signed) * valueOfPattern(pattern, n, signed);
      return product === 0 ? 0 : of(Math.abs(valueOfPattern(result, 2 * n, signed) - product), product);
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
