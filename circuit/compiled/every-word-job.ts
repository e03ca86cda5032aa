import type { Design } from "../../generators/design.js";
import { sharesOf, type SharedWork } from "../../tools/shared-work.js";
import { expectedRows, hasFastModel } from "./expected-rows.js";
import type { Comparison } from "../comparison.js";
import { RowComparer } from "./every-word.js";
import type { EveryWordPlan } from "./every-word-kernel.js";

/** A run on every word that threads share: what goes to each of them. */
export interface EveryWordJob {
  /** What a person writes for the design, from which a thread makes it again; null where outputs are expected to be 0. */
  readonly design: string | null;
  readonly module: WebAssembly.Module;
  readonly plan: EveryWordPlan;
  readonly inputWidth: number;
  /** A piece is a row. */
  readonly shared: SharedWork;
}

/** Rows that take some hundredths of a second, so that progress shows and an interruption is heeded at once. */
export const shareOf = (design: Design | null): number => (design === null || hasFastModel(design) ? 256 : 1);

/** A thread's part: what it finds in each share of the rows. */
export function* compareShares(
  { module, plan, inputWidth, shared }: EveryWordJob,
  design: Design | null,
): Generator<Comparison<number>> {
  const rows = new RowComparer(module, plan, inputWidth, design === null ? undefined : expectedRows(design));
  for (const { from, to } of sharesOf(shared)) yield rows.compare(from, to);
}
