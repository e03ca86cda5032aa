import { Random } from "../../operands/random.js";
import { Arrivals } from "./arrivals.js";
import { Candidate } from "./candidate.js";
import { Evaluator } from "./evaluator.js";
import type { ErrorLimits } from "./limits.js";
import type { OperandWeights } from "./operand-weights.js";
import { gateNames, matches } from "./functions.js";
import { copyOf, genomeOf, listOf, type GateList, type Genome } from "./genome.js";
import { likenessOf } from "./likeness.js";
import { Mutator, type Likeness } from "./mutations.js";
import { Parent } from "./parent.js";
import { samplePairs, type Sample } from "./sample.js";
import type { Shape } from "./shape.js";
import { Simplifier } from "./simplify.js";
import { wordsOf } from "./words.js";

/** What a chain of changes begins with, and how it goes; plain data, the same of which gives the same result. */
export interface ChainJob {
  readonly shape: Shape;
  readonly limits: ErrorLimits;
  /** Undefined: all words are as likely. */
  readonly operands: OperandWeights | undefined;
  /** Which words candidates are run on, where all are too many. */
  readonly sample?: Sample | undefined;
  /** Longest delay in the units of `Arrivals`; Infinity where there is no limit. */
  readonly latest: number;
  /** Of each gate by its number; null where the library has none. */
  readonly areas: readonly (number | null)[];
  readonly seed: number;
  readonly start: GateList;
  readonly evaluations: number;
  /** Price of errors at their limits, as a share of the start's area, at the beginning and at the end. */
  readonly price: readonly [from: number, to: number];
  /** The same of as much again beyond the limits. */
  readonly fine: number;
  /** Temperature, as a share of the start's area. */
  readonly temperature: readonly [from: number, to: number];
}

export interface ChainResult {
  /** The smallest netlists within the limits, the smallest one first. */
  readonly best: readonly GateList[];
  readonly area: number;
  /** Where the chain ended. */
  readonly last: GateList;
}

/** After so many candidates, nodes are compared anew. */
const renewal = 20_000;

/** Places for gates that a chain may add. */
const spare = 32;

/** Price and temperature change after so many. */
const cooling = 256;

/** A netlist changed step by step: annealing in area, with a price on errors and hard limits. */
export function runChain(job: ChainJob): ChainResult {
  const chain = new Chain(job);
  return chain.run();
}

/** So many of the best are kept. */
const mostBest = 2;

class Chain {
  readonly #random: Random;
  readonly #evaluator: Evaluator;
  readonly #arrivals: Arrivals;
  readonly #parent: Parent;
  readonly #candidate: Candidate;

  constructor(private readonly job: ChainJob) {
    const { shape, limits, start, operands, sample } = job;
    const genome = genomeOf(shape, start, spare);
    const room = genome.gates.length;
    this.#random = Random.seeded(job.seed);
    const areas = Float64Array.from(job.areas, (each) => each ?? Infinity);
    const words = sample === undefined ? wordsOf(shape, operands) : samplePairs(shape, sample);
    this.#evaluator = new Evaluator(shape, room, limits, words);
    const available = gateNames.flatMap((_, gate) => ((areas[gate] ?? Infinity) < Infinity ? [gate] : []));
    this.#parent = new Parent(genome, areas);
    this.#candidate = new Candidate(
      this.#parent,
      areas,
      new Mutator(this.#random, shape, available),
      new Simplifier(matches(areas)),
    );
    this.#arrivals = new Arrivals(room);
  }

  run(): ChainResult {
    const { evaluations, price, temperature, latest, start } = this.job;
    const [parent, candidate, evaluator] = [this.#parent, this.#candidate, this.#evaluator];
    const errors = evaluator.adopt(parent.genome);
    if (errors === undefined) return { best: [], area: Infinity, last: start };
    const scale = parent.area;
    let best: Genome[] = [];
    let bestArea = Infinity;
    let likeness: Likeness = { alike: [] };
    let [cost, heat] = [0, 0];
    const fine = scale * this.job.fine;
    const energy = (share: number): number => cost * share + (share > 1 ? fine * (share - 1) : 0);
    let share = evaluator.share(errors);
    if (share <= 1) [best, bestArea] = [[copyOf(parent.genome)], parent.area];
    for (let done = 0; done < evaluations; done++) {
      if (done % renewal === 0) likeness = likenessOf(evaluator, parent);
      if (done % cooling === 0) {
        const progress = done / evaluations;
        cost = scale * price[0] * (price[1] / price[0]) ** progress;
        heat = scale * temperature[0] * (temperature[1] / temperature[0]) ** progress;
      }
      // drawn in any case, so that the draws do not depend on what is found
      const luck = -heat * Math.log((this.#random.word() + 1) / (2 ** 32 + 1));
      const area = candidate.change(likeness, this.#random.below(5) === 0 ? 2 : 1);
      if (area === undefined) continue;
      const worst = parent.area + energy(share) + luck;
      if (area > worst) continue;
      if (latest < Infinity && this.#arrivals.latest(candidate.genome) > latest) continue;
      const left = worst - area;
      const most = left <= cost ? left / cost : (left + fine) / (cost + fine);
      const made = evaluator.judge(candidate.genome, candidate.run, candidate.count, most);
      if (made === undefined) continue;
      parent.become(candidate.genome);
      share = evaluator.share(made);
      if (share <= 1 && parent.area < bestArea - 1e-9) {
        bestArea = parent.area;
        best = [copyOf(parent.genome), ...best.slice(0, mostBest - 1)];
      }
    }
    return { best: best.map(listOf), area: bestArea, last: listOf(parent.genome) };
  }
}
