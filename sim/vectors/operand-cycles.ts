import { datapathOf } from "../../circuit/datapath.js";
import { isIteration } from "../../generators/contract/operator.js";
import type { Design } from "../../generators/design.js";
import { iteratedCore } from "../../generators/iterated-core.js";
import { withResetCycles } from "../../generators/reset.js";
import type { Bits } from "../../golden/format.js";
import { cornerVectors } from "../../operands/corners.js";
import type { Random } from "../../operands/random.js";
import { layoutOf } from "../../operands/word.js";
import type { Budget } from "./budget.js";
import { searchVectors } from "./gate-exhaustive/search.js";

/** Operands of so many bits are all looked at. */
const fewBits = 16;

/**
 * Cycles that give an iterative unit operands that excite and observe the gates of its combinational form. The registers cannot be
 * loaded, but the form's decoders, rows and rounding are the unit's: its rows stand once, and are used one after the other.
 *
 *     the form's datapath ──► searchVectors ──► operands ──► cycles that take them and give the result
 *
 * @returns none of a design that is no iterative unit
 */
export function operandCycles(design: Design, random: Random, budget: Budget): Bits[] {
  const form = iteratedCore(design);
  const core = design.operator.core?.(design.parameters) ?? null;
  if (form === null || core === null || !isIteration(core)) return [];
  const layout = layoutOf(form.ports, "input");
  const formats = layout.fields.map(({ format }) => format);
  const promising =
    layout.width <= fewBits
      ? Array.from({ length: 2 ** layout.width }, (_, word) => BigInt(word))
      : Array.from(cornerVectors(formats, random, budget.corners), (each) => layout.join(each));
  const found = searchVectors(datapathOf(form), {
    known: Array.from(form.cases(), (bits) => layout.pack(bits)).slice(0, budget.cases),
    promising: random.some(promising, Math.min(promising.length, budget.promising)),
    random,
    most: budget.candidates,
  });
  return [...withResetCycles(core.cycles(found.map((word) => layout.unpack(word))), design.reset)];
}
