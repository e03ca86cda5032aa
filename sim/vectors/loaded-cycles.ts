import { usualLevel } from "../../generators/contract/operator.js";
import type { Design } from "../../generators/design.js";
import type { Bits } from "../../golden/format.js";
import type { Datapath } from "../../circuit/datapath.js";
import { searchVectors } from "./gate-exhaustive/search.js";
import type { Random } from "../../operands/random.js";
import { givesState } from "../../operands/state.js";

export interface CycleSearch {
  /** Cycles that are run anyway. */
  readonly known: readonly Bits[];
  /** Cycles that are worth running; they may leave inputs open. */
  readonly promising: readonly Bits[];
  readonly random: Random;
  /** Most pairs of cycles to look at beside the promising ones. */
  readonly most: number;
}

/**
 * Looks for pairs of cycles that excite and observe conditions of a datapath's gates that the known pairs do not. The first cycle
 * of a pair loads the state: between two clock edges the datapath is a combinational circuit, and the state is an operand of it.
 *
 *     pairs of cycles ──► words: state of the first | ports of the second ──► searchVectors ──► words ──► pairs
 *
 * @returns none where there is no state to load, nor for a pipeline, whose registers are loaded by operands alone
 */
export function searchCycles(
  { ports, state, pipeline }: Design,
  datapath: Datapath,
  { known, promising, random, most }: CycleSearch,
): Bits[] {
  const names = Object.keys(state);
  const { layout } = datapath;
  if (names.length === 0 || pipeline.stages > 0) return [];
  const usual = Object.fromEntries(layout.fields.map(({ name }) => [name, usualLevel(ports[name] ?? {})]));
  const loads = (cycle: Bits): boolean => givesState(state, cycle);
  const loaded = (cycles: readonly Bits[], whenNotFollowed: readonly Bits[]): bigint[] =>
    cycles.flatMap((load, index) => {
      if (!loads(load)) return [];
      const next = cycles[index + 1];
      const isFollowed = next !== undefined && !loads(next);
      const held = Object.fromEntries(names.map((name) => [name, load[name] ?? 0n]));
      return (isFollowed ? [next] : whenNotFollowed).map((each) =>
        layout.pack({ ...usual, ...each, ...held }),
      );
    });
  const found = searchVectors(datapath, {
    // Where the next cycle loads again, the next states of the datapath are lost: that pair shows nothing.
    known: loaded(known, []),
    // A case that only loads may be worth a cycle that follows it.
    promising: loaded(promising, [{}]),
    random,
    most,
  });
  const only = (bits: Bits, isWanted: (name: string) => boolean): Bits =>
    Object.fromEntries(Object.entries(bits).filter(([name]) => isWanted(name)));
  return found.flatMap((word) => {
    const bits = layout.unpack(word);
    return [only(bits, (name) => name in ports || name in state), only(bits, (name) => name in ports)];
  });
}
