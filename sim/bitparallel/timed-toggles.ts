import { liveNodes, type Circuit } from "./circuit.js";
import { nodeOf } from "./graph.js";
import { evaluateNode, ones, writeInput } from "./node-words.js";
import { timedGates, type TimedGate } from "./timed-gates.js";

/** Of 32 lanes each; a lane is one vector and the next. */
const words = 32;
const lanes = 32 * words;

/**
 * How often each tap of a circuit changes as one vector follows the other, hazards counted: every tap is a gate with a
 * delay, all that is between taps has none. Delays are inertial: a gate's output takes a value that its function has had
 * for as long as its delay, so that shorter pulses do not come through. A vector comes when all has settled.
 *
 * An event is a gate, a time and the lanes in which its function changed, so that 1,024 pairs of vectors take little
 * more than one of them would.
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
  readonly time: number;
  readonly mask: Int32Array;
}

interface Gate extends TimedGate {
  readonly delay: number;
  /** What its function has been since it was last evaluated. */
  readonly target: Int32Array;
  /** In order of time. */
  readonly pending: Pending[];
  /** Whether something that it depends on has just changed. */
  stirred: boolean;
}

class Simulation {
  readonly toggles: number[];
  readonly #circuit: Circuit;
  readonly #inputs: readonly { readonly node: number; readonly bit: number }[];
  readonly #gates: readonly Gate[];
  /** What reads a node, by its number. */
  readonly #readers: readonly (readonly Gate[])[];
  /** By node, the settled or present values. */
  readonly #values: Int32Array;
  #stirred: Gate[] = [];
  /** By time: gates with something pending then. */
  readonly #due: (Gate[] | undefined)[] = [];

  constructor(circuit: Circuit, delays: readonly number[]) {
    const { nodes, taps } = circuit.graph;
    this.#circuit = circuit;
    this.toggles = Array.from({ length: taps }, () => 0);
    this.#inputs = liveNodes(circuit).flatMap((number) => {
      const node = nodes[number];
      return node?.kind === "input" ? [{ node: number, bit: node.bit }] : [];
    });
    this.#gates = timedGates(circuit).map((gate) => {
      const delay = delays[gate.tap] ?? NaN;
      if (!Number.isInteger(delay) || delay < 1) throw new RangeError(`tap ${gate.tap} has no delay`);
      return { ...gate, delay, target: new Int32Array(words), pending: [], stirred: false };
    });
    const readers = nodes.map((): Gate[] => []);
    for (const gate of this.#gates) for (const source of gate.sources) readers[source]?.push(gate);
    this.#readers = readers;
    this.#values = new Int32Array(nodes.length * words);
  }

  /** @param vectors at most one more than there are lanes */
  run(vectors: readonly bigint[]): void {
    this.#settle(vectors.slice(0, -1));
    this.#due.length = 0;
    this.#change(vectors.slice(1));
    // Due times only ever come to lie beyond the present one.
    for (let time = 0; time === 0 || time < this.#due.length; time++) {
      for (const gate of this.#due[time] ?? []) this.#mature(gate);
      for (const gate of this.#stirred) this.#evaluate(gate, time);
      this.#stirred = [];
    }
  }

  #settle(vectors: readonly bigint[]): void {
    for (const { node, bit } of this.#inputs) writeInput(bit, vectors, node, this.#values, words);
    for (const gate of this.#gates) {
      this.#compute(gate, (word, value) => {
        gate.target[word] = value;
      });
      this.#values.set(gate.target, gate.node * words);
    }
  }

  #change(vectors: readonly bigint[]): void {
    for (const { node, bit } of this.#inputs) {
      writeInput(bit, vectors, node, this.#values, words);
      this.#stir(node);
    }
  }

  #stir(node: number): void {
    for (const gate of this.#readers[node] ?? []) {
      if (gate.stirred) continue;
      gate.stirred = true;
      this.#stirred.push(gate);
    }
  }

  /** What a gate's function is now, given what its sources are. */
  #compute({ cone, of }: TimedGate, take: (word: number, value: number) => void): void {
    const { nodes } = this.#circuit.graph;
    for (const number of cone) {
      const node = nodes[number];
      if (node !== undefined) evaluateNode(node, number, this.#values, words);
    }
    const [at, flip] = [nodeOf(of) * words, -(of & 1)];
    for (let word = 0; word < words; word++) take(word, (this.#values[at + word] ?? 0) ^ flip);
  }

  #evaluate(gate: Gate, time: number): void {
    gate.stirred = false;
    const { target, pending, delay } = gate;
    const mask = new Int32Array(words);
    let any = 0;
    this.#compute(gate, (word, value) => {
      const changed = value ^ (target[word] ?? 0);
      any |= changed;
      mask[word] = changed;
      target[word] = value;
    });
    if (any === 0) return;
    for (const earlier of pending)
      for (let word = 0; word < words; word++)
        earlier.mask[word] = (earlier.mask[word] ?? 0) & ~(mask[word] ?? 0);
    pending.push({ time: time + delay, mask });
    (this.#due[time + delay] ??= []).push(gate);
  }

  /** A gate's output takes the value that its function has had for as long as its delay. */
  #mature({ node, tap, target, pending }: Gate): void {
    const { mask } = pending.shift() ?? { mask: target };
    const at = node * words;
    let changes = 0;
    for (let word = 0; word < words; word++) {
      const own = this.#values[at + word] ?? 0;
      const changed = (own ^ (target[word] ?? 0)) & (mask[word] ?? 0);
      if (changed === 0) continue;
      changes += ones(changed);
      this.#values[at + word] = own ^ changed;
    }
    if (changes === 0) return;
    this.toggles[tap] = (this.toggles[tap] ?? 0) + changes;
    this.#stir(node);
  }
}
