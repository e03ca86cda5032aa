import type { Datapath } from "../../../circuit/datapath.js";
import type { Random } from "../../../operands/random.js";
import { GateCoverage } from "./coverage.js";
import { neighbour } from "./neighbours.js";

export interface SearchOptions {
  /** Vectors that are run anyway: what they cover need not be found. */
  readonly known: readonly bigint[];
  /** Vectors that are worth running, but too many to run them all. */
  readonly promising: readonly bigint[];
  readonly random: Random;
  /** Most mutated vectors to look at. */
  readonly most: number;
}

/** Mutated vectors that are looked at in a round; those found in it are mutated from the next round on. */
const perRound = 8192;
/** Near misses mutated per round: vectors that excite a gate whose effect reaches no output. */
const nearMisses = 64;

/**
 * Looks for vectors that excite and observe conditions of a datapath's gates that the known ones do not (see `GateCoverage`):
 *
 *     promising ──► coverage ──► found ─────────────┐
 *                      ▲                            ▼
 *                      └── mutated ◄── near misses, found, known, promising     (in rounds)
 *
 * @param datapath its circuit has no taps
 * @returns the vectors that were needed: few
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
    // Half of the mutated vectors come from near misses, and the latest finds have a share of their own: these lie closest to
    // what is still missing.
    const near = coverage.near(nearMisses);
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
