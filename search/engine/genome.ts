import type { GateName } from "../../generators/blocks/gates/kinds.js";
import { arities, gateNames } from "./functions.js";
import { inputBits, inputNames, resultBits, type Shape } from "./shape.js";

/**
 * A netlist of gates as numbers, for search. Nodes are numbered in topological order:
 *
 *   0 …     bits of x, of y, and of the addend where there is one
 *           the constant 0, the constant 1
 *           gates; some are used by nothing
 */
export interface Genome {
  readonly shape: Shape;
  /** The gate of each node by its number in `gateNames`; meaningless for those that are none. */
  readonly gates: Uint8Array;
  /** Four for each node: the nodes that it takes; those that its gate does not have are 0. */
  readonly inputs: Int32Array;
  /** The node of each bit of the result, the lowest first. */
  readonly outputs: Int32Array;
}

/** The node of the constant 0; that of 1 is the next. */
export const constantZero = inputBits;

/** The first node that is a gate. */
export const firstGate = (shape: Shape): number => inputBits(shape) + 2;

function emptyGenome(shape: Shape, room: number): Genome {
  return {
    shape,
    gates: new Uint8Array(room),
    inputs: new Int32Array(4 * room),
    outputs: new Int32Array(resultBits(shape)).fill(constantZero(shape)),
  };
}

export function copyInto(from: Genome, to: Genome): void {
  to.gates.set(from.gates);
  to.inputs.set(from.inputs);
  to.outputs.set(from.outputs);
}

export function copyOf(from: Genome): Genome {
  return {
    shape: from.shape,
    gates: from.gates.slice(),
    inputs: from.inputs.slice(),
    outputs: from.outputs.slice(),
  };
}

/** Which nodes the outputs depend on. */
export function liveIn({ shape, gates, inputs, outputs }: Genome, live: Uint8Array): void {
  live.fill(0);
  for (const node of outputs) live[node] = 1;
  for (let node = gates.length - 1; node >= firstGate(shape); node--) {
    if (live[node] === 0) continue;
    const count = arities[gates[node] ?? 0] ?? 0;
    for (let k = 0; k < count; k++) live[inputs[4 * node + k] ?? 0] = 1;
  }
}

/** A gate of a list: its name and what it takes, `x3`, `y0`, `a5`, `0`, `1`, or the number of an earlier gate of the list as `g7`. */
export type ListedGate = readonly [name: GateName, ...inputs: string[]];

/** A netlist as text. */
export interface GateList {
  readonly gates: readonly ListedGate[];
  /** What drives each bit of the result, the lowest first. */
  readonly outputs: readonly string[];
}

/** The gates that the outputs depend on, numbered from 0. */
export function listOf(genome: Genome): GateList {
  const { shape, gates, inputs, outputs } = genome;
  const live = new Uint8Array(gates.length);
  liveIn(genome, live);
  const names = new Map<number, string>([...inputNames(shape), "0", "1"].entries());
  const listed: ListedGate[] = [];
  for (let node = firstGate(shape); node < gates.length; node++) {
    if (live[node] === 0) continue;
    const gate = gates[node] ?? 0;
    const taken = Array.from(inputs.subarray(4 * node, 4 * node + (arities[gate] ?? 0)));
    listed.push([gateNames[gate] ?? "inv", ...taken.map((input) => names.get(input) ?? "0")]);
    names.set(node, `g${listed.length - 1}`);
  }
  return { gates: listed, outputs: Array.from(outputs, (node) => names.get(node) ?? "0") };
}

/** A list as a genome, with room for as many gates more. @throws {RangeError} it names a node that there is not */
export function genomeOf(shape: Shape, { gates, outputs }: GateList, spare = gates.length): Genome {
  const genome = emptyGenome(shape, firstGate(shape) + gates.length + spare);
  const nodes = new Map([...inputNames(shape), "0", "1"].map((name, node) => [name, node]));
  const nodeOf = (name: string): number => {
    const node = nodes.get(name);
    if (node === undefined) throw new RangeError(`there is no ${name}`);
    return node;
  };
  // spare nodes stand between the others, so that a new gate finds a place behind what it takes
  gates.forEach(([name, ...taken], index) => {
    const node = firstGate(shape) + index + Math.floor((index * spare) / Math.max(1, gates.length));
    genome.gates[node] = gateNames.indexOf(name);
    taken.forEach((input, k) => (genome.inputs[4 * node + k] = nodeOf(input)));
    nodes.set(`g${index}`, node);
  });
  outputs.forEach((name, bit) => (genome.outputs[bit] = nodeOf(name)));
  return genome;
}
