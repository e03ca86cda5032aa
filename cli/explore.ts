import type { Design } from "../generators/design.js";
import { variants } from "../generators/variants.js";
import { isFailed, sortOutcomes, type Failed } from "../library/outcomes.js";
import { figure } from "../report/numbers.js";
import { paretoFront } from "../report/pareto.js";
import type { SynthesisResult } from "../synth/mapping/result.js";
import { cores } from "../tools/cores.js";
import { isInterrupted } from "../tools/interrupt.js";
import { say } from "./output.js";
import { inWords, showProgress } from "./progress.js";
import type { Remembered } from "./remembered.js";
import { forEachDesign } from "./work.js";

/** When an exploration ends before every variant was tried. */
export interface Budget {
  /** No variant is begun after so many seconds. */
  readonly seconds?: number | undefined;
  /** The most variants of all designs together. */
  readonly variants?: number | undefined;
}

/** Of all variants of a design that were tried, those that no other beats in both area and delay. */
export interface Front {
  readonly design: string;
  readonly variants: number;
  /** Variants that have a result. */
  readonly tried: number;
  /** Whether all variants were tried: else better ones may be missing. */
  readonly complete: boolean;
  /** As a person writes them, by area. */
  readonly front: readonly string[];
}

type Outcome = SynthesisResult | Failed;

/** What was found, and what was synthesised for it. */
export interface Exploration {
  /** In the order of the variants. */
  readonly outcomes: readonly Outcome[];
  readonly fronts: readonly Front[];
}

/**
 * Synthesises every variant of the designs, first telling how many there are and how long it will take. Variants that differ
 * much come first, so that a part of them stands for the whole.
 */
export async function explore(
  asked: readonly Design[],
  remembered: Remembered,
  budget: Budget,
): Promise<Exploration> {
  const counting = showProgress("counting variants", asked.length);
  const explored = asked.map((design) => ({ design, all: variants(design) }));
  counting.stop();
  const all = explored.flatMap((each) => each.all);
  const chosen = spread(all).slice(0, budget.variants);
  const counts = explored.map(
    ({ design, all: own }) => `${figure(own.length, 0)} variants of ${design.spec}`,
  );
  say(`tapir: ${counts.join(", ")}${chosen.length < all.length ? `; ${chosen.length} are tried` : ""}\n`);

  const begun = performance.now();
  const isOver = (): boolean =>
    budget.seconds !== undefined && performance.now() - begun > 1000 * budget.seconds;
  const found = new Map<string, Outcome>();
  say(`tapir: ${await forecast(chosen, remembered, { budget, isOver, found })}\n`);
  const rest = chosen.filter(({ spec }) => !found.has(spec));
  const unordered = await forEachDesign("synth", rest, (design) => remembered.synthesize(design), isOver);
  for (const outcome of unordered) found.set(outcome.design, outcome);
  const outcomes = all.flatMap(({ spec }) => found.get(spec) ?? []);
  return { outcomes, fronts: explored.map((each) => frontOf(each.design, each.all, outcomes)) };
}

/**
 * A list in an order in which every beginning is spread over the whole: by the fractional parts of i·φ.
 * Example: 0 … 7 come as 0, 5, 2, 7, 4, 1, 6, 3.
 */
function spread<Item>(list: readonly Item[]): Item[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  return list
    .map((item, index) => ({ item, at: (index * golden) % 1 }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** Variants looked up in the cache, and those of them synthesised, for an estimate. */
const lookedUp = 24;
const timed = 3;

interface Start {
  readonly budget: Budget;
  readonly isOver: () => boolean;
  /** Where results go. */
  readonly found: Map<string, Outcome>;
}

/** How long the chosen variants will take: a few are synthesised for it, one after another. */
async function forecast(
  chosen: readonly Design[],
  remembered: Remembered,
  { budget: { seconds }, isOver, found }: Start,
): Promise<string> {
  const sample = chosen.slice(0, lookedUp);
  const fresh: Design[] = [];
  for (const design of sample) if (!(await remembered.knows(design))) fresh.push(design);
  const begun = performance.now();
  for (const design of fresh.slice(0, timed)) {
    if (isInterrupted() || isOver()) break;
    // one that fails says so when its turn comes
    const result = await remembered.synthesize(design).catch(() => null);
    if (result !== null) found.set(design.spec, result);
  }
  const tried = Math.min(timed, fresh.length);
  const each_s = tried === 0 ? 0 : (performance.now() - begun) / 1000 / tried;
  const share = sample.length === 0 ? 0 : fresh.length / sample.length;
  const left = Math.max(0, chosen.length - tried);
  const needed_s = Math.ceil((each_s * share * left) / cores());
  return [
    `about ${inWords(needed_s)}`,
    ...(share < 1 ? [`as ${share === 0 ? "all" : "some"} are known from before`] : []),
    ...(seconds !== undefined && seconds < needed_s ? [`ended by the budget after ${inWords(seconds)}`] : []),
  ].join(", ");
}

function frontOf(design: Design, all: readonly Design[], outcomes: readonly Outcome[]): Front {
  const specs = new Set(all.map(({ spec }) => spec));
  const own = sortOutcomes(outcomes).results.filter((result) => specs.has(result.design));
  const area = ({ nand2_equivalents }: SynthesisResult) => nand2_equivalents;
  const delay = ({ delay_ns, delay_fo4 }: SynthesisResult) => delay_ns ?? delay_fo4;
  const front = paretoFront(own, [area, delay]);
  return {
    design: design.spec,
    variants: specs.size,
    tried: own.length,
    complete: own.length === specs.size,
    front: front.map((result) => result.design),
  };
}

/** The results on fronts, in their order, and what failed. */
export function onFronts({ fronts, outcomes }: Exploration): Outcome[] {
  const found = fronts.flatMap(({ front }) =>
    front.flatMap((spec) => outcomes.find(({ design }) => design === spec) ?? []),
  );
  return [...found, ...outcomes.filter(isFailed)];
}

/** Below the table: what its front is of. */
export const frontTexts = (fronts: readonly Front[]): string[] =>
  fronts.map(({ design, variants: count, tried, complete }) =>
    complete
      ? `The front of all ${figure(count, 0)} variants of ${design}.`
      : `A partial front of ${design}: ${figure(tried, 0)} of ${figure(count, 0)} variants were tried, and others may be better.`,
  );
