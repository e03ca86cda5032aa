import { isIteration } from "./contract/operator.js";
import type { Design } from "./design.js";
import { makeDesign, writtenValues } from "./make-design.js";

/** The combinational operator whose results an iterative unit finds in several cycles; null of other designs. */
export function iteratedCore(design: Design): Design | null {
  const { operator, parameters } = design;
  const core = operator.core?.(parameters) ?? null;
  if (core === null || !isIteration(core)) return null;
  const written = Object.entries(writtenValues({ ...design, reset: null })).filter(
    ([name]) => !core.without.includes(name),
  );
  return makeDesign(operator, { ...Object.fromEntries(written), ...core.parameters });
}
