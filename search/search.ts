import { isTabled } from "../generators/operators/shared/searched-netlist.js";
import type { Design } from "../generators/design.js";
import { cores } from "../tools/cores.js";
import { RequestError } from "../tools/errors.js";
import { isInterrupted } from "../tools/interrupt.js";
import { sharedWork } from "../tools/shared-work.js";
import { runPooled } from "../tools/worker-pool.js";
import { runChains, type ChainFound, type RoundJob } from "./chain-jobs.js";
import { estimatedDelay } from "./engine/arrivals.js";
import { gateNames } from "./engine/functions.js";
import type { ChainResult } from "./engine/chain.js";
import type { GateList } from "./engine/genome.js";
import { resultBits, type Shape } from "./engine/shape.js";
import { errorsOf } from "./errors-of.js";
import { isWithin, type ExactErrors } from "./exact-errors.js";
import { mapGates, remapGates, unlessTooSlow, type MappingOptions } from "./map-netlist.js";
import { jobsOf, survivors, type Doubts, type Member, type Plan } from "./round.js";
import { firstAllowance, tried, withAllowance, type Allowance, type Trial } from "./trial.js";

export interface SearchRequest {
  readonly plan: Plan;
  readonly starts: readonly Design[];
  /** What netlists must do well beside keeping to limits. */
  readonly trial?: Trial | undefined;
  readonly mapping: MappingOptions;
  /** Threads that chains run on; default: one for each core. The result is the same for any number. */
  readonly threads?: number | undefined;
  /** Where it goes on; undefined: at the beginning. */
  readonly state?: SearchState | undefined;
  /** Is told of each start that cannot keep to the longest delay. */
  readonly onLeftOut?: (why: string) => void;
  /** After each round: keeps the state. */
  readonly onRound?: (state: SearchState) => Promise<void>;
  /** @param share of the whole search that is done, 0 to 1 */
  readonly onProgress?: (share: number, best: Member) => void;
}

/** How far a search has come; plain data. */
export interface SearchState {
  /** Rounds that are done. */
  readonly round: number;
  /** The smallest netlists, the smallest one first. */
  readonly members: readonly Member[];
  /** The starts as they were mapped. */
  readonly starts: readonly Measured[];
  readonly doubts: Doubts;
  /** Where netlists are tried. */
  readonly allowance?: Allowance | undefined;
}

/** A start with what it costs. */
interface Measured {
  readonly design: string;
  readonly area: number;
  readonly delay: number;
  readonly errors: ExactErrors;
  /** In its trial, where there is one, of what keeps to the limits. */
  readonly accuracy?: number | undefined;
  /** Whether it keeps to the limits, and passed its trial. */
  readonly within: boolean;
}

/** Of the limits at first, where a sample judges candidates; and at most. */
const [firstMargin, mostMargin] = [0.02, 0.16];

/** So many pairs are put into samples at most, the latest ones. */
const mostWorst = 1024;

/**
 * Seeks the smallest netlist within limits on its errors.
 *
 *     starts ──► mapped to gates, those within the limits: members            map-netlist.ts
 *                  │
 *       ┌──► chains, each from a member: annealing, all words of operands     engine/, on all threads
 *       │          │ the smallest netlists of each                            or, of wide ones, a sample
 *       │    their errors over all words, again; mapped anew                  errors-of.ts, map-netlist.ts
 *       │          │ tried in a network, where that is asked for              trial.ts
 *       │          │ the smallest kept                                        round.ts
 *       └──────────┘ onRound: the state is kept                               each round
 *                  └► the smallest member
 *
 * Where a sample judges, and a netlist is beyond the limits over all pairs, its worst pairs join the next samples, and candidates
 * are kept further away from the limits.
 *
 * @returns the state after the last round; after an interruption the last one that was whole, undefined before there is one
 * @throws {RequestError} no start is within the limits, the longest delay among them
 * @throws what mapping throws
 */
export async function search(request: SearchRequest): Promise<SearchState | undefined> {
  const { plan } = request;
  let state = request.state ?? (await begin(request));
  while (state !== undefined && state.round < plan.rounds && !isInterrupted()) {
    const found = await runRound(request, state);
    if (found === undefined) break;
    const members = survivors(state.members, found.members);
    const { doubts, allowance } = found;
    state = { ...state, round: state.round + 1, members, doubts, allowance };
    await request.onRound?.(state);
  }
  return state;
}

async function begin({
  plan,
  starts,
  trial,
  mapping,
  threads,
  onLeftOut,
}: SearchRequest): Promise<SearchState | undefined> {
  const { limits, maxDelay } = plan;
  const tooSlow: string[] = [];
  const mapped = await Promise.all(
    starts.map(async (design) => {
      const { spec, moduleName } = design;
      const mapped = mapGates(design.verilog(), moduleName, mapping, spec);
      return { design: spec, mapped: await unlessTooSlow(mapped, (why) => tooSlow.push(why)) };
    }),
  );
  const members: Member[] = [];
  const measured: Measured[] = [];
  for (const { design, mapped: made } of mapped) {
    if (made === undefined) continue;
    const { list, area, delay } = made;
    const judged = await errorsOf(list, plan, threads);
    if (judged === undefined) return undefined;
    const { errors } = judged;
    let within = isWithin(errors, limits) && delay <= maxDelay;
    let accuracy: number | undefined;
    if (within && trial !== undefined) {
      accuracy = await trial.run(list);
      if (accuracy === undefined) return undefined;
      within = accuracy >= trial.least;
    }
    const tested = accuracy === undefined ? {} : { accuracy };
    if (within)
      members.push({
        start: design,
        list,
        area,
        gateArea: areaOf(list, plan.areas),
        delay,
        errors,
        ...tested,
      });
    measured.push({ design, area, delay, errors, within, ...tested });
  }
  const [smallest] = members.sort((one, other) => one.area - other.area);
  if (smallest === undefined)
    throw new RequestError(
      `no start is within the limits: ${[...tooSlow, ...measured.map((each) => reasonOf(each, plan))].join("; ")}; start from an exact one too, such as ${exactStart(plan.shape)}`,
    );
  for (const why of tooSlow) onLeftOut?.(why);
  // all of them: chains take them in turn
  return {
    round: 0,
    members,
    starts: measured,
    doubts: { margin: firstMargin, worst: [] },
    ...(trial !== undefined && { allowance: firstAllowance(smallest) }),
  };
}

/** An exact design of a shape. */
function exactStart({ n, acc, signed }: Shape): string {
  if (acc > 0) return `IntMac n=${n} acc=${acc} signed=${signed}`;
  return `IntMult n=${n}${signed ? " signed=true" : ""}`;
}

function reasonOf({ design, errors, accuracy }: Measured, { shape }: Plan): string {
  if (errors.wrongZeros > 0)
    return shape.acc > 0
      ? `${design} changes the addend where a factor is 0`
      : `${design} gives other products with 0 than 0`;
  const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;
  if (accuracy !== undefined) return `${design} has an accuracy of ${percent(accuracy)}`;
  return `${design} has MRED ${percent(errors.mred)}, NMED ${percent(errors.nmed)}, WCE ${errors.wce} of ${resultBits(shape)} bits`;
}

/** @returns what the chains found, mapped anew, and what to think of samples and errors; undefined after an interruption */
async function runRound(
  request: SearchRequest,
  { round, members, doubts, allowance }: SearchState,
): Promise<Pick<SearchState, "members" | "doubts" | "allowance"> | undefined> {
  const { plan, trial, threads, onProgress } = request;
  const limited = { ...plan, limits: withAllowance(plan.limits, allowance) };
  const chains = jobsOf(limited, round, members, (list) => estimatedDelay(list, plan.shape), doubts);
  const results = new Map<number, ChainResult>();
  const [best] = members;
  await runPooled<RoundJob, ChainFound>({
    file: new URL("chain-worker.js", import.meta.url),
    threads: Math.min(threads ?? cores(), chains.length),
    job: { chains, shared: sharedWork(chains.length) },
    work: runChains,
    onFound({ chain, result }) {
      results.set(chain, result);
      const share = (round + results.size / chains.length) / plan.rounds;
      if (best !== undefined) onProgress?.(share, best);
    },
  });
  if (isInterrupted() || results.size < chains.length) return undefined;
  const ofChains = chains.map((_, chain) =>
    (results.get(chain)?.best ?? []).map((list) => ({
      start: members[chain % members.length]?.start ?? "",
      list,
    })),
  );
  const right = await withinLimits(ofChains, request, doubts);
  if (right === undefined) return undefined;
  const mapped = await Promise.all(right.found.map((each) => mappedAnew(each, request)));
  const found = mapped.flatMap((member) => member ?? []);
  if (trial === undefined || allowance === undefined) return { members: found, doubts: right.doubts };
  const passed = await tried(found, trial, allowance);
  return passed && { ...passed, doubts: right.doubts };
}

type Found = Pick<Member, "start" | "list">;
type FoundErrors = Pick<Member, "start" | "list" | "errors">;

/**
 * What is within the limits over all pairs. Where that takes long, of each chain only the smallest that is so.
 * @param found by each chain, the smallest first
 * @returns undefined after an interruption
 */
async function withinLimits(
  found: readonly (readonly Found[])[],
  { plan, threads }: SearchRequest,
  doubts: Doubts,
): Promise<{ found: FoundErrors[]; doubts: Doubts } | undefined> {
  const right: FoundErrors[] = [];
  let { margin, worst } = doubts;
  let isDoubled = false;
  for (const ofChain of found)
    for (const each of ofChain) {
      const judged = await errorsOf(each.list, plan, threads);
      if (judged === undefined) return undefined;
      if (isWithin(judged.errors, plan.limits)) {
        right.push({ ...each, errors: judged.errors });
        if (!isTabled(plan.shape)) break;
      } else if (!isTabled(plan.shape)) {
        worst = [...new Set([...worst, ...judged.worst])].slice(-mostWorst);
        // once a round
        if (!isDoubled) margin = Math.min(mostMargin, 2 * margin);
        isDoubled = true;
      }
    }
  return { found: right, doubts: { margin, worst } };
}

/** A chain's netlist as a member; undefined where it is beyond the longest delay after all. */
async function mappedAnew(
  { start, list, errors }: FoundErrors,
  { plan, mapping }: SearchRequest,
): Promise<Member | undefined> {
  const { shape, areas } = plan;
  const mapped = await unlessTooSlow(remapGates(list, shape, mapping));
  if (mapped === undefined) return undefined;
  const { area, delay } = mapped;
  const [before, after] = [areaOf(list, areas), areaOf(mapped.list, areas)];
  return {
    ...{ start, area, delay, errors, gateArea: Math.min(before, after) },
    list: after <= before ? mapped.list : list,
  };
}

function areaOf({ gates }: GateList, areas: Plan["areas"]): number {
  return gates.reduce((sum, [name]) => sum + (areas[gateNames.indexOf(name)] ?? Infinity), 0);
}
