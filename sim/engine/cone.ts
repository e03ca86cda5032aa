import { liveNodes, type Circuit } from "../../circuit/circuit.js";
import { isComplement, nodeOf, type GraphNode, type Literal } from "../../circuit/graph.js";
import { evaluateNode, writeInput } from "../../circuit/node-words.js";

/** Some outputs of a circuit and the gates that they depend on, to be evaluated for 32 vectors a word. */
export class Cone {
  readonly #nodes: readonly (readonly [number, GraphNode])[];
  readonly #values: Int32Array;

  constructor(
    { graph, inputWidth }: Circuit,
    private readonly outputs: readonly Literal[],
    private readonly words: number,
  ) {
    this.#nodes = liveNodes({ graph, inputWidth, outputs }).flatMap((number) => {
      const node = graph.nodes[number];
      return node === undefined ? [] : [[number, node] as const];
    });
    this.#values = new Int32Array(graph.nodes.length * words);
  }

  /** Evaluates the outputs for inputs words, at most 32 a word. */
  run(vectors: readonly bigint[]): void {
    for (const [number, node] of this.#nodes)
      if (node.kind === "input") writeInput(node.bit, vectors, number, this.#values, this.words);
    this.#evaluate();
  }

  /** Evaluates the outputs for one vector, given bit by bit. */
  runBits(bit: (input: number) => boolean): void {
    for (const [number, node] of this.#nodes)
      if (node.kind === "input") this.#values[number * this.words] = bit(node.bit) ? 1 : 0;
    this.#evaluate();
  }

  /** 32 values of an output, a bit each. */
  valueOf(output: number, word: number): number {
    const literal = this.outputs[output] ?? 0;
    return (this.#values[nodeOf(literal) * this.words + word] ?? 0) ^ -Number(isComplement(literal));
  }

  #evaluate(): void {
    for (const [number, node] of this.#nodes) evaluateNode(node, number, this.#values, this.words);
  }
}
