import { arities, columns, gateNames, matchOf, valueOf, type Match } from "./functions.js";
import { constantZero, firstGate, type Genome } from "./genome.js";

const inverter = gateNames.indexOf("inv");

/** What became of a gate. */
export type Simplified = "kept" | "aliased" | "impossible";

/** Simplifies gates whose inputs are constant, or one and the same, or whose inverter follows another. */
export class Simplifier {
  constructor(private readonly matches: ReadonlyMap<number, Match>) {}

  /**
   * Makes the cheapest gate with the same function. One that is a constant or one of its inputs is left to its users: `alias`
   * then says what stands for it.
   */
  gate(genome: Genome, node: number, alias: Int32Array): Simplified {
    const { shape, gates, inputs } = genome;
    const gate = gates[node] ?? 0;
    const count = arities[gate] ?? 0;
    const low = constantZero(shape);
    let plain = true;
    for (let k = 0; k < count; k++) {
      const input = inputs[4 * node + k] ?? 0;
      if (input === low || input === low + 1) plain = false;
      for (let other = 0; other < k; other++) if (inputs[4 * node + other] === input) plain = false;
    }
    if (plain) {
      if (gate !== inverter) return "kept";
      const input = inputs[4 * node] ?? 0;
      if (input < firstGate(shape) || gates[input] !== inverter) return "kept";
      alias[node] = inputs[4 * input] ?? 0;
      return "aliased";
    }
    return this.#reduce(genome, node, alias);
  }

  #reduce({ shape, gates, inputs }: Genome, node: number, alias: Int32Array): Simplified {
    const gate = gates[node] ?? 0;
    const count = arities[gate] ?? 0;
    const own = Array.from(inputs.subarray(4 * node, 4 * node + count));
    const low = constantZero(shape);
    const constant = (input: number): boolean => input === low || input === low + 1;
    let distinct = [...new Set(own.filter((input) => !constant(input)))];
    const tableFor = (taken: readonly number[]): number => {
      const words = own.map((input) =>
        constant(input) ? (input === low + 1 ? 0xffff : 0) : (columns[taken.indexOf(input)] ?? 0),
      );
      const [a = 0, b = 0, c = 0, d = 0] = words;
      return valueOf(gate, a, b, c, d) & (2 ** (2 ** taken.length) - 1);
    };
    // inputs on which it does not depend
    distinct = distinct.filter((_, k) => {
      const table = tableFor(distinct);
      const size = 2 ** distinct.length;
      for (let row = 0; row < size; row++)
        if (((table >> row) & 1) !== ((table >> (row ^ (1 << k))) & 1)) return true;
      return false;
    });
    const table = tableFor(distinct);
    const [only] = distinct;
    if (only === undefined) {
      alias[node] = low + (table & 1);
      return "aliased";
    }
    if (distinct.length === 1 && table === 0b10) {
      alias[node] = only;
      return "aliased";
    }
    const match = matchOf(this.matches, distinct.length, table);
    if (match === undefined) return "impossible";
    gates[node] = match.gate;
    inputs.fill(0, 4 * node, 4 * node + 4);
    match.inputs.forEach((at, k) => (inputs[4 * node + k] = distinct[at] ?? 0));
    return "kept";
  }
}
