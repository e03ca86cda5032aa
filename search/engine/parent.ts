import { copyInto, copyOf, firstGate, type Genome } from "./genome.js";

/** A netlist that is changed, and what of it any change asks for: which gates are live, and what takes each of them. */
export class Parent {
  readonly genome: Genome;
  /** Whether each node is live; operands and constants always are. */
  readonly live: Uint8Array;
  /** Live gates, the last one first. */
  readonly nodes: Int32Array;
  count = 0;
  /** Of the live gates, added up in the order of `nodes`. */
  area = 0;
  /** So many inputs of live gates, and outputs, take each node. */
  readonly uses: Int32Array;
  /** Live gates that take a gate: those of node i are in `users` from `usersFrom[i]` to `usersFrom[i + 1]`. */
  readonly usersFrom: Int32Array;
  readonly users: Int32Array;

  constructor(
    genome: Genome,
    private readonly areas: Float64Array,
  ) {
    this.genome = copyOf(genome);
    const room = genome.gates.length;
    this.live = new Uint8Array(room);
    [this.nodes, this.uses] = [new Int32Array(room), new Int32Array(room)];
    [this.usersFrom, this.users] = [new Int32Array(room + 1), new Int32Array(4 * room)];
    this.#look();
  }

  /** Another netlist takes its place. */
  become(genome: Genome): void {
    copyInto(genome, this.genome);
    this.#look();
  }

  #look(): void {
    const { gates, inputs, outputs, shape } = this.genome;
    const { uses, nodes, areas, live } = this;
    const least = firstGate(shape);
    uses.fill(0);
    live.fill(0);
    live.fill(1, 0, least);
    for (const node of outputs) uses[node] = (uses[node] ?? 0) + 1;
    let [area, count] = [0, 0];
    for (let node = gates.length - 1; node >= least; node--) {
      if (uses[node] === 0) continue;
      live[node] = 1;
      area += areas[gates[node] ?? 0] ?? 0;
      nodes[count++] = node;
      for (let at = 4 * node; at < 4 * node + 4; at++) {
        const input = inputs[at] ?? 0;
        uses[input] = (uses[input] ?? 0) + 1;
      }
    }
    [this.area, this.count] = [area, count];
    this.#sortUsers();
  }

  /** Sorts the gates' inputs by what they take. */
  #sortUsers(): void {
    const { genome, nodes, count, usersFrom, users } = this;
    const { inputs, shape } = genome;
    const least = firstGate(shape);
    usersFrom.fill(0);
    for (let index = 0; index < count; index++)
      for (let from = 4 * (nodes[index] ?? 0), at = from; at < from + 4; at++) {
        const input = inputs[at] ?? 0;
        if (input >= least) usersFrom[input] = (usersFrom[input] ?? 0) + 1;
      }
    // where each node's users end; filled from there downwards
    for (let node = 1; node < usersFrom.length; node++)
      usersFrom[node] = (usersFrom[node] ?? 0) + (usersFrom[node - 1] ?? 0);
    for (let index = 0; index < count; index++)
      for (let from = 4 * (nodes[index] ?? 0), at = from; at < from + 4; at++) {
        const input = inputs[at] ?? 0;
        if (input < least) continue;
        const place = (usersFrom[input] ?? 0) - 1;
        usersFrom[input] = place;
        users[place] = nodes[index] ?? 0;
      }
  }
}
