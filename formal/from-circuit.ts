import { liveNodes, type Circuit } from "../circuit/circuit.js";
import { isComplement, nodeOf, type Literal } from "../circuit/graph.js";
import type { Blif, Table } from "./blif.js";

/**
 * A circuit as a logic network; inputs are named i0, i1, …, outputs o0, o1, …
 * @throws {RangeError} the circuit has taps
 */
export function blifOf(circuit: Circuit): Blif {
  const { graph, inputWidth, outputs } = circuit;
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${letter}${i}`);
  const name = (literal: Literal): string => {
    const node = graph.nodes[nodeOf(literal)];
    return node?.kind === "input" ? `i${node.bit}` : `n${nodeOf(literal)}`;
  };
  /** @param rows of what the literals are: a literal may be a node's complement */
  const table = (inputs: readonly Literal[], output: string, ...rows: readonly string[]): Table => ({
    inputs: inputs.map(name),
    output,
    rows: rows.map((row) => `${Array.from(row, (bit, i) => nodeBit(bit, inputs[i])).join("")} 1`),
  });
  return {
    top: "circuit",
    inputs: numbered("i", inputWidth),
    outputs: numbered("o", outputs.length),
    tables: [
      { inputs: [], output: "n0", rows: [] },
      ...liveNodes(circuit).flatMap((number) => {
        const node = graph.nodes[number];
        if (node?.kind === "and") return [table([node.left, node.right], `n${number}`, "11")];
        if (node?.kind === "xor") return [table([node.left, node.right], `n${number}`, "10", "01")];
        if (node?.kind === "tap") throw new RangeError("the circuit has taps");
        return [];
      }),
      ...outputs.map((literal, i) => table([literal], `o${i}`, "1")),
    ],
    registers: [],
    cells: [],
  };
}

/** What the node is where the literal is `bit`. */
const nodeBit = (bit: string, literal: Literal = 0): string =>
  String(Number(bit) ^ Number(isComplement(literal)));

/**
 * An inputs word of the circuit, of values by input as `prove` gives them.
 * @param inputs those left out are 0
 */
export const wordOfInputs = (inputs: ReadonlyMap<string, bigint>): bigint =>
  [...inputs].reduce((word, [name, bit]) => word | (bit << BigInt(name.slice(1))), 0n);
