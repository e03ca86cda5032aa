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
 * Looks for pairs of cycles, of which the first loads the state, that show of a datapath's gates what the known pairs do not:
 * a datapath between two clock edges is a circuit without registers, of which the state is an operand.
 * @returns none where there is nothing to load, or a pipeline, whose registers are loaded by operands alone
 */
export function searchCycles(
  { ports, state, pipeline }: Design,
  datapath: Datapath,
  { known, promising, random, most }: CycleSearch,
): Bits[] {
  const names = Object.keys(state);
  const { layout } = datapath;
  if (names.length === 0 || pipeline.stages > 0) return [];
  const usual = Object.fromEntries(
    layout.fields.map(({ name }) => [name, (ports[name]?.likelihood ?? 0) > 1 / 2 ? 1n : 0n]),
  );
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
    // what registers would take is not seen where they are loaded again
    known: loaded(known, []),
    // but what a load shows of itself is worth a cycle of its own
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
