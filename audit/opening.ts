import type { Design } from "../generators/design.js";
import { liveNodes, type Circuit } from "../circuit/circuit.js";
import { isComplement, nodeOf, type Literal } from "../circuit/graph.js";
import { evaluateNode } from "../circuit/node-words.js";
import type { StateBit } from "../circuit/state-bit.js";
import { expectedWords } from "../operands/expected.js";

/** A short look at the first cycles of a sequence: nearly all wrong circuits show themselves there, uncompiled. */
export class Opening {
  readonly #words: readonly bigint[];
  readonly #expected: readonly bigint[];

  /**
   * @param registers how many of a circuit's last inputs and outputs are states and next states of registers
   * @param state which of them hold the bits of the design's state, in their order in a vector
   */
  constructor(
    design: Design,
    words: readonly bigint[],
    private readonly registers: number,
    private readonly state: readonly StateBit[],
  ) {
    this.#words = words.slice(0, firstCycles);
    this.#expected = expectedWords(design, this.#words);
  }

  /** Whether a circuit gives outputs that are not expected: its registers are pseudo-inputs and pseudo-outputs, and 1 at first. */
  shows(circuit: Circuit): boolean {
    const { graph, outputs, inputWidth } = circuit;
    const live = liveNodes(circuit);
    const values = new Int32Array(graph.nodes.length);
    const bit = (literal: Literal): boolean =>
      ((values[nodeOf(literal)] ?? 0) & 1) === Number(!isComplement(literal));
    const ports = inputWidth - this.registers;
    const results = outputs.slice(0, outputs.length - this.registers);
    const taken = outputs.slice(results.length);
    let held = taken.map(() => true);
    // the outputs that follow a word show in the next cycle
    return [...this.#words, 0n].some((word, cycle) => {
      for (const number of live) {
        const node = graph.nodes[number];
        if (node?.kind !== "input") continue;
        const isOne =
          node.bit < ports ? ((word >> BigInt(node.bit)) & 1n) === 1n : (held[node.bit - ports] ?? false);
        values[number] = isOne ? -1 : 0;
      }
      for (const number of live) {
        const node = graph.nodes[number];
        if (node !== undefined) evaluateNode(node, number, values, 1);
      }
      held = taken.map(bit);
      const above = word >> BigInt(ports);
      if ((above >> BigInt(this.state.length)) & 1n)
        this.state.forEach(({ register, inverted }, i) => {
          held[register] = ((above >> BigInt(i)) & 1n) === (inverted ? 0n : 1n);
        });
      const expected = this.#expected[cycle - 1];
      return (
        expected !== undefined &&
        results.some((literal, i) => bit(literal) !== (((expected >> BigInt(i)) & 1n) === 1n))
      );
    });
  }
}

const firstCycles = 64;
