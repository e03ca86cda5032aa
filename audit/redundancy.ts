import type { Circuit } from "../circuit/circuit.js";
import { MeaningfulState } from "../circuit/meaningful-state.js";
import type { StateBit } from "../circuit/state-bit.js";
import type { Design } from "../generators/design.js";
import { iteratedCore } from "../generators/iterated-core.js";
import { compareMachines, type Equivalence, type EquivalenceOptions } from "./equivalence.js";
import { compareIterations } from "./iteration.js";

/**
 * Decides for each variant of a design, a fault or a mutant, whether it changes nothing. An iterative unit is compared in the
 * states that it reaches; any other design in every state, its don't-cares left out.
 * @param held how many registers a circuit has, and which of them hold the design's state
 * @throws as `compareAll`
 */
export async function compareVariants(
  design: Design,
  good: Circuit,
  variants: readonly Circuit[],
  { registers, state }: { readonly registers: number; readonly state: readonly StateBit[] },
  options: EquivalenceOptions,
): Promise<Equivalence[]> {
  const compared =
    variants.length > 0 && iteratedCore(design) !== null
      ? await compareIterations(design, good, variants, registers, options)
      : null;
  return compared ?? compareMachines(good, variants, new MeaningfulState(design, registers, state), options);
}
