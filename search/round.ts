import { isTabled } from "../generators/operators/shared/searched-netlist.js";
import { seedOf } from "./seeds.js";
import type { ChainJob } from "./engine/chain.js";
import type { GateList } from "./engine/genome.js";
import type { ErrorLimits } from "./engine/limits.js";
import type { OperandWeights } from "./engine/operand-weights.js";
import type { Sample } from "./engine/sample.js";
import type { ExactErrors } from "./exact-errors.js";
import type { Shape } from "./engine/shape.js";

/** A netlist that chains start from. */
export interface Member {
  /** The start that it comes from, as a design is written. */
  readonly start: string;
  readonly list: GateList;
  /** As mapped anew from its gates, in the library's units. */
  readonly area: number;
  /** Of its gates as they stand. */
  readonly gateArea: number;
  /** The same, in ns. */
  readonly delay: number;
  /** Over all words of operands, as often as they come. */
  readonly errors: ExactErrors;
  /** In its trial, where there is one. */
  readonly accuracy?: number | undefined;
}

/** What candidates were found wanting for on every pair, where a sample judges them. */
export interface Doubts {
  /** By so much of the limits they are kept away from them. */
  readonly margin: number;
  /** Pairs that samples must have, as x·2^n + y. */
  readonly worst: readonly number[];
}

/** What all rounds of a search have in common. */
export interface Plan {
  readonly shape: Shape;
  readonly limits: ErrorLimits;
  readonly operands: OperandWeights | undefined;
  /** Longest delay, in ns; Infinity: there is no limit. */
  readonly maxDelay: number;
  readonly areas: readonly (number | null)[];
  readonly seed: number;
  readonly chains: number;
  readonly rounds: number;
  /** Candidates of a chain in a round. */
  readonly evaluations: number;
}

/** Shares of the start's area: what errors cost at their limits and beyond, and the temperature. Each round begins cooler. */
const price = [0.12, 0.03] as const;
const fine = 5;
const hottest = 0.006;
const coolest = 0.0003;
const coolingPerRound = 0.7;

/** Blocks of a sample: as many pairs as 8-bit operands have. */
const sampleBlocks = 32;

/** Sample and limits of a round's chains. Each round draws another sample, so that no netlist is fitted to one. */
function judgement(
  { shape, limits, seed }: Plan,
  round: number,
  { margin, worst }: Doubts,
): Pick<ChainJob, "limits"> & { readonly sample?: Sample } {
  if (isTabled(shape)) return { limits };
  const kept = 1 - margin;
  return {
    limits: { ...limits, mred: kept * limits.mred, med: kept * limits.med, bias: kept * limits.bias },
    sample: { seed: seedOf(seed, round, plainSample), blocks: sampleBlocks, with: worst },
  };
}

/** In the place of a chain's number. */
const plainSample = 0x5a5a;

/**
 * The chains of a round: the members in turn, each chain with a seed of its own.
 * @param delayOf estimates a netlist's delay, in units of its own
 */
export function jobsOf(
  plan: Plan,
  round: number,
  members: readonly Member[],
  delayOf: (list: GateList) => number,
  doubts: Doubts,
): ChainJob[] {
  const { shape, operands, areas, evaluations, maxDelay } = plan;
  const judged = judgement(plan, round, doubts);
  return Array.from({ length: plan.chains }, (_, chain): ChainJob => {
    const member = members[chain % members.length];
    if (member === undefined) throw new RangeError("no members");
    const { list, delay } = member;
    const hot = Math.max(coolest, hottest * coolingPerRound ** round);
    return {
      ...{ shape, operands, areas, evaluations, price, fine },
      ...judged,
      latest: maxDelay === Infinity || delay === 0 ? Infinity : (delayOf(list) * maxDelay) / delay,
      seed: seedOf(plan.seed, round, chain),
      start: list,
      temperature: [hot, coolest],
    };
  });
}

/** How many members the next round starts from, by each of both areas. */
const kept = 2;

/**
 * The members of the next round, of those there were and those that were found: the smallest as mapped anew, which a search ends
 * with; and the smallest as their gates stand. Mapping changes a netlist that is nearly exact, often for the worse, and only after
 * several rounds is it smaller all the same. Of equal ones those found come first, by chain.
 * @returns the smallest as mapped first
 */
export function survivors(members: readonly Member[], found: readonly Member[]): Member[] {
  const different = [
    ...new Map([...found, ...members].map((each) => [JSON.stringify(each.list), each])).values(),
  ];
  const smallest = (area: "area" | "gateArea"): Member[] =>
    different.toSorted((one, other) => one[area] - other[area]).slice(0, kept);
  const [mapped, asTheyStand] = [smallest("area"), smallest("gateArea")];
  // in turn, as chains take them
  return [...new Set(mapped.flatMap((member, at) => [member, asTheyStand[at] ?? member]))];
}
