import { liveNodes, type Circuit } from "../../../circuit/circuit.js";
import { flipKernel, type FlipKernel } from "../../../circuit/compiled/flip-kernel.js";
import { isComplement, nodeOf } from "../../../circuit/graph.js";
import { Misreadings } from "../../../circuit/misreadings.js";
import { evaluateNode } from "../../../circuit/node-words.js";
import { lanes } from "../../../circuit/compiled/transpose.js";
import { VectorMemory } from "../../../circuit/compiled/vector-memory.js";
import { aspectsOf, type Aspect } from "./aspects.js";

/** 128 vectors each; what a chunk of them makes of every node of a large circuit still fits in a processor's cache. */
const blocksPerChunk = 64;
/** 32 vectors each. */
const wordsPerBlock = lanes / 32;
const wordsPerNode = blocksPerChunk * wordsPerBlock;

/**
 * Which combinations of its two operands each gate of a circuit has had before an output that hangs on the gate, so that
 * it would show whether the gate is right: gate-exhaustive coverage (K. Y. Cho, S. Mitra and E. J. McCluskey,
 * ITC 2005). It comprises the gate's stuck-at faults, and shows whatever other gate might be in its place. Where an operand
 * may be read from a wrong place, it also has to have made a difference to the gate that it is not what stands there.
 */
export class GateCoverage {
  readonly #circuit: Circuit;
  /** Nodes that outputs depend on, or that may be read by mistake. */
  readonly #computed: readonly number[];
  readonly #values: Int32Array;
  readonly #memory: VectorMemory;
  readonly #kernel: FlipKernel;
  /** For each gate what is still to be shown of it. */
  readonly #missing: (readonly Aspect[])[];
  /** Of what is missing. */
  readonly #attempts = new Map<Aspect, Attempts>();

  /**
   * @param circuit has no taps
   * @param misreadings what may be read instead of which of its nodes
   */
  constructor(circuit: Circuit, misreadings = new Misreadings()) {
    const { graph, inputWidth, outputs } = circuit;
    this.#circuit = circuit;
    this.#computed = liveNodes({ ...circuit, outputs: [...outputs, ...misreadings.wrong] });
    this.#values = new Int32Array(graph.nodes.length * wordsPerNode);
    const room = Array.from({ length: blocksPerChunk * lanes }, () => 0n);
    this.#memory = new VectorMemory(room, inputWidth, [], outputs.length);
    this.#kernel = flipKernel(circuit, this.#memory);
    this.#missing = this.#kernel.gates.map((number) => aspectsOf(graph, number, misreadings));
  }

  /** How much, of all gates together, nothing has shown; there may be no vector that does. */
  get missing(): number {
    return this.#missing.reduce((total, { length }) => total + length, 0);
  }

  /**
   * Vectors that give a gate what is missing, while no output hangs on it: one of late for each of what gates have been given
   * least often. What has been given often in vain is likely to be shown by nothing.
   */
  near(most: number): bigint[] {
    return [...this.#attempts.values()]
      .sort((a, b) => a.times - b.times)
      .slice(0, most)
      .map(({ latest }) => latest);
  }

  /**
   * Runs vectors.
   * @returns of those that show what none did before, as many as are needed: their places in the list, in no order
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

  /** What the circuit makes of vectors: every node, and what outputs are expected to be where a gate is inverted. */
  #simulate(vectors: readonly bigint[]): void {
    const { graph, inputWidth, outputs } = this.#circuit;
    this.#memory.setInputs(vectors);
    const { inputsAt, expectedAt } = this.#memory;
    const { buffer } = this.#memory.grownTo(0);
    const planes = new Int32Array(buffer, inputsAt, blocksPerChunk * inputWidth * wordsPerBlock);
    const expected = new Int32Array(buffer, expectedAt, blocksPerChunk * outputs.length * wordsPerBlock);
    for (const number of this.#computed) {
      const node = graph.nodes[number];
      if (node === undefined) continue;
      evaluateNode(node, number, this.#values, wordsPerNode);
      if (node.kind !== "input") continue;
      for (let word = 0; word < wordsPerNode; word++)
        this.#values[number * wordsPerNode + word] = planes[placeIn(word, node.bit, inputWidth)] ?? 0;
    }
    outputs.forEach((literal, bit) => {
      const [from, flip] = [nodeOf(literal) * wordsPerNode, -Number(isComplement(literal))];
      for (let word = 0; word < wordsPerNode; word++)
        expected[placeIn(word, bit, outputs.length)] = (this.#values[from + word] ?? 0) ^ flip;
    });
  }

  /** Looks what of a gate is missing and occurs in a block, and in which vectors outputs hang on the gate. */
  #showBlock(gate: number, block: number, { vectors, taken }: Chunk): void {
    let shown: Int32Array | undefined;
    const missing = this.#missing[gate] ?? [];
    const left = missing.filter((aspect) => {
      const given = this.#placeOf(aspect, block);
      if (given === undefined) return true;
      shown ??= this.#kernel.flip(gate, block);
      const place = this.#placeShowing(aspect, block, shown, taken);
      if (place === undefined) {
        const times = (this.#attempts.get(aspect)?.times ?? 0) + 1;
        this.#attempts.set(aspect, { latest: vectors[given] ?? 0n, times });
        return true;
      }
      this.#attempts.delete(aspect);
      taken[place >> 5] = (taken[place >> 5] ?? 0) | (1 << (place & 31));
      return false;
    });
    if (left.length < missing.length) this.#missing[gate] = left;
  }

  /** The first vector of a block in which something is given; undefined where it is not in any. */
  #placeOf(aspect: Aspect, block: number): number | undefined {
    for (let word = block * wordsPerBlock; word < (block + 1) * wordsPerBlock; word++) {
      const given = this.#vectorsWith(aspect, word);
      if (given !== 0) return 32 * word + lowestOne(given);
    }
    return undefined;
  }

  /** A vector of a block that shows something: one that is taken already, else the first; undefined where none does. */
  #placeShowing(aspect: Aspect, block: number, shown: Int32Array, taken: Int32Array): number | undefined {
    let first: number | undefined;
    for (let i = 0; i < wordsPerBlock; i++) {
      const word = block * wordsPerBlock + i;
      const showing = this.#vectorsWith(aspect, word) & (shown[i] ?? 0);
      const known = showing & (taken[word] ?? 0);
      if (known !== 0) return 32 * word + lowestOne(known);
      if (showing !== 0) first ??= 32 * word + lowestOne(showing);
    }
    return first;
  }

  /** Of 32 vectors those in which something is given. */
  #vectorsWith({ first, second, unlike, third, inverted }: Aspect, word: number): number {
    const of = (node: number): number => this.#values[node * wordsPerNode + word] ?? 0;
    return (of(first) ^ of(second) ^ unlike) & (of(third) ^ inverted);
  }
}

/** What became of something that a gate was given in vain. */
interface Attempts {
  readonly latest: bigint;
  /** Blocks of vectors. */
  readonly times: number;
}

/** Vectors that are run together. */
interface Chunk {
  readonly vectors: readonly bigint[];
  /** Those that are taken, a bit each. */
  readonly taken: Int32Array;
}

/** Where a memory of bit planes has 32 vectors of one bit. */
const placeIn = (word: number, bit: number, width: number): number =>
  (Math.floor(word / wordsPerBlock) * width + bit) * wordsPerBlock + (word % wordsPerBlock);

const lowestOne = (word: number): number => 31 - Math.clz32(word & -word);

/** The numbers of the ones. */
function placesOf(words: Int32Array): number[] {
  return Array.from(words).flatMap((word, index) =>
    word === 0
      ? []
      : Array.from({ length: 32 }, (_, bit) => bit).flatMap((bit) =>
          (word >>> bit) & 1 ? [32 * index + bit] : [],
        ),
  );
}
