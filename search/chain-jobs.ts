import { sharesOf, type SharedWork } from "../tools/shared-work.js";
import { runChain, type ChainJob, type ChainResult } from "./engine/chain.js";

/** The chains of a round: a piece of the shared work is a chain. */
export interface RoundJob {
  readonly chains: readonly ChainJob[];
  readonly shared: SharedWork;
}

export interface ChainFound {
  readonly chain: number;
  readonly result: ChainResult;
}

/** A thread's part of a round. */
export function* runChains({ chains, shared }: RoundJob): Generator<ChainFound> {
  for (const { from: chain } of sharesOf(shared)) {
    const job = chains[chain];
    if (job !== undefined) yield { chain, result: runChain(job) };
  }
}
