import type { BitNetwork } from "./network.js";
import type { Word } from "./sum.js";

/** What gates take once they are mapped, in FO4. */
export interface GateDelays {
  /** A level of two-input ANDs or ORs in a tree of them, which is balanced by when bits arrive. */
  readonly and: number;
  /** The same of exclusive-ors. */
  readonly xor: number;
  /** From what is selected; what selects is waited for by its fan-out. */
  readonly select: number;
  /** For each doubling of the gates that a bit drives. */
  readonly fanout: number;
  /** An input's driver and an output's load. */
  readonly ports: number;
}

/** As fitted to blocks mapped for speed, in Nangate 45 nm, by OpenSTA: `npm run estimates -- --fit`. */
export const gateDelays: GateDelays = { and: 0.92, xor: 1.77, select: 1.39, fanout: 0.33, ports: 1.39 };

/** When the last of some bits settles, in FO4. */
export function settlesAt(network: BitNetwork, ends: Word, delays: GateDelays = gateDelays): number {
  const times = settlingTimes(network, ends, delays);
  return Math.max(0, ...ends.map((bit) => times[bit >> 1] ?? 0)) + delays.ports;
}

/**
 * When each gate settles, in FO4.
 * @param ends what the network is there for: what these do not depend on loads nothing
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

/** A tree of gates of two bits in which those that arrive last go through the fewest, by Kraft's inequality. */
function treeOf(arrivals: readonly number[], level: number): number {
  const last = Math.max(...arrivals);
  return (
    last + level * Math.log2(arrivals.reduce((leaves, time) => leaves + 2 ** ((time - last) / level), 0))
  );
}

/** How many gates and ends each gate drives, of those that an end depends on. */
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
