import { Random } from "../../operands/random.js";
import { Arrivals } from "./arrivals.js";
import { Evaluator } from "./evaluator.js";
import type { ErrorLimits } from "./limits.js";
import type { OperandWeights } from "./operand-weights.js";
import { gateNames, matches } from "./functions.js";
import { copyInto, copyOf, firstGate, genomeOf, listOf, type GateList, type Genome } from "./genome.js";
import { likenessOf } from "./likeness.js";
import { Mutator, type Likeness } from "./mutations.js";
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
  readonly #areas: Float64Array;
  readonly #evaluator: Evaluator;
  readonly #simplifier: Simplifier;
  readonly #mutator: Mutator;
  readonly #arrivals: Arrivals;
  readonly #room: number;
  /** What stands for a node in the candidate, where it is replaced. */
  readonly #alias: Int32Array;
  readonly #own: Int32Array;
  /** Whether a node is changed, replaced, or follows one that is; those with planes of their own, and those of them that are live. */
  readonly #dirty: Uint8Array;
  readonly #dirtyNodes: Int32Array;
  #dirtyCount = 0;
  readonly #run: Int32Array;
  readonly #live: Uint8Array;
  readonly #parentLive: Uint8Array;
  /** Live gates, the last one first. */
  readonly #nodes: Int32Array;
  readonly #parentNodes: Int32Array;
  #count = 0;
  #parentCount = 0;
  #parent: Genome;
  #candidate: Genome;

  constructor(private readonly job: ChainJob) {
    const { shape, limits, start, operands, sample } = job;
    this.#parent = genomeOf(shape, start, spare);
    this.#candidate = copyOf(this.#parent);
    const room = (this.#room = this.#parent.gates.length);
    this.#random = Random.seeded(job.seed);
    this.#areas = Float64Array.from(job.areas, (each) => each ?? Infinity);
    const words = sample === undefined ? wordsOf(shape, operands) : samplePairs(shape, sample);
    this.#evaluator = new Evaluator(shape, room, limits, words);
    this.#simplifier = new Simplifier(matches(this.#areas));
    const available = gateNames.flatMap((_, gate) =>
      (this.#areas[gate] ?? Infinity) < Infinity ? [gate] : [],
    );
    this.#mutator = new Mutator(this.#random, shape, available);
    this.#arrivals = new Arrivals(room);
    this.#own = Int32Array.from({ length: room }, (_, node) => node);
    const numbers = (): Int32Array => new Int32Array(room);
    const flags = (): Uint8Array => new Uint8Array(room);
    [this.#alias, this.#dirtyNodes, this.#run] = [numbers(), numbers(), numbers()];
    [this.#nodes, this.#parentNodes] = [numbers(), numbers()];
    [this.#dirty, this.#live, this.#parentLive] = [flags(), flags(), flags()];
  }

  run(): ChainResult {
    const { evaluations, price, temperature, latest, start } = this.job;
    const errors = this.#evaluator.adopt(this.#parent);
    let area = this.#areaOf(this.#parent);
    this.#takeOver();
    if (errors === undefined) return { best: [], area: Infinity, last: start };
    const scale = area;
    let best: Genome[] = [];
    let bestArea = Infinity;
    let likeness: Likeness = { alike: [] };
    let [cost, heat] = [0, 0];
    const fine = scale * this.job.fine;
    const energy = (share: number): number => cost * share + (share > 1 ? fine * (share - 1) : 0);
    let share = this.#evaluator.share(errors);
    if (share <= 1) [best, bestArea] = [[copyOf(this.#parent)], area];
    for (let done = 0; done < evaluations; done++) {
      if (done % renewal === 0) likeness = likenessOf(this.#evaluator, this.#parent, this.#parentList());
      if (done % cooling === 0) {
        const progress = done / evaluations;
        cost = scale * price[0] * (price[1] / price[0]) ** progress;
        heat = scale * temperature[0] * (temperature[1] / temperature[0]) ** progress;
      }
      // drawn in any case, so that the draws do not depend on what is found
      const luck = -heat * Math.log((this.#random.word() + 1) / (2 ** 32 + 1));
      const found = this.#mutate(likeness);
      if (found === undefined) continue;
      const worst = area + energy(share) + luck;
      if (found > worst) continue;
      if (latest < Infinity && this.#arrivals.latest(this.#candidate, this.#nodes, this.#count) > latest)
        continue;
      const left = worst - found;
      const most = left <= cost ? left / cost : (left + fine) / (cost + fine);
      const made = this.#evaluator.judge(this.#candidate, this.#run, this.#toRun(), this.#dirty, most);
      if (made === undefined) continue;
      this.#evaluator.accept();
      [this.#parent, this.#candidate] = [this.#candidate, this.#parent];
      this.#takeOver();
      [area, share] = [found, this.#evaluator.share(made)];
      if (share <= 1 && area < bestArea - 1e-9) {
        bestArea = area;
        best = [copyOf(this.#parent), ...best.slice(0, mostBest - 1)];
      }
    }
    return { best: best.map(listOf), area: bestArea, last: listOf(this.#parent) };
  }

  /** The parent's gates in order. */
  #parentList(): Int32Array {
    return this.#parentNodes.slice(0, this.#parentCount).reverse();
  }

  /** Makes a candidate. @returns its area; undefined where it is none, or the parent once more */
  #mutate(likeness: Likeness): number | undefined {
    const [candidate, alias, dirty] = [this.#candidate, this.#alias, this.#dirty];
    copyInto(this.#parent, candidate);
    dirty.fill(0);
    alias.set(this.#own);
    let first = this.#room;
    const touched = (node: number): void => {
      dirty[node] = 1;
      first = Math.min(first, node);
    };
    for (let changes = this.#random.below(5) === 0 ? 2 : 1; changes > 0; changes--) {
      const { replaced, by } = this.#mutator.change(
        candidate,
        this.#parentNodes,
        this.#parentCount,
        this.#parentLive,
        likeness,
        touched,
      );
      if (replaced < 0 || alias[replaced] !== replaced) continue;
      alias[replaced] = alias[by] ?? 0;
      dirty[replaced] = 1;
      first = Math.min(first, replaced);
    }
    this.#dirtyCount = 0;
    if (first < this.#room && !this.#settle(first)) return undefined;
    let isNew = first < this.#room;
    const { outputs } = this.#parent;
    for (let bit = 0; bit < outputs.length; bit++) {
      const output = alias[candidate.outputs[bit] ?? 0] ?? 0;
      candidate.outputs[bit] = output;
      isNew ||= output !== outputs[bit];
    }
    return isNew ? this.#areaOf(candidate) : undefined;
  }

  /** Brings what follows a change into line. @returns whether the library has the gates for it */
  #settle(first: number): boolean {
    const { inputs } = this.#candidate;
    const [alias, dirty, live] = [this.#alias, this.#dirty, this.#parentLive];
    const [room, nodes] = [this.#room, this.#dirtyNodes];
    let count = 0;
    for (let node = Math.max(first, firstGate(this.job.shape)); node < room; node++) {
      const from = 4 * node;
      // inputs that a gate does not have are node 0, which never changes; most nodes have no dirty input
      const isTouched =
        (dirty[node] ?? 0) |
        (dirty[inputs[from] ?? 0] ?? 0) |
        (dirty[inputs[from + 1] ?? 0] ?? 0) |
        (dirty[inputs[from + 2] ?? 0] ?? 0) |
        (dirty[inputs[from + 3] ?? 0] ?? 0);
      if (isTouched === 0) continue;
      if (alias[node] !== node) {
        // its stand-in may have got one too
        alias[node] = alias[alias[node] ?? 0] ?? 0;
        continue;
      }
      let isNew = dirty[node] === 1;
      if (!isNew && live[node] === 0) continue;
      let isDirty = 0;
      for (let at = from; at < from + 4; at++) {
        const input = inputs[at] ?? 0;
        const now = alias[input] ?? 0;
        isDirty |= dirty[now] ?? 0;
        if (now === input) continue;
        inputs[at] = now;
        isNew = true;
      }
      if (isNew) {
        isDirty = 1;
        dirty[node] = 1;
        if (this.#simplifier.gate(this.#candidate, node, alias) === "impossible") return false;
        // what stands for it has its own place in this order
        if (alias[node] !== node) continue;
      }
      // an input may be replaced by a node that is as it was
      if (isDirty === 0) continue;
      dirty[node] = 1;
      nodes[count++] = node;
    }
    this.#dirtyCount = count;
    return true;
  }

  /** Lists the dirty nodes that are live. */
  #toRun(): number {
    const [nodes, live, run] = [this.#dirtyNodes, this.#live, this.#run];
    let count = 0;
    for (let index = 0; index < this.#dirtyCount; index++) {
      const node = nodes[index] ?? 0;
      if (live[node] === 1) run[count++] = node;
    }
    return count;
  }

  /** The area of what is live, and what that is. */
  #areaOf({ gates, inputs, outputs }: Genome): number {
    const [live, nodes, areas] = [this.#live, this.#nodes, this.#areas];
    live.fill(0);
    for (const output of outputs) live[output] = 1;
    const least = firstGate(this.job.shape);
    let area = 0;
    let count = 0;
    for (let node = this.#room - 1; node >= least; node--) {
      if (live[node] === 0) continue;
      area += areas[gates[node] ?? 0] ?? 0;
      nodes[count++] = node;
      const from = 4 * node;
      live[inputs[from] ?? 0] = 1;
      live[inputs[from + 1] ?? 0] = 1;
      live[inputs[from + 2] ?? 0] = 1;
      live[inputs[from + 3] ?? 0] = 1;
    }
    this.#count = count;
    return area;
  }

  /** What is live in the candidate is so in the parent now. */
  #takeOver(): void {
    this.#parentLive.set(this.#live);
    this.#parentLive.fill(1, 0, firstGate(this.job.shape));
    this.#parentNodes.set(this.#nodes);
    this.#parentCount = this.#count;
  }
}
