import { isIteration } from "../generators/contract/operator.js";
import type { Design } from "../generators/design.js";
import { makeDesign, writtenValues } from "../generators/make-design.js";
import { resetEvent, resetPort, usualReset } from "../generators/hdl/reset.js";
import { renderTemplate } from "../tools/template.js";

/** An accumulator's combinational core, alone and with its protocol around it. */
export interface AccumulatorCore {
  readonly core: Design;
  /** The core's RTL in registers that a template writes, independent of the accumulator's generator. */
  readonly accumulator: Design;
}

/** An accumulator's core; null where its operator names none. */
export function accumulatorCore(design: Design): AccumulatorCore | null {
  const { operator, parameters, moduleName: top, spec } = design;
  const loop = operator.core?.(parameters) ?? null;
  if (loop === null || isIteration(loop)) return null;
  const reset = design.reset ?? usualReset;
  const { accumulator, result } = loop;
  const core = makeDesign(operator, { ...writtenValues({ ...design, reset: null }), ...loop.parameters });
  const width = core.ports[result]?.format.width ?? 0;
  const operands = Object.entries(core.ports)
    .filter(([name, { direction }]) => direction === "input" && name !== accumulator)
    .map(([name, { format }]) => ({ name, msb: `${format.width - 1}` }));
  const around = renderTemplate("formal/accumulator.v.hbs", {
    ...{ spec, top, core: core.moduleName, operands, accumulator, result },
    ...{ width: `${width}`, msb: `${width - 1}` },
    ...{ rst: resetPort(reset), not: reset.active === "low" ? "~" : false },
    event: reset.reset === "async" ? resetEvent(reset) : false,
  });
  return { core, accumulator: { ...design, verilog: () => core.verilog() + around } };
}
