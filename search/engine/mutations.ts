import type { Random } from "../../operands/random.js";
import { arities } from "./functions.js";
import { firstGate, type Genome } from "./genome.js";
import type { Parent } from "./parent.js";
import { inputBits, type Shape } from "./shape.js";

/** Nodes that are nearly equal, by their planes of the first block. */
export interface Likeness {
  /** For each node earlier ones that are most like it, constants among them. */
  readonly alike: readonly (readonly number[])[];
}

/** A change of a genome: what it must say of it for the rest to be brought into line. */
export interface Mutation {
  /** A node that is replaced by an earlier one everywhere; −1 if none is. */
  readonly replaced: number;
  readonly by: number;
}

const none: Mutation = { replaced: -1, by: -1 };

/** Draws changes of netlists. */
export class Mutator {
  constructor(
    private readonly random: Random,
    private readonly shape: Shape,
    /** The numbers of the gates that the library has. */
    private readonly available: readonly number[],
  ) {}

  /**
   * Changes a genome in one place.
   * @param parent what it is a copy of
   * @param touched is told each node whose gate or inputs are set
   */
  change(
    genome: Genome,
    { nodes, count, live }: Parent,
    likeness: Likeness,
    touched: (node: number) => void,
  ): Mutation {
    const { random } = this;
    const kind = random.below(100);
    if (count === 0 || kind < 8) {
      const bit = random.below(genome.outputs.length);
      genome.outputs[bit] = this.#like(genome.outputs[bit] ?? 0, live, likeness, genome.gates.length);
      return none;
    }
    const node = nodes[random.below(count)] ?? 0;
    if (kind < 50) return { replaced: node, by: this.#like(node, live, likeness, node) };
    const arity = arities[genome.gates[node] ?? 0] ?? 0;
    if (kind < 72) {
      const at = 4 * node + random.below(arity);
      genome.inputs[at] = this.#like(genome.inputs[at] ?? 0, live, likeness, node);
      touched(node);
      return none;
    }
    if (kind < 92) {
      const gate = this.available[random.below(this.available.length)] ?? 0;
      const wanted = arities[gate] ?? 0;
      for (let k = arity; k < wanted; k++) genome.inputs[4 * node + k] = this.#earlier(live, node);
      if (wanted < arity && random.below(2) === 0) {
        // another of its inputs falls away
        const [one, other] = [4 * node + random.below(arity), 4 * node + arity - 1];
        [genome.inputs[one], genome.inputs[other]] = [genome.inputs[other] ?? 0, genome.inputs[one] ?? 0];
      }
      genome.inputs.fill(0, 4 * node + wanted, 4 * node + 4);
      genome.gates[node] = gate;
      touched(node);
      return none;
    }
    return this.#insert(genome, node, live, touched);
  }

  /** A new gate before an input of a node, where there is room for one. */
  #insert(genome: Genome, node: number, live: Uint8Array, touched: (node: number) => void): Mutation {
    const { random } = this;
    let free = node - 1;
    while (free >= firstGate(genome.shape) && live[free] === 1) free--;
    if (free < firstGate(genome.shape)) return none;
    const gate = this.available[random.below(this.available.length)] ?? 0;
    const at = 4 * node + random.below(arities[genome.gates[node] ?? 0] ?? 0);
    const before = genome.inputs[at] ?? 0;
    genome.gates[free] = gate;
    genome.inputs.fill(0, 4 * free, 4 * free + 4);
    for (let k = 0; k < (arities[gate] ?? 0); k++)
      genome.inputs[4 * free + k] = k === 0 && before < free ? before : this.#earlier(live, free);
    genome.inputs[at] = free;
    touched(free);
    touched(node);
    return none;
  }

  /** A node before `end` that is like another; now and then any. */
  #like(node: number, live: Uint8Array, { alike }: Likeness, end: number): number {
    const near = alike[node] ?? [];
    if (near.length > 0 && this.random.below(4) > 0) {
      const found = near[Math.min(this.random.below(near.length), this.random.below(near.length))] ?? 0;
      if (found < end && live[found] === 1) return found;
    }
    return this.#earlier(live, end);
  }

  #earlier(live: Uint8Array, end: number): number {
    for (let tried = 0; tried < 8; tried++) {
      const node = this.random.below(end);
      if (live[node] === 1) return node;
    }
    return this.random.below(inputBits(this.shape));
  }
}
