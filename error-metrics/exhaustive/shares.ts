import { sharesOf, type SharedWork } from "../../tools/shared-work.js";
import type { ErrorKernel } from "./kernel.js";
import type { ErrorSums } from "./sums.js";

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
