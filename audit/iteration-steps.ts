import { liveNodes, type Circuit } from "../circuit/circuit.js";
import { copyCircuit } from "../circuit/copy.js";
import { Graph, nodeOf, no, not, yes, type Literal } from "../circuit/graph.js";

/** Something that must never be 1, and where it is: an inputs word of the good circuit, ports and registers, bit 0 first. */
export interface Obligation {
  readonly differs: Literal;
  readonly at: readonly Literal[];
}

/** Inputs that are given in a cycle, by their bits; the others are open. */
type Given = readonly (readonly [bit: number, value: Literal])[];

/** What the registers of each circuit hold. */
interface States {
  readonly good: readonly Literal[];
  readonly variant: readonly Literal[];
}

/** Two circuits with registers side by side, as functions of what is open: their first states and the inputs of each cycle. */
export class BesideUnit {
  readonly graph = new Graph();
  readonly obligations: Obligation[] = [];
  /** For each register the value that a reset gives it in the good circuit; null where none. */
  #cleared: readonly (Literal | null)[] = [];
  /** The cycle that takes operands: what is broken later, is broken by them. */
  #taken: readonly Literal[] | null = null;
  #inputs = 0;

  constructor(
    private readonly good: Circuit,
    private readonly variant: Circuit,
    private readonly size: { readonly ports: number; readonly registers: number },
  ) {}

  /** What a reset makes of any state, the same of both; what it leaves alone is open, apart for each. */
  reset(given: Given): States {
    const before = this.#open();
    const inputs = this.#cycle(given);
    const after = this.#next(before, inputs);
    this.#cleared = after.good.map((next) => (next === no || next === yes ? next : null));
    this.#demandIdle(after, before, inputs);
    const idle = () => this.#cleared.map((value) => value ?? this.#input());
    return { good: idle(), variant: idle() };
  }

  /** Outputs are equal, whatever the inputs are: an asynchronous reset, too. */
  outputs(states: States): void {
    const inputs = this.#cycle([]);
    const [good, variant] = [
      this.#shown(this.good, states.good, inputs),
      this.#shown(this.variant, states.variant, inputs),
    ];
    good.forEach((literal, i) => {
      this.#demand(this.graph.xor(literal, variant[i] ?? no), states, inputs);
    });
  }

  /** The next states of a cycle. The first one takes operands. */
  step(states: States, given: Given): States {
    const inputs = this.#cycle(given);
    this.#taken ??= [...inputs, ...states.good];
    return this.#next(states, inputs);
  }

  /** Both are idle after a cycle. */
  isIdle(states: States, given: Given): void {
    const inputs = this.#cycle(given);
    this.#demandIdle(this.#next(states, inputs), states, inputs);
  }

  /** A cycle leaves what is read in it, and in those like it, as it is; the states with all else open. */
  stays(states: States, given: Given): States {
    const inputs = this.#cycle(given);
    const kept = {
      good: this.#readIn(this.good, states.good, inputs),
      variant: this.#readIn(this.variant, states.variant, inputs),
    };
    const after = this.#next(kept, inputs);
    for (const side of ["good", "variant"] as const)
      kept[side].forEach((state, i) => {
        if (state === states[side][i])
          this.#demand(this.graph.xor(state, after[side][i] ?? no), states, inputs);
      });
    return kept;
  }

  /** A state with everything open that neither the outputs nor the next state of what they read depend on. */
  #readIn(circuit: Circuit, state: readonly Literal[], inputs: readonly Literal[]): Literal[] {
    const isConstant = (literal: Literal): boolean => literal === no || literal === yes;
    let open = state.map((literal) => (isConstant(literal) ? literal : this.#input()));
    // What a constant is read for shows only where it is none, and then others are read that it kept out.
    for (const [i, literal] of state.entries()) {
      if (!isConstant(literal)) continue;
      const tried = open.with(i, this.#input());
      if (!this.#read(circuit, tried, inputs).has(i)) open = tried;
    }
    const read = this.#read(circuit, open, inputs);
    return state.map((literal, i) => (read.has(i) || open[i] === literal ? literal : (open[i] ?? literal)));
  }

  /** The registers that the outputs depend on in a cycle, and that the next states of these do, by their open states. */
  #read(circuit: Circuit, open: readonly Literal[], inputs: readonly Literal[]): Set<number> {
    const outputs = this.#run(circuit, open, inputs);
    const ports = outputs.length - this.size.registers;
    const fixed = (register: number): boolean => open[register] === no || open[register] === yes;
    for (let read = new Set<number>(); ;) {
      const seen = outputs.filter((_, i) => i < ports || read.has(i - ports) || fixed(i - ports));
      const live = new Set(liveNodes({ graph: this.graph, inputWidth: 0, outputs: seen }));
      const more = new Set(open.flatMap((literal, i) => (live.has(nodeOf(literal)) ? [i] : [])));
      if (more.size === read.size) return read;
      read = more;
    }
  }

  #demandIdle(after: States, before: States, inputs: readonly Literal[]): void {
    for (const side of ["good", "variant"] as const)
      this.#cleared.forEach((value, i) => {
        if (value === null) return;
        this.#demand(this.graph.xor(after[side][i] ?? not(value), value), before, inputs);
      });
  }

  #demand(differs: Literal, states: States, inputs: readonly Literal[]): void {
    this.obligations.push({ differs, at: this.#taken ?? [...inputs, ...states.good] });
  }

  #open(): States {
    const state = () => Array.from({ length: this.size.registers }, () => this.#input());
    return { good: state(), variant: state() };
  }

  #cycle(given: Given): Literal[] {
    const values = new Map(given);
    return Array.from({ length: this.size.ports }, (_, bit) => values.get(bit) ?? this.#input());
  }

  #input(): Literal {
    return this.graph.input(this.#inputs++);
  }

  #next({ good, variant }: States, inputs: readonly Literal[]): States {
    const next = (circuit: Circuit, state: readonly Literal[]) =>
      this.#run(circuit, state, inputs).slice(circuit.outputs.length - this.size.registers);
    return { good: next(this.good, good), variant: next(this.variant, variant) };
  }

  #shown(circuit: Circuit, state: readonly Literal[], inputs: readonly Literal[]): Literal[] {
    const outputs = circuit.outputs.slice(0, circuit.outputs.length - this.size.registers);
    return this.#run({ ...circuit, outputs }, state, inputs);
  }

  #run(circuit: Circuit, state: readonly Literal[], inputs: readonly Literal[]): Literal[] {
    const given = [...inputs, ...state];
    return copyCircuit(circuit, this.graph, { input: (bit) => given[bit] ?? no });
  }
}
