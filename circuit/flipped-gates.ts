import { liveNodes, type Circuit } from "./circuit.js";
import { nodeOf } from "./graph.js";
import { lowestOne } from "./node-words.js";

/** Of 32 vectors each: a gate is inverted in 128 vectors at a time. */
const wordsAtOnce = 4;

/**
 * Finds out where gates of a circuit are observable: a gate is inverted, and the difference is followed from gate to gate until it
 * reaches the outputs or dies out. Most die out after a few gates, so that this takes far less than computing the circuit anew.
 *
 *     gate inverted ──► differences of those that read it ──► … in topological order … ──► of the outputs
 *
 * After the event-driven fault simulation of E. G. Ulrich and T. Baker, Computer 7(4), 1974.
 */
export class FlippedGates {
  /** The gates' nodes in the circuit: the ANDs and XORs that outputs depend on. */
  readonly gates: readonly number[];
  readonly #values: Int32Array;
  readonly #wordsPerNode: number;
  /** By node: where the values of its operands begin, and −1 where they are inverted. */
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #leftFlip: Int32Array;
  readonly #rightFlip: Int32Array;
  readonly #isAnd: Uint8Array;
  readonly #isOutput: Uint8Array;
  /** The nodes that read node i: `readers` from `readersAt[i]` to `readersAt[i + 1]`. */
  readonly #readers: Int32Array;
  readonly #readersAt: Int32Array;
  /** By node, how it differs now; 0 for all between two calls. */
  readonly #differences: Int32Array;
  /** Nodes whose operands differ, a bit each. */
  readonly #pending: Int32Array;
  readonly #touched: number[] = [];

  /**
   * @param circuit without taps
   * @param values of all its nodes, `wordsPerNode` of 32 vectors each, as `evaluateNode` computes them
   */
  constructor(circuit: Circuit, values: Int32Array, wordsPerNode: number) {
    const { nodes } = circuit.graph;
    const size = nodes.length;
    this.#values = values;
    this.#wordsPerNode = wordsPerNode;
    [this.#left, this.#right, this.#leftFlip, this.#rightFlip] = [
      new Int32Array(size),
      new Int32Array(size),
      new Int32Array(size),
      new Int32Array(size),
    ];
    this.#isAnd = new Uint8Array(size);
    this.#isOutput = new Uint8Array(size);
    for (const literal of circuit.outputs) this.#isOutput[nodeOf(literal)] = 1;
    const readers = nodes.map((): number[] => []);
    const gates: number[] = [];
    for (const number of liveNodes(circuit)) {
      const node = nodes[number];
      if (node?.kind !== "and" && node?.kind !== "xor") continue;
      const { kind, left, right } = node;
      gates.push(number);
      this.#isAnd[number] = Number(kind === "and");
      [this.#left[number], this.#leftFlip[number]] = [nodeOf(left), -(left & 1)];
      [this.#right[number], this.#rightFlip[number]] = [nodeOf(right), -(right & 1)];
      for (const operand of [left, right]) readers[nodeOf(operand)]?.push(number);
    }
    this.gates = gates;
    this.#readers = Int32Array.from(readers.flat());
    this.#readersAt = new Int32Array(size + 1);
    readers.forEach(({ length }, number) => {
      this.#readersAt[number + 1] = (this.#readersAt[number] ?? 0) + length;
    });
    this.#differences = new Int32Array(size * wordsAtOnce);
    this.#pending = new Int32Array((size >> 5) + 1);
  }

  /**
   * Inverts a gate in some of 128 vectors.
   * @param gate its place in `gates`
   * @param word the first of four words of vectors
   * @param where the vectors in which it is inverted, a bit each: four words
   * @returns those in which an output then differs, likewise. It is overwritten by the next call.
   */
  flip(gate: number, word: number, where: Int32Array): Int32Array {
    const [differences, shown] = [this.#differences, this.#shown.fill(0)];
    const first = this.gates[gate] ?? 0;
    for (let i = 0; i < wordsAtOnce; i++) differences[first * wordsAtOnce + i] = where[i] ?? 0;
    let last = this.#spread(first, first >> 5);
    for (let place = first >> 5; place <= last; place++) {
      let now = this.#pending[place] ?? 0;
      while (now !== 0) {
        this.#pending[place] = now & (now - 1);
        const number = 32 * place + lowestOne(now);
        if (this.#differs(number, word)) last = this.#spread(number, last);
        now = this.#pending[place] ?? 0;
      }
    }
    for (const number of this.#touched)
      for (let i = 0; i < wordsAtOnce; i++) differences[number * wordsAtOnce + i] = 0;
    this.#touched.length = 0;
    return shown;
  }

  readonly #shown = new Int32Array(wordsAtOnce);

  /** Computes a node's difference from those of its operands. */
  #differs(number: number, word: number): boolean {
    const [values, differences] = [this.#values, this.#differences];
    const [left, right] = [this.#left[number] ?? 0, this.#right[number] ?? 0];
    const [inLeft, inRight, to] = [left * wordsAtOnce, right * wordsAtOnce, number * wordsAtOnce];
    let any = 0;
    if (this.#isAnd[number] === 0)
      for (let i = 0; i < wordsAtOnce; i++)
        any |= differences[to + i] = (differences[inLeft + i] ?? 0) ^ (differences[inRight + i] ?? 0);
    else {
      const [leftAt, rightAt] = [left * this.#wordsPerNode + word, right * this.#wordsPerNode + word];
      const [leftFlip, rightFlip] = [this.#leftFlip[number] ?? 0, this.#rightFlip[number] ?? 0];
      for (let i = 0; i < wordsAtOnce; i++) {
        const a = (values[leftAt + i] ?? 0) ^ leftFlip;
        const b = (values[rightAt + i] ?? 0) ^ rightFlip;
        const now = (a ^ (differences[inLeft + i] ?? 0)) & (b ^ (differences[inRight + i] ?? 0));
        any |= differences[to + i] = now ^ (a & b);
      }
    }
    return any !== 0;
  }

  /**
   * A node differs: those that read it may, and if it is an output, that shows.
   * @param last the last word of `pending` so far
   * @returns the last one now
   */
  #spread(number: number, last: number): number {
    this.#touched.push(number);
    if (this.#isOutput[number] === 1)
      for (let i = 0; i < wordsAtOnce; i++)
        this.#shown[i] = (this.#shown[i] ?? 0) | (this.#differences[number * wordsAtOnce + i] ?? 0);
    const end = this.#readersAt[number + 1] ?? 0;
    for (let at = this.#readersAt[number] ?? 0; at < end; at++) {
      const reader = this.#readers[at] ?? 0;
      const place = reader >> 5;
      this.#pending[place] = (this.#pending[place] ?? 0) | (1 << (reader & 31));
      if (place > last) last = place;
    }
    return last;
  }
}
