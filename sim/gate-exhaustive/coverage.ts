import { liveNodes, type Circuit } from "../bitparallel/circuit.js";
import { flipKernel, type FlipKernel } from "../bitparallel/flip-kernel.js";
import { isComplement, nodeOf, type Literal } from "../bitparallel/graph.js";
import { evaluateNode, ones } from "../bitparallel/node-words.js";
import { lanes } from "../bitparallel/transpose.js";
import { VectorMemory } from "../bitparallel/vector-memory.js";

/** 128 vectors each; what a chunk of them makes of every node of a large circuit still fits in a processor's cache. */
const blocksPerChunk = 64;
/** 32 vectors each. */
const wordsPerBlock = lanes / 32;
const wordsPerNode = blocksPerChunk * wordsPerBlock;

/** Of two operands. */
const combinations = 4;
/** A bit each. */
const everyCombination = (1 << combinations) - 1;

/** A gate's operands, as words of the nodes' values, and what turns either into what the gate sees. */
interface Gate {
  readonly left: number;
  readonly right: number;
  readonly flipLeft: number;
  readonly flipRight: number;
}

/**
 * Which combinations of its two operands each gate of a circuit has had before an output that hangs on the gate, so that
 * it would show whether the gate is right: gate-exhaustive coverage (K. Y. Cho, S. Mitra and E. J. McCluskey,
 * ITC 2005). It comprises the gate's stuck-at faults, and shows whatever other gate might be in its place.
 */
export class GateCoverage {
  readonly #circuit: Circuit;
  readonly #live: readonly number[];
  readonly #values: Int32Array;
  readonly #memory: VectorMemory;
  readonly #kernel: FlipKernel;
  readonly #gates: readonly Gate[];
  /** For each gate the combinations that are still to be shown, a bit each. */
  readonly #missing: Uint8Array;
  /** By gate and combination, of those that are missing. */
  readonly #attempts = new Map<number, Attempts>();

  /** @param circuit has no taps */
  constructor(circuit: Circuit) {
    const { graph, inputWidth, outputs } = circuit;
    this.#circuit = circuit;
    this.#live = liveNodes(circuit);
    this.#values = new Int32Array(graph.nodes.length * wordsPerNode);
    const room = Array.from({ length: blocksPerChunk * lanes }, () => 0n);
    this.#memory = new VectorMemory(room, inputWidth, [], outputs.length);
    this.#kernel = flipKernel(circuit, this.#memory);
    this.#gates = this.#kernel.gates.map((number) => {
      const node = graph.nodes[number];
      const [left, right] = node !== undefined && "left" in node ? [node.left, node.right] : [0, 0];
      const place = (literal: Literal): number => nodeOf(literal) * wordsPerNode;
      const flip = (literal: Literal): number => -Number(isComplement(literal));
      return { left: place(left), right: place(right), flipLeft: flip(left), flipRight: flip(right) };
    });
    this.#missing = new Uint8Array(this.#gates.length).fill(everyCombination);
  }

  /** Combinations, of all gates together, that nothing has shown; there may be no vector that does. */
  get missing(): number {
    return this.#missing.reduce((total, each) => total + ones(each), 0);
  }

  /**
   * Vectors that give a gate what is missing, while no output hangs on it: one of late for each of the combinations that gates
   * have been given least often. What has been given often in vain is likely to be shown by nothing.
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
    this.#gates.forEach((gate, index) => {
      for (let block = 0; block < blocks && this.#missing[index] !== 0; block++)
        this.#showBlock(gate, index, block, { vectors, taken });
    });
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
    for (const number of this.#live) {
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

  /** Looks which of a gate's missing combinations occur in a block, and in which vectors outputs hang on the gate. */
  #showBlock(gate: Gate, index: number, block: number, { vectors, taken }: Chunk): void {
    let shown: Int32Array | undefined;
    for (let combination = 0; combination < combinations; combination++) {
      if ((((this.#missing[index] ?? 0) >> combination) & 1) === 0) continue;
      const given = this.#placeOf(gate, combination, block);
      if (given === undefined) continue;
      shown ??= this.#kernel.flip(index, block);
      const key = combinations * index + combination;
      const place = this.#placeShowing(gate, combination, block, shown, taken);
      if (place === undefined) {
        const times = (this.#attempts.get(key)?.times ?? 0) + 1;
        this.#attempts.set(key, { latest: vectors[given] ?? 0n, times });
      } else {
        this.#attempts.delete(key);
        this.#missing[index] = (this.#missing[index] ?? 0) & ~(1 << combination);
        taken[place >> 5] = (taken[place >> 5] ?? 0) | (1 << (place & 31));
      }
    }
  }

  /** The first vector of a block that gives a gate a combination; undefined where none does. */
  #placeOf(gate: Gate, combination: number, block: number): number | undefined {
    for (let word = block * wordsPerBlock; word < (block + 1) * wordsPerBlock; word++) {
      const given = this.#vectorsWith(gate, combination, word);
      if (given !== 0) return 32 * word + lowestOne(given);
    }
    return undefined;
  }

  /** A vector of a block that shows a combination: one that is taken already, else the first; undefined where none does. */
  #placeShowing(
    gate: Gate,
    combination: number,
    block: number,
    shown: Int32Array,
    taken: Int32Array,
  ): number | undefined {
    let first: number | undefined;
    for (let i = 0; i < wordsPerBlock; i++) {
      const word = block * wordsPerBlock + i;
      const showing = this.#vectorsWith(gate, combination, word) & (shown[i] ?? 0);
      const known = showing & (taken[word] ?? 0);
      if (known !== 0) return 32 * word + lowestOne(known);
      if (showing !== 0) first ??= 32 * word + lowestOne(showing);
    }
    return first;
  }

  /** Of 32 vectors those in which a gate's left operand is the combination's bit 0, and its right one bit 1. */
  #vectorsWith({ left, right, flipLeft, flipRight }: Gate, combination: number, word: number): number {
    const [unlikeLeft, unlikeRight] = [(combination & 1) - 1, (combination >> 1) - 1];
    return (
      ((this.#values[left + word] ?? 0) ^ flipLeft ^ unlikeLeft) &
      ((this.#values[right + word] ?? 0) ^ flipRight ^ unlikeRight)
    );
  }
}

/** What became of a combination that a gate was given in vain. */
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
