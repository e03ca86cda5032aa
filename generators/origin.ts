import type { Design } from "./design.js";
import { catalogue } from "./operators/catalogue.js";

const made = new WeakSet<Design>();

/** Notes that a design is as `makeDesign` makes it. A copy in which something was changed is not noted. */
export function asMade(design: Design): Design {
  made.add(design);
  return design;
}

/**
 * All that decides a design's Verilog beside this program: designs of one origin have the same Verilog, character by
 * character. Undefined where that is not known: of somebody's module, of a script's operator, of a changed copy.
 */
export function originOf(design: Design): string | undefined {
  const { operator, parameters, spec, name } = design;
  if (!made.has(design) || !catalogue.includes(operator)) return undefined;
  return JSON.stringify([spec, name, operator.reads?.(parameters) ?? null]);
}
