import { liveNodes, type Circuit } from "./circuit.js";
import { isComplement, nodeOf, type Literal } from "./graph.js";

/**
 * A circuit without taps in Berkeley's logic interchange format, for ABC; inputs are named i0, i1, …, outputs o0, o1, …
 */
export function toBlif(circuit: Circuit): string {
  const { graph, inputWidth, outputs } = circuit;
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${letter}${i}`);
  const name = (literal: Literal): string => {
    const node = graph.nodes[nodeOf(literal)];
    return node?.kind === "input" ? `i${node.bit}` : `n${nodeOf(literal)}`;
  };
  /** A function by the rows of its table that are 1. */
  const table = (inputs: readonly Literal[], output: string, ...rows: readonly string[]): string[] => [
    `.names ${[...inputs.map(name), output].join(" ")}`,
    ...rows.map((row) => `${Array.from(row, (bit, i) => bitOf(bit, inputs[i])).join("")} 1`),
  ];
  return [
    ".model circuit",
    `.inputs ${numbered("i", inputWidth).join(" ")}`,
    `.outputs ${numbered("o", outputs.length).join(" ")}`,
    ".names n0",
    ...liveNodes(circuit).flatMap((number) => {
      const node = graph.nodes[number];
      if (node?.kind === "and") return table([node.left, node.right], `n${number}`, "11");
      if (node?.kind === "xor") return table([node.left, node.right], `n${number}`, "10", "01");
      if (node?.kind === "tap") throw new RangeError("the circuit has taps");
      return [];
    }),
    ...outputs.flatMap((literal, i) => table([literal], `o${i}`, "1")),
    ".end\n",
  ].join("\n");
}

/** What the node must be for the literal to be `bit`. */
const bitOf = (bit: string, literal: Literal = 0): string =>
  String(Number(bit) ^ Number(isComplement(literal)));
