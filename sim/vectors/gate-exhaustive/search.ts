import type { Datapath } from "../../../circuit/datapath.js";
import type { Random } from "../../../operands/random.js";
import { GateCoverage } from "./coverage.js";
import { neighbour } from "./neighbours.js";

export interface SearchOptions {
  /** Vectors that are run anyway. */
  readonly known: readonly bigint[];
  /** Vectors that are worth running, but too many for that. */
  readonly promising: readonly bigint[];
  readonly random: Random;
  /** Most neighbours of vectors to look at. */
  readonly most: number;
}

/** Neighbours that are looked at before those found among them have neighbours themselves. */
const perRound = 8192;
/** Of those that lack but an output that hangs on a gate, so many have neighbours in a round. */
const nearest = 64;

/**
 * Looks for vectors that show of a datapath's gates what the known ones do not (see `GateCoverage`): first among the
 * promising ones, then among neighbours of all of these and of what was found.
 * @param datapath its circuit has no taps
 * @returns few vectors
 */
export function searchVectors(
  { circuit, layout, misreadings }: Datapath,
  { known, promising, random, most }: SearchOptions,
): bigint[] {
  if (circuit.outputs.length === 0 || promising.length + most === 0) return [];
  const coverage = new GateCoverage(circuit, misreadings);
  coverage.show(known);
  const pick = (candidates: readonly bigint[]): bigint[] =>
    coverage.show(candidates).map((index) => candidates[index] ?? 0n);
  const found = pick(promising);
  const seeds = [...known, ...promising];
  if (seeds.length === 0) return found;
  let newest = found;
  for (let left = most; left > 0; left -= perRound) {
    // what lacks but an output that hangs on the gate, and what was found last, is nearest to what nobody has found yet
    const near = coverage.near(nearest);
    const origins = [near, near, near, newest, found, seeds].filter((vectors) => vectors.length > 0);
    const candidates = Array.from({ length: Math.min(left, perRound) }, (_, i) =>
      neighbour(random.pick(origins[i % origins.length] ?? seeds), layout, random),
    );
    const more = pick(candidates);
    if (more.length > 0) newest = more;
    for (const vector of more) found.push(vector);
  }
  return found;
}
