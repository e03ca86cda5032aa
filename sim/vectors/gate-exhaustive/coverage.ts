import { liveNodes, type Circuit } from "../../../circuit/circuit.js";
import { FlippedGates } from "../../../circuit/compiled/flipped-gates.js";
import { Misreadings } from "../../../circuit/misreadings.js";
import { evaluateNode, lowestOne } from "../../../circuit/node-words.js";
import { lanes } from "../../../circuit/compiled/transpose.js";
import { VectorMemory } from "../../../circuit/compiled/vector-memory.js";
import { conditionsOf, type Condition } from "./conditions.js";

/** Of 128 vectors each. The values of every node of a large circuit for one chunk still fit in a processor's cache. */
const blocksPerChunk = 64;
/** Of 32 vectors each. */
const wordsPerBlock = lanes / 32;
const wordsPerNode = blocksPerChunk * wordsPerBlock;

/**
 * Gate-exhaustive coverage of a circuit (K. Y. Cho, S. Mitra and E. J. McCluskey, ITC 2005). A gate is covered where each of
 * the four combinations of its operands was excited by a vector that also makes the gate observable: inverting the gate changes
 * an output. Such vectors detect its stuck-at faults, and any other gate in its place.
 *
 * Where an operand may be misread (see `Misreadings`), one more condition has to be excited and observed: what would be read
 * differs, and that changes the gate's value.
 */
export class GateCoverage {
  readonly #circuit: Circuit;
  /** Nodes that outputs depend on, or that may be read by mistake. */
  readonly #computed: readonly number[];
  /** By node, the values for the vectors of a chunk, a bit each. */
  readonly #values: Int32Array;
  readonly #memory: VectorMemory;
  readonly #flipped: FlippedGates;
  /** For each gate the conditions that no vector has excited and observed yet. */
  readonly #missing: (readonly Condition[])[];
  /** Of missing conditions that were excited, but not observed. */
  readonly #nearMisses = new Map<Condition, NearMiss>();

  /**
   * @param circuit has no taps
   * @param misreadings what may be read instead of which of its nodes
   */
  constructor(circuit: Circuit, misreadings = new Misreadings()) {
    const { graph, inputWidth, outputs } = circuit;
    this.#circuit = circuit;
    this.#computed = liveNodes({ ...circuit, outputs: [...outputs, ...misreadings.wrong] });
    const room = Array.from({ length: blocksPerChunk * lanes }, () => 0n);
    this.#memory = new VectorMemory(room, inputWidth, [], 0);
    this.#flipped = new FlippedGates(circuit, wordsPerNode);
    this.#values = this.#flipped.values;
    this.#missing = this.#flipped.gates.map((number) => conditionsOf(graph, number, misreadings));
  }

  /** How many conditions, of all gates together, are missing. Some may be impossible. */
  get missing(): number {
    return this.#missing.reduce((total, { length }) => total + length, 0);
  }

  /**
   * The latest vector for each condition that was excited but never observed, rarest first: a condition that was often excited
   * in vain is likely not observable at all.
   * @param most of them
   */
  near(most: number): bigint[] {
    return [...this.#nearMisses.values()]
      .sort((a, b) => a.times - b.times)
      .slice(0, most)
      .map(({ latest }) => latest);
  }

  /**
   * Runs vectors, and strikes out the conditions that they excite and observe.
   * @returns the places in the list of vectors that were needed for that, in no order
   */
  show(vectors: readonly bigint[]): number[] {
    const chunk = blocksPerChunk * lanes;
    const found: number[] = [];
    for (let start = 0; start < vectors.length; start += chunk)
      for (const index of this.#showChunk(vectors.slice(start, start + chunk))) found.push(start + index);
    return found;
  }

  #showChunk(vectors: readonly bigint[]): number[] {
    this.#simulate(vectors);
    const blocks = Math.ceil(vectors.length / lanes);
    const taken = new Int32Array(wordsPerNode);
    for (const gate of this.#missing.keys())
      for (let block = 0; block < blocks && this.#missing[gate]?.length !== 0; block++)
        this.#showBlock(gate, block, { vectors, taken });
    return placesOf(taken).filter((place) => place < vectors.length);
  }

  /** Computes every node for a chunk. */
  #simulate(vectors: readonly bigint[]): void {
    const { graph, inputWidth } = this.#circuit;
    this.#flipped.renew();
    this.#memory.setInputs(vectors);
    const { buffer } = this.#memory.grownTo(0);
    const planes = new Int32Array(buffer, this.#memory.inputsAt, blocksPerChunk * inputWidth * wordsPerBlock);
    for (const number of this.#computed) {
      const node = graph.nodes[number];
      if (node === undefined) continue;
      evaluateNode(node, number, this.#values, wordsPerNode);
      if (node.kind !== "input") continue;
      for (let word = 0; word < wordsPerNode; word++)
        this.#values[number * wordsPerNode + word] = planes[placeIn(word, node.bit, inputWidth)] ?? 0;
    }
  }

  /** Strikes out the missing conditions of a gate that a block excites and observes; the gate is inverted at most once. */
  #showBlock(gate: number, block: number, { vectors, taken }: Chunk): void {
    let observed: Int32Array | undefined;
    const missing = this.#missing[gate] ?? [];
    const left = missing.filter((condition) => {
      const excited = this.#placeExciting(condition, block);
      if (excited === undefined) return true;
      observed ??= this.#flipped.flip(gate, block * wordsPerBlock, this.#excitingAny(missing, block));
      const place = this.#placeObserving(condition, block, observed, taken);
      if (place === undefined) {
        const times = (this.#nearMisses.get(condition)?.times ?? 0) + 1;
        this.#nearMisses.set(condition, { latest: vectors[excited] ?? 0n, times });
        return true;
      }
      this.#nearMisses.delete(condition);
      taken[place >> 5] = (taken[place >> 5] ?? 0) | (1 << (place & 31));
      return false;
    });
    if (left.length < missing.length) this.#missing[gate] = left;
  }

  /** The vectors of a block that excite one condition or another, a bit each. */
  #excitingAny(conditions: readonly Condition[], block: number): Int32Array {
    const all = new Int32Array(wordsPerBlock);
    for (const condition of conditions)
      for (let i = 0; i < wordsPerBlock; i++)
        all[i] = (all[i] ?? 0) | this.#exciting(condition, block * wordsPerBlock + i);
    return all;
  }

  /** The first vector of a block that excites a condition; undefined where none does. */
  #placeExciting(condition: Condition, block: number): number | undefined {
    for (let word = block * wordsPerBlock; word < (block + 1) * wordsPerBlock; word++) {
      const exciting = this.#exciting(condition, word);
      if (exciting !== 0) return 32 * word + lowestOne(exciting);
    }
    return undefined;
  }

  /**
   * A vector of a block that excites a condition and observes the gate: one that is taken already, else the first.
   * @param observed of the block's vectors that excite any condition, those that make the gate observable, a bit each
   * @returns undefined where no vector does
   */
  #placeObserving(
    condition: Condition,
    block: number,
    observed: Int32Array,
    taken: Int32Array,
  ): number | undefined {
    let first: number | undefined;
    for (let i = 0; i < wordsPerBlock; i++) {
      const word = block * wordsPerBlock + i;
      const observing = this.#exciting(condition, word) & (observed[i] ?? 0);
      const known = observing & (taken[word] ?? 0);
      if (known !== 0) return 32 * word + lowestOne(known);
      if (observing !== 0) first ??= 32 * word + lowestOne(observing);
    }
    return first;
  }

  /** Which of 32 vectors excite a condition, a bit each. */
  #exciting({ first, second, unlike, third, inverted }: Condition, word: number): number {
    const of = (node: number): number => this.#values[node * wordsPerNode + word] ?? 0;
    return (of(first) ^ of(second) ^ unlike) & (of(third) ^ inverted);
  }
}

/** A condition that was excited, but never where the gate was observable. */
interface NearMiss {
  readonly latest: bigint;
  /** Blocks in which that happened. */
  readonly times: number;
}

/** Vectors that are run together. */
interface Chunk {
  readonly vectors: readonly bigint[];
  /** Those that are needed, a bit each. */
  readonly taken: Int32Array;
}

/**
 * Where a memory of bit planes has 32 vectors of one bit. It stands block by block, in a block bit by bit, and of each bit four
 * words:
 *
 *     block 0: bit 0: word 0 1 2 3 | bit 1: word 0 1 2 3 | …     block 1: bit 0: word 4 5 6 7 | …
 */
const placeIn = (word: number, bit: number, width: number): number =>
  (Math.floor(word / wordsPerBlock) * width + bit) * wordsPerBlock + (word % wordsPerBlock);

/** The numbers of the bits that are 1, counted through all words. */
function placesOf(words: Int32Array): number[] {
  return Array.from(words).flatMap((word, index) =>
    word === 0
      ? []
      : Array.from({ length: 32 }, (_, bit) => bit).flatMap((bit) =>
          (word >>> bit) & 1 ? [32 * index + bit] : [],
        ),
  );
}
