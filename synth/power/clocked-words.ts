import { liveNodes } from "../../circuit/circuit.js";
import { nodeOf, type Literal } from "../../circuit/graph.js";
import type { NetlistCircuit } from "../../circuit/from-netlist.js";

/**
 * Simulates a circuit with registers. Their states are pseudo-inputs: bits above those of the ports.
 * @param words inputs words, one per cycle; all registers are 0 in the first
 * @returns for each cycle, the inputs word with the registers' states above it
 * @throws {RangeError} the circuit has taps
 */
export function clockedWords(
  { graph, inputWidth, registers }: NetlistCircuit,
  words: readonly bigint[],
): bigint[] {
  if (graph.taps > 0) throw new RangeError("the circuit has taps");
  const live = liveNodes({ graph, inputWidth, outputs: registers.map(({ next }) => next) });
  const program = compile(graph.nodes, live);
  const values = new Uint8Array(graph.nodes.length);
  const valueOf = (literal: Literal): number => (values[nodeOf(literal)] ?? 0) ^ (literal & 1);
  const ports = inputWidth - registers.length;
  const given = new Uint8Array(inputWidth);
  return words.map((word) => {
    for (let bit = 0; bit < ports; bit++) given[bit] = Number((word >> BigInt(bit)) & 1n);
    const whole = registers.reduce(
      (sum, { bit }) => (given[bit] === 1 ? sum | (1n << BigInt(bit)) : sum),
      word,
    );
    for (let at = 0; at < program.length; at += 4) {
      const [left, right] = [program[at + 2] ?? 0, program[at + 3] ?? 0];
      const kind = program[at + 1];
      values[program[at] ?? 0] =
        kind === kinds.input
          ? (given[left] ?? 0)
          : kind === kinds.and
            ? valueOf(left) & valueOf(right)
            : valueOf(left) ^ valueOf(right);
    }
    for (const { bit, next } of registers) given[bit] = valueOf(next);
    return whole;
  });
}

const kinds = { input: 0, and: 1, xor: 2 } as const;

/** Four numbers per node: its own, its kind and its operands. Objects would take several times as long. */
function compile(nodes: NetlistCircuit["graph"]["nodes"], live: readonly number[]): Int32Array {
  return Int32Array.from(
    live.flatMap((number) => {
      const node = nodes[number];
      if (node?.kind === "input") return [number, kinds.input, node.bit, 0];
      if (node?.kind === "and" || node?.kind === "xor")
        return [number, kinds[node.kind], node.left, node.right];
      throw new RangeError(`node ${number} computes nothing`);
    }),
  );
}
