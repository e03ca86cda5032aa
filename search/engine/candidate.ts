import { copyInto, copyOf, firstGate, type Genome } from "./genome.js";
import type { Likeness, Mutator } from "./mutations.js";
import type { Parent } from "./parent.js";
import type { Simplifier } from "./simplify.js";

/**
 * A changed copy of a parent. It costs as much as what follows the change, not as the netlist: of a few hundred gates that are some
 * forty. Only what a change has touched is looked at, from gate to gate in topological order.
 */
export class Candidate {
  readonly genome: Genome;
  /** Live gates that are not as in the parent, or follow one that is not, in order; so many of them. */
  readonly run: Int32Array;
  count = 0;
  /** What stands for a node, where it is replaced. */
  readonly #alias: Int32Array;
  readonly #own: Int32Array;
  /** Whether a node is changed, replaced, or follows one that is; those of them that are gates still. */
  readonly #dirty: Uint8Array;
  readonly #dirtyNodes: Int32Array;
  #dirtyCount = 0;
  /** Gates whose kind or inputs are not the parent's, or that something stands for. */
  readonly #changed: Int32Array;
  #changedCount = 0;
  /** Nodes that are to be looked at, one bit each, 32 in a word. */
  readonly #waiting: Int32Array;
  #firstWaiting = 0;
  /** As in the parent, and then of the candidate. */
  readonly #uses: Int32Array;
  #area = 0;

  constructor(
    private readonly parent: Parent,
    private readonly areas: Float64Array,
    private readonly mutator: Mutator,
    private readonly simplifier: Simplifier,
  ) {
    this.genome = copyOf(parent.genome);
    const room = this.genome.gates.length;
    const numbers = (): Int32Array => new Int32Array(room);
    this.#own = Int32Array.from({ length: room }, (_, node) => node);
    [this.#alias, this.#dirtyNodes, this.run] = [numbers(), numbers(), numbers()];
    [this.#changed, this.#uses] = [numbers(), numbers()];
    this.#dirty = new Uint8Array(room);
    this.#waiting = new Int32Array(Math.ceil(room / 32));
  }

  /**
   * Changes the parent in one place, now and then in two.
   * @returns the area; undefined where it is no candidate, or the parent once more
   */
  change(likeness: Likeness, changes: number): number | undefined {
    const { genome, parent } = this;
    const [alias, dirty] = [this.#alias, this.#dirty];
    copyInto(parent.genome, genome);
    dirty.fill(0);
    alias.set(this.#own);
    this.#waiting.fill(0);
    this.#firstWaiting = this.#waiting.length;
    this.#dirtyCount = this.#changedCount = 0;
    for (let left = changes; left > 0; left--) {
      const { replaced, by } = this.mutator.change(genome, parent, likeness, this.#touched);
      if (replaced < 0 || alias[replaced] !== replaced) continue;
      alias[replaced] = alias[by] ?? 0;
      this.#touched(replaced);
    }
    const isTouched = this.#firstWaiting < this.#waiting.length;
    if (isTouched && !this.#settle()) return undefined;
    const { outputs } = genome;
    let isNew = isTouched;
    for (let bit = 0; bit < outputs.length; bit++) {
      const output = alias[outputs[bit] ?? 0] ?? 0;
      outputs[bit] = output;
      isNew ||= output !== parent.genome.outputs[bit];
    }
    if (!isNew) return undefined;
    this.#recount();
    return this.#area;
  }

  readonly #touched = (node: number): void => {
    this.#dirty[node] = 1;
    this.#wait(node);
    this.#firstWaiting = Math.min(this.#firstWaiting, node >> 5);
  };

  #wait(node: number): void {
    this.#waiting[node >> 5] = (this.#waiting[node >> 5] ?? 0) | (1 << (node & 31));
  }

  /** Brings what follows a change into line. @returns whether the library has the gates for it */
  #settle(): boolean {
    const waiting = this.#waiting;
    const { users, usersFrom } = this.parent;
    for (let word = this.#firstWaiting; word < waiting.length; word++)
      for (let bits = waiting[word] ?? 0; bits !== 0; bits = waiting[word] ?? 0) {
        waiting[word] = bits & (bits - 1);
        const node = 32 * word + 31 - Math.clz32(bits & -bits);
        if (!this.#settleNode(node)) return false;
        if (this.#dirty[node] === 0) continue;
        const end = usersFrom[node + 1] ?? 0;
        for (let at = usersFrom[node] ?? 0; at < end; at++) this.#wait(users[at] ?? 0);
      }
    return true;
  }

  #settleNode(node: number): boolean {
    const { inputs } = this.genome;
    const [alias, dirty] = [this.#alias, this.#dirty];
    if (alias[node] !== node) {
      // its stand-in may have got one too
      alias[node] = alias[alias[node] ?? 0] ?? 0;
      this.#changed[this.#changedCount++] = node;
      return true;
    }
    let isNew = dirty[node] === 1;
    let isDirty = 0;
    for (let at = 4 * node; at < 4 * node + 4; at++) {
      const input = inputs[at] ?? 0;
      const now = alias[input] ?? 0;
      isDirty |= dirty[now] ?? 0;
      if (now === input) continue;
      inputs[at] = now;
      isNew = true;
    }
    if (isNew) {
      isDirty = 1;
      dirty[node] = 1;
      this.#changed[this.#changedCount++] = node;
      if (this.simplifier.gate(this.genome, node, alias) === "impossible") return false;
      // what stands for it has its own place in this order
      if (alias[node] !== node) return true;
    }
    // an input may be replaced by a node that is as it was
    if (isDirty === 0) return true;
    dirty[node] = 1;
    this.#dirtyNodes[this.#dirtyCount++] = node;
    return true;
  }

  /** Counts uses and area anew, where something has changed, and lists what is to be run. */
  #recount(): void {
    const { genome, parent, areas } = this;
    const { gates, inputs, outputs } = genome;
    const before = parent.genome;
    const uses = this.#uses;
    uses.set(parent.uses);
    this.#area = parent.area;
    // first what is taken newly, so that nothing is given up in between
    for (let bit = 0; bit < outputs.length; bit++)
      if (outputs[bit] !== before.outputs[bit]) this.#use(outputs[bit] ?? 0);
    for (let index = 0; index < this.#changedCount; index++) {
      const node = this.#changed[index] ?? 0;
      if (parent.live[node] === 0) continue;
      this.#area += (areas[gates[node] ?? 0] ?? 0) - (areas[before.gates[node] ?? 0] ?? 0);
      for (let at = 4 * node; at < 4 * node + 4; at++)
        if (inputs[at] !== before.inputs[at]) this.#use(inputs[at] ?? 0);
    }
    for (let bit = 0; bit < outputs.length; bit++)
      if (outputs[bit] !== before.outputs[bit]) this.#release(before.outputs[bit] ?? 0);
    for (let index = 0; index < this.#changedCount; index++) {
      const node = this.#changed[index] ?? 0;
      if (parent.live[node] === 0) continue;
      for (let at = 4 * node; at < 4 * node + 4; at++)
        if (inputs[at] !== before.inputs[at]) this.#release(before.inputs[at] ?? 0);
    }
    this.count = 0;
    for (let index = 0; index < this.#dirtyCount; index++) {
      const node = this.#dirtyNodes[index] ?? 0;
      if ((uses[node] ?? 0) > 0) this.run[this.count++] = node;
    }
  }

  #use(node: number): void {
    const { gates, inputs, shape } = this.genome;
    if (node < firstGate(shape)) return;
    const known = this.#uses[node] ?? 0;
    this.#uses[node] = known + 1;
    if (known > 0) return;
    this.#area += this.areas[gates[node] ?? 0] ?? 0;
    for (let at = 4 * node; at < 4 * node + 4; at++) this.#use(inputs[at] ?? 0);
  }

  #release(node: number): void {
    const { gates, inputs, shape } = this.genome;
    if (node < firstGate(shape)) return;
    const left = (this.#uses[node] ?? 0) - 1;
    this.#uses[node] = left;
    if (left > 0) return;
    this.#area -= this.areas[gates[node] ?? 0] ?? 0;
    for (let at = 4 * node; at < 4 * node + 4; at++) this.#release(inputs[at] ?? 0);
  }
}
