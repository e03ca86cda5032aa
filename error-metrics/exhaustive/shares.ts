import { sharesOf, type SharedWork } from "../../tools/shared-work.js";
import type { ErrorSums } from "./sums.js";

/** Gathers the errors of a share of all operands. */
export interface ErrorKernel {
  /** Whether both models are fast ones. */
  readonly isFast: boolean;
  /** Input words in a share. A share takes some hundredths of a second. */
  readonly share: number;
  /** The errors of one share, which begins at the input word `first`. */
  sumsOf(first: number): ErrorSums;
}

/** The message to a thread. */
export interface ExhaustiveJob {
  /** The design's spec, from which a thread rebuilds the design. */
  readonly design: string;
  /** A piece is `kernel.share` combinations of operands. */
  readonly shared: SharedWork;
}

/** The errors of one piece. */
export interface ShareSums {
  readonly share: number;
  readonly sums: Pick<ErrorSums, "values" | "numberMismatches">;
}

/** One thread's part of the work: the sums of each piece that it takes. */
export function* sumsOfShares(kernel: ErrorKernel, shared: SharedWork): Generator<ShareSums> {
  for (const { from: share } of sharesOf(shared)) {
    const { values, numberMismatches } = kernel.sumsOf(share * kernel.share);
    yield { share, sums: { values, numberMismatches } };
  }
}
