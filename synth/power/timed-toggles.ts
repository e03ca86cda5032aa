import { liveNodes, type Circuit } from "../../circuit/circuit.js";
import { nodeOf, type GraphNode } from "../../circuit/graph.js";
import { allWords, evaluateNode, lowestOne, ones, writeInput } from "../../circuit/node-words.js";
import { timedGates, type TimedGate } from "./timed-gates.js";

/** Words of 32 lanes each. A lane is a pair: one vector and the next. */
const words = 32;
const lanes = 32 * words;

/**
 * How often each tap of a circuit changes as one vector follows the other, glitches counted. Every tap is a gate with a
 * delay; the nodes between taps have none.
 *
 * Delays are inertial. A gate's output changes to a value that its function has had for the whole delay, so shorter
 * pulses are suppressed. The next vector comes when all gates have settled.
 *
 * An event is a gate, a time and the lanes in which its function changed. So 1,024 pairs of vectors take little more
 * time than one.
 * @param delays ticks of each tap, by its number: whole numbers, 1 or more
 * @param vectors inputs words, in their order
 * @returns by the tap's number; 0 for one that no output depends on
 * @throws {RangeError} a delay is no such number
 */
export function countTimedToggles(
  circuit: Circuit,
  delays: readonly number[],
  vectors: readonly bigint[],
): number[] {
  const simulation = new Simulation(circuit, delays);
  for (let start = 0; start < vectors.length - 1; start += lanes)
    simulation.run(vectors.slice(start, start + lanes + 1));
  return simulation.toggles;
}

/** Lanes in which a gate's output is to change, unless its function changes again before. */
interface Pending {
  /** Which words of the mask are not 0. */
  readonly active: number;
  readonly mask: Int32Array;
}

interface Gate extends TimedGate {
  readonly delay: number;
  /** Its function's value, as last evaluated. */
  readonly target: Int32Array;
  /** The earliest first. */
  readonly pending: Pending[];
  /** The words in which one of its sources has just changed, a bit each. */
  stirred: number;
}

class Simulation {
  readonly toggles: number[];
  readonly #nodes: readonly GraphNode[];
  readonly #inputs: readonly { readonly node: number; readonly bit: number }[];
  readonly #gates: readonly Gate[];
  /** By node: the gates that have it as a source. */
  readonly #readers: readonly (readonly Gate[])[];
  /** By node: its present values, one word after the other. */
  readonly #values: Int32Array;
  #stirred: Gate[] = [];
  /** By time: the gates with a change due then. */
  readonly #due: (Gate[] | undefined)[] = [];

  constructor(circuit: Circuit, delays: readonly number[]) {
    const { nodes, taps } = circuit.graph;
    this.#nodes = nodes;
    this.toggles = Array.from({ length: taps }, () => 0);
    this.#inputs = liveNodes(circuit).flatMap((number) => {
      const node = nodes[number];
      return node?.kind === "input" ? [{ node: number, bit: node.bit }] : [];
    });
    this.#gates = timedGates(circuit).map((gate) => {
      const delay = delays[gate.tap] ?? NaN;
      if (!Number.isInteger(delay) || delay < 1) throw new RangeError(`tap ${gate.tap} has no delay`);
      return { ...gate, delay, target: new Int32Array(words), pending: [], stirred: 0 };
    });
    const readers = nodes.map((): Gate[] => []);
    for (const gate of this.#gates) for (const source of gate.sources) readers[source]?.push(gate);
    this.#readers = readers;
    this.#values = new Int32Array(nodes.length * words);
  }

  /** @param vectors at most one more than there are lanes */
  run(vectors: readonly bigint[]): void {
    this.#writeInputs(vectors.slice(0, -1));
    for (const gate of this.#gates) {
      this.#compute(gate, allWords);
      const [at, flip] = [nodeOf(gate.of) * words, -(gate.of & 1)];
      for (let word = 0; word < words; word++) gate.target[word] = (this.#values[at + word] ?? 0) ^ flip;
      this.#values.set(gate.target, gate.node * words);
    }
    this.#writeInputs(vectors.slice(1));
    for (const { node } of this.#inputs) this.#stir(node, allWords);
    this.#due.length = 0;
    // Delays are at least 1, so new events lie in the future. The loop ends when none are left.
    for (let time = 0; time === 0 || time < this.#due.length; time++) {
      for (const gate of this.#due[time] ?? []) this.#mature(gate);
      for (const gate of this.#stirred) this.#evaluate(gate, time);
      this.#stirred = [];
    }
  }

  #writeInputs(vectors: readonly bigint[]): void {
    for (const { node, bit } of this.#inputs) writeInput(bit, vectors, node, this.#values, words);
  }

  #stir(node: number, active: number): void {
    for (const gate of this.#readers[node] ?? []) {
      if (gate.stirred === 0) this.#stirred.push(gate);
      gate.stirred |= active;
    }
  }

  /** Evaluates a gate's function from its sources' present values, in the active words. */
  #compute({ cone }: TimedGate, active: number): void {
    for (const number of cone) {
      const node = this.#nodes[number];
      if (node !== undefined) evaluateNode(node, number, this.#values, words, active);
    }
  }

  #evaluate(gate: Gate, time: number): void {
    const { target, pending, delay, of, stirred } = gate;
    gate.stirred = 0;
    this.#compute(gate, stirred);
    const [at, flip] = [nodeOf(of) * words, -(of & 1)];
    const mask = new Int32Array(words);
    let active = 0;
    for (let left = stirred; left !== 0; left &= left - 1) {
      const word = lowestOne(left);
      const changed = (this.#values[at + word] ?? 0) ^ flip ^ (target[word] ?? 0);
      if (changed === 0) continue;
      active |= 1 << word;
      mask[word] = changed;
      target[word] = (target[word] ?? 0) ^ changed;
      for (const earlier of pending) earlier.mask[word] = (earlier.mask[word] ?? 0) & ~changed;
    }
    if (active === 0) return;
    pending.push({ active, mask });
    (this.#due[time + delay] ??= []).push(gate);
  }

  /** A gate's output changes to the value that its function has had for the whole delay. */
  #mature({ node, tap, target, pending }: Gate): void {
    const due = pending.shift();
    if (due === undefined) throw new RangeError("nothing is due");
    const at = node * words;
    let active = 0;
    let changes = 0;
    for (let left = due.active; left !== 0; left &= left - 1) {
      const word = lowestOne(left);
      const own = this.#values[at + word] ?? 0;
      const changed = (own ^ (target[word] ?? 0)) & (due.mask[word] ?? 0);
      if (changed === 0) continue;
      active |= 1 << word;
      changes += ones(changed);
      this.#values[at + word] = own ^ changed;
    }
    if (active === 0) return;
    this.toggles[tap] = (this.toggles[tap] ?? 0) + changes;
    this.#stir(node, active);
  }
}
