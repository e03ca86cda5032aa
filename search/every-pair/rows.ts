import { sharesOf, type SharedWork } from "../../tools/shared-work.js";
import type { GateList } from "../engine/genome.js";
import { everyPairKernel, type RowSums } from "./kernel.js";

/** Rows of a piece of the work: it takes some hundredths of a second. */
export const rowsOfPiece = 32;

/** The message to a thread. */
export interface EveryPairJob {
  readonly list: GateList;
  readonly n: number;
  readonly signed: boolean;
  readonly shared: SharedWork;
}

/** The sums of a piece's rows, in their order. */
export interface PieceSums {
  readonly piece: number;
  readonly rows: readonly RowSums[];
}

/** A thread's part of the work. */
export function* sumsOfRows({ list, n, signed, shared }: EveryPairJob): Generator<PieceSums> {
  const row = everyPairKernel(list, n, signed);
  for (const { from: piece } of sharesOf(shared))
    yield { piece, rows: Array.from({ length: rowsOfPiece }, (_, at) => row(piece * rowsOfPiece + at)) };
}
