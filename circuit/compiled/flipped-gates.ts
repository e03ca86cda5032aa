import { liveNodes, type Circuit } from "../circuit.js";
import {
  differenceWalk,
  readerWords,
  recordFields,
  recordWords,
  type DifferenceWalk,
} from "./difference-walk.js";
import { nodeOf } from "../graph.js";
import { pageBytes } from "../../tools/wasm/encode.js";

/** Of 32 vectors each: a gate is inverted in 128 vectors at a time. */
const wordsAtOnce = 4;

/**
 * Finds out where gates of a circuit are observable: a gate is inverted, and the difference is followed to the outputs.
 *
 *     gate inverted ──► its only reader ──► … ──► stem ──► those that read it ──► … in topological order … ──► outputs
 *                       where it passes: one AND           where it is observable: found once for all gates before it
 *
 * A stem is a node that several others read, or an output. Up to there a difference has one way, and most die out on it. From a
 * stem on the difference goes from node to node until it reaches the outputs or dies out.
 *
 * After critical path tracing (M. Abramovici, P. R. Menon and D. T. Miller, IEEE Design & Test 1(1), 1984) up to a stem, and
 * the event-driven fault simulation of E. G. Ulrich and T. Baker, Computer 7(4), 1974, from there on.
 */
export class FlippedGates {
  /** The gates' nodes in the circuit: the ANDs and XORs that outputs depend on. */
  readonly gates: readonly number[];
  /** The caller's: values of all nodes of the circuit, `wordsPerNode` of 32 vectors each, as `evaluateNode` computes them. */
  readonly values: Int32Array;
  readonly #wordsPerNode: number;
  readonly #words: Int32Array;
  readonly #recordsAt: number;
  readonly #differencesAt: number;
  readonly #shownAt: number;
  readonly #walk: DifferenceWalk;
  /** By node: the one that reads it, if it is the only one and the node no output; else 0, which reads none. */
  readonly #onlyReader: Int32Array;
  /** By stem, a bit for each vector: whether it is known if the stem is observable, and if it is. */
  readonly #known: Int32Array;
  readonly #observable: Int32Array;
  /** By node, where a stem's words begin in those two. */
  readonly #stemAt: Int32Array;
  readonly #passing = new Int32Array(wordsAtOnce);
  readonly #found = new Int32Array(wordsAtOnce);

  /**
   * @param circuit without taps
   * @param wordsPerNode a multiple of four
   */
  constructor(circuit: Circuit, wordsPerNode: number) {
    const size = circuit.graph.nodes.length;
    const readers = readersOf(circuit);
    this.gates = readers.gates;
    this.#wordsPerNode = wordsPerNode;
    const places = new Places();
    const valuesAt = places.words(size * wordsPerNode);
    this.#recordsAt = places.words(size * recordWords);
    const readersAt = places.words(readerWords * readers.of.reduce((sum, { length }) => sum + length, 0));
    const pendingAt = places.words((size >> 5) + 1);
    this.#differencesAt = places.words(size * wordsAtOnce);
    const touchedAt = places.words(size);
    this.#shownAt = places.words(wordsAtOnce);
    const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * places.end) / pageBytes) });
    this.#words = new Int32Array(memory.buffer);
    this.values = this.#words.subarray(valuesAt, valuesAt + size * wordsPerNode);

    this.#onlyReader = new Int32Array(size);
    this.#stemAt = new Int32Array(size);
    const isOutput = new Uint8Array(size);
    for (const literal of circuit.outputs) isOutput[nodeOf(literal)] = 1;
    let stems = 0;
    let readerAt = readersAt;
    readers.of.forEach((those, number) => {
      const record = this.#recordsAt + number * recordWords;
      this.#words[record + recordFields.isOutput] = isOutput[number] ?? 0;
      this.#words[record + recordFields.firstReader] = 4 * readerAt;
      for (const reader of those) {
        this.#words[readerAt] = 4 * (pendingAt + (reader >> 5));
        this.#words[readerAt + 1] = 1 << (reader & 31);
        readerAt += readerWords;
      }
      this.#words[record + recordFields.endReader] = 4 * readerAt;
      if (those.length === 1 && isOutput[number] === 0) this.#onlyReader[number] = those[0] ?? 0;
      else this.#stemAt[number] = wordsPerNode * stems++;
    });
    for (const number of this.gates) this.#writeGate(circuit, number);
    this.#known = new Int32Array(stems * wordsPerNode);
    this.#observable = new Int32Array(stems * wordsPerNode);
    this.#walk = differenceWalk(memory, {
      records: 4 * this.#recordsAt,
      pending: 4 * pendingAt,
      differences: 4 * this.#differencesAt,
      touched: 4 * touchedAt,
      shown: 4 * this.#shownAt,
    });
  }

  #writeGate({ graph }: Circuit, number: number): void {
    const node = graph.nodes[number];
    if (node?.kind !== "and" && node?.kind !== "xor") return;
    const record = this.#recordsAt + number * recordWords;
    const write = (field: number, value: number): void => {
      this.#words[record + field] = value;
    };
    const [left, right] = [nodeOf(node.left), nodeOf(node.right)];
    write(recordFields.isAnd, Number(node.kind === "and"));
    write(recordFields.leftValues, 4 * left * this.#wordsPerNode);
    write(recordFields.rightValues, 4 * right * this.#wordsPerNode);
    write(recordFields.leftDifference, 4 * left * wordsAtOnce);
    write(recordFields.rightDifference, 4 * right * wordsAtOnce);
    write(recordFields.leftFlip, -(node.left & 1));
    write(recordFields.rightFlip, -(node.right & 1));
  }

  /** The values have changed: what is known of the ones before is forgotten. */
  renew(): void {
    this.#known.fill(0);
    this.#observable.fill(0);
  }

  /**
   * Inverts a gate in some of 128 vectors.
   * @param gate its place in `gates`
   * @param word the first of four words of vectors
   * @param where the vectors in which it is inverted, a bit each: four words
   * @returns those in which an output then differs, likewise. It is overwritten by the next call.
   */
  flip(gate: number, word: number, where: Int32Array): Int32Array {
    const [passing, found] = [this.#passing, this.#found.fill(0)];
    passing.set(where);
    const stem = this.#pass(this.gates[gate] ?? 0, word);
    if (stem === undefined) return found;
    const at = (this.#stemAt[stem] ?? 0) + word;
    this.#observe(stem, word, at);
    for (let i = 0; i < wordsAtOnce; i++) found[i] = (passing[i] ?? 0) & (this.#observable[at + i] ?? 0);
    return found;
  }

  /**
   * Follows the difference `passing` of a node from one only reader to the next.
   * @returns the stem at the end; undefined where the difference dies out before
   */
  #pass(number: number, word: number): number | undefined {
    for (;;) {
      const reader = this.#onlyReader[number] ?? 0;
      if (reader === 0) return number;
      const record = this.#recordsAt + reader * recordWords;
      if (this.#words[record + recordFields.isAnd] === 1 && !this.#passAnd(record, number, word))
        return undefined;
      number = reader;
    }
  }

  /** A difference passes an AND where its other operand is 1. */
  #passAnd(record: number, from: number, word: number): boolean {
    const isLeft = this.#words[record + recordFields.leftDifference] === 4 * from * wordsAtOnce;
    const other = this.#words[record + (isLeft ? recordFields.rightValues : recordFields.leftValues)] ?? 0;
    const flip = this.#words[record + (isLeft ? recordFields.rightFlip : recordFields.leftFlip)] ?? 0;
    let any = 0;
    for (let i = 0; i < wordsAtOnce; i++)
      any |= this.#passing[i] =
        (this.#passing[i] ?? 0) & ((this.#words[(other >> 2) + word + i] ?? 0) ^ flip);
    return any !== 0;
  }

  /** Finds out in which of the vectors `passing` a stem is observable, as far as that is not known. */
  #observe(stem: number, word: number, at: number): void {
    const [words, from] = [this.#words, this.#differencesAt + stem * wordsAtOnce];
    let any = 0;
    for (let i = 0; i < wordsAtOnce; i++) {
      any |= words[from + i] = (this.#passing[i] ?? 0) & ~(this.#known[at + i] ?? 0);
      words[this.#shownAt + i] = 0;
    }
    if (any === 0) return;
    for (let i = 0; i < wordsAtOnce; i++)
      this.#known[at + i] = (this.#known[at + i] ?? 0) | (words[from + i] ?? 0);
    this.#walk(stem, 4 * word);
    for (let i = 0; i < wordsAtOnce; i++)
      this.#observable[at + i] = (this.#observable[at + i] ?? 0) | (words[this.#shownAt + i] ?? 0);
  }
}

/** Where parts of a memory begin, in words, each at a multiple of four. */
class Places {
  end = 0;

  words(count: number): number {
    const start = this.end;
    this.end += 4 * Math.ceil(count / 4);
    return start;
  }
}

/** The ANDs and XORs of a circuit that outputs depend on, and by node those of them that read it. */
function readersOf(circuit: Circuit): { gates: number[]; of: number[][] } {
  const { nodes } = circuit.graph;
  const of = nodes.map((): number[] => []);
  const gates: number[] = [];
  for (const number of liveNodes(circuit)) {
    const node = nodes[number];
    if (node?.kind !== "and" && node?.kind !== "xor") continue;
    gates.push(number);
    for (const operand of [node.left, node.right]) of[nodeOf(operand)]?.push(number);
  }
  return { gates, of };
}
