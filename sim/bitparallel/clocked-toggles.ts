import { liveNodes } from "./circuit.js";
import { nodeOf, type Literal } from "./graph.js";
import type { NetlistCircuit } from "./netlist-circuit.js";

/**
 * How often each node of a circuit with registers changes from one clock cycle to the next, without delays: a node
 * has the value that it settles to in each cycle, so hazards are not counted.
 * @param words inputs words, one a cycle; all registers hold 0 in the first
 * @param settling the cycles at the beginning that are not counted
 * @returns by node number; a complement changes as often
 * @throws {RangeError} the circuit has taps
 */
export function countClockedToggles(
  { graph, inputWidth, outputs, registers }: NetlistCircuit,
  words: readonly bigint[],
  settling: number,
): number[] {
  if (graph.taps > 0) throw new RangeError("the circuit has taps");
  const { nodes } = graph;
  const live = liveNodes({ graph, inputWidth, outputs: [...outputs, ...registers.map(({ next }) => next)] });
  const values = new Uint8Array(nodes.length);
  const valueOf = (literal: Literal): number => (values[nodeOf(literal)] ?? 0) ^ (literal & 1);
  const states = new Uint8Array(inputWidth + registers.length);
  const places = new Map(registers.map(({ bit }, index) => [bit, inputWidth + index]));
  const inputOf = (bit: number): number => places.get(bit) ?? bit;

  // A node's kind and operands beside each other: objects would take several times as long.
  const program = Int32Array.from(
    live.flatMap((number) => {
      const node = nodes[number];
      if (node?.kind === "input") return [number, kinds.input, inputOf(node.bit), 0];
      if (node?.kind === "and" || node?.kind === "xor")
        return [number, kinds[node.kind], node.left, node.right];
      throw new RangeError(`node ${number} computes nothing`);
    }),
  );
  const counts = new Int32Array(nodes.length);
  words.forEach((word, cycle) => {
    for (let bit = 0; bit < inputWidth; bit++) states[bit] = Number((word >> BigInt(bit)) & 1n);
    for (let at = 0; at < program.length; at += 4) {
      const number = program[at] ?? 0;
      const kind = program[at + 1];
      const [left, right] = [program[at + 2] ?? 0, program[at + 3] ?? 0];
      const value =
        kind === kinds.input
          ? (states[left] ?? 0)
          : kind === kinds.and
            ? valueOf(left) & valueOf(right)
            : valueOf(left) ^ valueOf(right);
      if (value !== values[number] && cycle > settling) counts[number] = (counts[number] ?? 0) + 1;
      values[number] = value;
    }
    registers.forEach(({ next }, index) => {
      states[inputWidth + index] = valueOf(next);
    });
  });
  return [...counts];
}

const kinds = { input: 0, and: 1, xor: 2 } as const;
