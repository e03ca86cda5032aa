import { isComplement, nodeOf, operandsOf, type Graph, type Literal } from "./graph.js";

/** A combinational circuit from one word of inputs to one of outputs. Of a design's ports, `layoutOf` says where each lies. */
export interface Circuit {
  readonly graph: Graph;
  /** Bits of the inputs word; bit i is the graph's input i. */
  readonly inputWidth: number;
  /** What drives each bit of the outputs word, bit 0 first. */
  readonly outputs: readonly Literal[];
}

/** The nodes that the outputs depend on, by number, operands first; without the constant. */
export function liveNodes({ graph, outputs }: Circuit): number[] {
  const live = new Uint8Array(graph.nodes.length);
  for (const literal of outputs) live[nodeOf(literal)] = 1;
  for (let number = graph.nodes.length - 1; number > 0; number--) {
    const node = graph.nodes[number];
    if (live[number] === 0 || node === undefined) continue;
    for (const operand of operandsOf(node)) live[nodeOf(operand)] = 1;
  }
  return [...live.keys()].filter((number) => number > 0 && live[number] === 1);
}

/** The outputs word for one inputs word, node by node. It is slow, and independent of the compiled code. */
export function evaluateCircuit(circuit: Circuit, word: bigint): bigint {
  const values = new Map<number, boolean>([[0, false]]);
  const value = (literal: Literal): boolean => values.get(nodeOf(literal)) !== isComplement(literal);
  for (const number of liveNodes(circuit)) {
    const node = circuit.graph.nodes[number];
    switch (node?.kind) {
      case "input":
        values.set(number, ((word >> BigInt(node.bit)) & 1n) === 1n);
        break;
      case "and":
        values.set(number, value(node.left) && value(node.right));
        break;
      case "xor":
        values.set(number, value(node.left) !== value(node.right));
        break;
      case "tap":
        values.set(number, value(node.of));
    }
  }
  return circuit.outputs.reduce((bits, literal, i) => bits | (value(literal) ? 1n << BigInt(i) : 0n), 0n);
}

/** The miter of two circuits in the same graph: one output, which is 1 where any of theirs differ. */
export function miter(good: Circuit, other: Circuit): Circuit {
  const { graph, inputWidth } = good;
  const differences = good.outputs.map((literal, i) => graph.xor(literal, other.outputs[i] ?? literal));
  return { graph, inputWidth, outputs: [differences.reduce((a, b) => graph.or(a, b), 0)] };
}
