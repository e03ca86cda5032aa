import type { GateName } from "../../generators/blocks/gates/kinds.js";
import { arities, gateNames } from "./functions.js";
import { firstGate, genomeOf, liveIn, type GateList, type Genome } from "./genome.js";
import { inputBits, type Shape } from "./shape.js";

/** Delays of gates, about as in a 45 nm library, in units of an inverter that drives four. */
const delays: Readonly<Record<GateName, number>> = {
  inv: 0.5,
  nand2: 0.7,
  nor2: 0.9,
  and2: 1.2,
  or2: 1.4,
  xor2: 1.6,
  xnor2: 1.6,
  nand3: 0.9,
  nor3: 1.4,
  and3: 1.5,
  or3: 2,
  aoi21: 1.1,
  oai21: 1,
  mux2: 1.7,
  nand4: 1.2,
  nor4: 2,
  and4: 1.8,
  or4: 2.6,
  aoi22: 1.3,
  oai22: 1.3,
  aoi211: 1.8,
  oai211: 1.4,
};

/** More for each further gate that an output drives. */
const perLoad = 0.12;

const ofGate = Float64Array.from(gateNames, (name) => delays[name]);

/** Estimates when the last output arrives. */
export class Arrivals {
  readonly #at: Float64Array;
  readonly #loads: Float64Array;

  readonly #live: Uint8Array;

  constructor(room: number) {
    this.#at = new Float64Array(room);
    this.#loads = new Float64Array(room);
    this.#live = new Uint8Array(room);
  }

  latest(genome: Genome): number {
    const { shape, gates, inputs, outputs } = genome;
    const [at, loads, live] = [this.#at, this.#loads, this.#live];
    const [first, end] = [firstGate(shape), gates.length];
    liveIn(genome, live);
    loads.fill(0);
    for (let node = first; node < end; node++) {
      if (live[node] === 0) continue;
      const taken = arities[gates[node] ?? 0] ?? 0;
      for (let k = 0; k < taken; k++) {
        const input = inputs[4 * node + k] ?? 0;
        loads[input] = (loads[input] ?? 0) + 1;
      }
    }
    at.fill(0, 0, first);
    for (let input = 0; input < inputBits(shape); input++) at[input] = perLoad * (loads[input] ?? 0);
    for (let node = first; node < end; node++) {
      if (live[node] === 0) continue;
      const gate = gates[node] ?? 0;
      const taken = arities[gate] ?? 0;
      let last = 0;
      for (let k = 0; k < taken; k++) last = Math.max(last, at[inputs[4 * node + k] ?? 0] ?? 0);
      at[node] = last + (ofGate[gate] ?? 0) + perLoad * (loads[node] ?? 0);
    }
    return outputs.reduce((last, node) => Math.max(last, at[node] ?? 0), 0);
  }
}

/** The same of a netlist as a list. */
export function estimatedDelay(list: GateList, shape: Shape): number {
  const genome = genomeOf(shape, list, 0);
  return new Arrivals(genome.gates.length).latest(genome);
}
