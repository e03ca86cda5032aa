import { liveNodes, type Circuit } from "./circuit.js";
import { isComplement, nodeOf, type Graph, type Literal } from "./graph.js";

/** What replaces a circuit's inputs, gates and taps in a copy. */
export interface Substitutes {
  /** By the input's bit. */
  readonly input?: (bit: number) => Literal;
  /** @param number the gate's node in the original */
  readonly gate?: (copy: Literal, number: number) => Literal;
  /** @param index the tap's number */
  readonly tap?: (copy: Literal, index: number) => Literal;
}

/**
 * Copies the nodes that a circuit's outputs depend on into a graph, which may be its own.
 * @returns what drives each output there
 * @throws {RangeError} the circuit has taps, and nothing replaces them
 */
export function copyCircuit(
  circuit: Circuit,
  graph: Graph,
  { input = (bit) => graph.input(bit), gate = (copy) => copy, tap }: Substitutes = {},
): Literal[] {
  const copies = new Map<number, Literal>([[0, 0]]);
  const copyOf = (literal: Literal): Literal =>
    (copies.get(nodeOf(literal)) ?? 0) ^ Number(isComplement(literal));
  for (const number of liveNodes(circuit)) {
    const node = circuit.graph.nodes[number];
    if (node?.kind === "tap") {
      if (tap === undefined) throw new RangeError("the circuit has taps");
      copies.set(number, tap(copyOf(node.of), node.index));
    }
    if (node?.kind === "input") copies.set(number, input(node.bit));
    if (node?.kind === "and" || node?.kind === "xor")
      copies.set(number, gate(graph[node.kind](copyOf(node.left), copyOf(node.right)), number));
  }
  return circuit.outputs.map(copyOf);
}
