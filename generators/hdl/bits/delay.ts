import type { BitNetwork } from "./network.js";
import type { Word } from "./sum.js";

/** Delays of mapped gates, in FO4. */
export interface GateDelays {
  /** One level of two-input ANDs or ORs, in a tree that is balanced by arrival times. */
  readonly and: number;
  /** One level of two-input XORs. */
  readonly xor: number;
  /** A multiplexer, from a data input; from its select input only the fan-out counts. */
  readonly select: number;
  /** For each doubling of a bit's fan-out. */
  readonly fanout: number;
  /** An input's driver and an output's load. */
  readonly ports: number;
}

/** Fitted to OpenSTA's delays of blocks mapped for speed in Nangate 45 nm: `npm run estimates -- --fit`. */
export const gateDelays: GateDelays = { and: 0.92, xor: 1.77, select: 1.39, fanout: 0.33, ports: 1.39 };

/** The latest arrival time of some bits, ports included, in FO4. */
export function settlesAt(network: BitNetwork, ends: Word, delays: GateDelays = gateDelays): number {
  const times = settlingTimes(network, ends, delays);
  return Math.max(0, ...ends.map((bit) => times[bit >> 1] ?? 0)) + delays.ports;
}

/**
 * Each gate's arrival time, in FO4.
 * @param ends the network's outputs; gates that no output depends on are no load
 */
export function settlingTimes({ gates }: BitNetwork, ends: Word, delays: GateDelays = gateDelays): number[] {
  const loads = loadsOf({ gates }, ends);
  const times: number[] = [];
  for (const [index, { kind, of }] of gates.entries()) {
    if (kind === "constant") {
      times.push(0);
      continue;
    }
    const arrivals = of.map((bit) => times[bit >> 1] ?? 0);
    const [first = 0, ...others] = arrivals;
    const made =
      kind === "and" || kind === "xor"
        ? treeOf(arrivals, delays[kind])
        : kind === "select"
          ? Math.max(first, Math.max(...others) + delays.select)
          : 0;
    times.push(made + delays.fanout * Math.log2(Math.max(1, loads[index] ?? 0)));
  }
  return times;
}

/** Arrival time of a tree of two-input gates in which late bits pass the fewest levels, by Kraft's inequality. */
function treeOf(arrivals: readonly number[], level: number): number {
  const last = Math.max(...arrivals);
  return (
    last + level * Math.log2(arrivals.reduce((leaves, time) => leaves + 2 ** ((time - last) / level), 0))
  );
}

/** Each gate's fan-out: how many outputs, and gates that an output depends on, it drives. */
function loadsOf({ gates }: Pick<BitNetwork, "gates">, ends: Word): number[] {
  const loads = gates.map(() => 0);
  const load = (bit: number): void => {
    loads[bit >> 1] = (loads[bit >> 1] ?? 0) + 1;
  };
  ends.forEach(load);
  for (let index = gates.length - 1; index > 0; index--)
    if ((loads[index] ?? 0) > 0) gates[index]?.of.forEach(load);
  return loads;
}
