import { renderTemplate } from "../tools/template.js";
import { resetPort } from "./hdl/reset.js";
import { clockOf, type Design } from "./design.js";

/** Period in ns if no frequency was asked for: a placeholder that is easy to notice. */
const unasked = "10.000";

/** Design constraints (SDC) with the clock of a design that has one; its period in ns. */
export function sdcOf(design: Design): string | null {
  const clock = clockOf(design);
  if (clock === null) return null;
  const { frequency } = design.pipeline;
  return renderTemplate("generators/clock.sdc.hbs", {
    module: design.moduleName,
    clock,
    // Its release is for whoever drives it to keep away from the clock's edge: no path from it is timed.
    reset: design.reset?.reset === "async" ? resetPort(design.reset) : false,
    period: frequency === undefined ? unasked : (1000 / frequency).toFixed(3),
    remark:
      frequency === undefined
        ? "No frequency was asked for: set the period, in ns, to your own."
        : `As asked for: ${frequency} MHz; the period in ns.`,
  });
}
