import type { Circuit } from "../circuit/circuit.js";
import { nodeOf, type Graph, type Literal } from "../circuit/graph.js";
import { evaluateNode } from "../circuit/node-words.js";

/** 32 vectors each: at most 1,024 in all. */
const wordsPerNode = 32;

/**
 * Screens variants of a circuit before any is compiled. At most 1,024 vectors, spread over all, are run on the nodes that are new
 * in each variant. Nearly all variants are detected here.
 */
export class Screen {
  readonly #graph: Graph;
  readonly #good: readonly Literal[];
  /** For each node its values for the vectors, a bit each. */
  #values: Int32Array;
  #evaluated = 0;

  /** @param vectors inputs words, of which at most 1,024 are taken, spread evenly */
  constructor(good: Circuit, vectors: readonly bigint[]) {
    this.#graph = good.graph;
    this.#good = good.outputs;
    this.#values = new Int32Array(2 * good.graph.nodes.length * wordsPerNode);
    const lanes = wordsPerNode * 32;
    const word = (lane: number): bigint => vectors[Math.floor((lane * vectors.length) / lanes)] ?? 0n;
    good.graph.nodes.forEach((node, number) => {
      if (node.kind !== "input") return;
      for (let lane = 0; lane < lanes; lane++)
        if ((word(lane) >> BigInt(node.bit)) & 1n) this.#set(number * wordsPerNode + (lane >> 5), lane & 31);
    });
    this.#evaluate();
  }

  /** Whether a variant in the same graph has other outputs than the good circuit. Its new nodes are removed again. */
  shows(variant: () => Circuit): boolean {
    const size = this.#graph.nodes.length;
    const { outputs } = variant();
    this.#evaluate();
    const differs = outputs.some((literal, i) => this.#differ(literal, this.#good[i] ?? 0));
    this.#graph.truncate(size);
    this.#evaluated = size;
    return differs;
  }

  #set(word: number, bit: number): void {
    this.#values[word] = (this.#values[word] ?? 0) | (1 << bit);
  }

  #evaluate(): void {
    const { nodes } = this.#graph;
    const needed = nodes.length * wordsPerNode;
    if (this.#values.length < needed) {
      const larger = new Int32Array(2 * needed);
      larger.set(this.#values);
      this.#values = larger;
    }
    const values = this.#values;
    for (; this.#evaluated < nodes.length; this.#evaluated++) {
      const node = nodes[this.#evaluated];
      if (node !== undefined) evaluateNode(node, this.#evaluated, values, wordsPerNode);
    }
  }

  #differ(a: Literal, b: Literal): boolean {
    const flip = -((a ^ b) & 1);
    const [left, right] = [nodeOf(a) * wordsPerNode, nodeOf(b) * wordsPerNode];
    for (let word = 0; word < wordsPerNode; word++)
      if (((this.#values[left + word] ?? 0) ^ (this.#values[right + word] ?? 0)) !== flip) return true;
    return false;
  }
}
