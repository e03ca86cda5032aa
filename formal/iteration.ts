import type { Design } from "../generators/design.js";
import { resetPort, usualReset } from "../generators/hdl/reset.js";
import type { Blif } from "./blif.js";
import { CombinedNetwork } from "./combined-network.js";
import { sequenceOf } from "./counter-example.js";
import { byCycle } from "./induction.js";
import type { InputBits } from "./prove.js";
import type { Claim } from "./result.js";
import { inCycle, type Beginning, type Obligation } from "./sequential.js";
import { settleBy, type Means, type Suspects, type Theorem } from "./settle.js";

/**
 * Proves or refutes that the result of operands that are taken in the cycle after a reset is the core's, whatever the other inputs
 * are while it is found, and whatever registers held that a reset does not clear. An idle state is one after a reset, but for
 * those registers: so it holds of all operands that are ever taken.
 * @throws {ToolError} Yosys or Icarus is missing or fails
 */
export function settleIteration(design: Design, theorem: Theorem, means: Means): Promise<Claim> {
  const controls = controlsOf(design);
  const [unit, core] = theorem.sides;
  const suspects = (example: InputBits): Suspects => ({
    words: sequenceOf(design, byCycle(design, example, controls)),
    inCycles: true,
  });
  return settleBy(design, theorem, resultOfCore(unit.gates, core.gates, controls), suspects, means);
}

/** The controls of each cycle: a reset, one that takes operands, and none of a reset until the result is there. */
function controlsOf({ latency, reset }: Design): Beginning {
  const port = resetPort(reset ?? usualReset);
  const resets = port === "rst";
  return Array.from({ length: latency + 1 }, (_, cycle) => {
    const control: [string, boolean] = [port, (cycle === 0) === resets];
    return new Map([control, ...(cycle < 2 ? [["in_valid", cycle === 1] as const] : [])]);
  });
}

/** The outputs of a unit after those cycles, and of its core. */
function resultOfCore(unit: Blif, core: Blif, controls: Beginning): Obligation {
  const unrolled = new CombinedNetwork();
  let state = new Map(unit.registers.map((register) => [register, unrolled.input(`before.${register.q}`)]));
  for (const [cycle, given] of controls.entries()) {
    const inputs = (port: string): string | boolean =>
      given.get(port) ?? unrolled.input(inCycle(cycle, port));
    const { next } = unrolled.add(unit, { state, inputs, prefix: `c${cycle}.` });
    state = new Map(unit.registers.map((register) => [register, next(register)]));
  }
  const after = (port: string): boolean => controls.at(-1)?.get(port) ?? false;
  const shown = unrolled.add(unit, { state, inputs: after, prefix: "shown." });
  for (const [port, signal] of shown.outputs) unrolled.output(port, signal);

  const once = new CombinedNetwork();
  const { outputs } = once.add(core, { state: new Map(), inputs: (port) => once.input(inCycle(1, port)) });
  for (const [port, signal] of outputs) once.output(port, signal);
  once.constant("out_valid", true);
  once.constant("in_ready", false);

  const inputs = new Set([...unrolled.inputs, ...once.inputs]);
  return [unrolled.finish(unit.top, inputs), once.finish(unit.top, inputs)];
}
