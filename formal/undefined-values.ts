import type { NetlistFault } from "../sim/gates/netlist-faults.js";
import { CombinedNetwork } from "./combined-network.js";
import { prove } from "./prove.js";
import type { ReadBlif } from "./read-blif.js";
import type { FormalFailure } from "./result.js";
import type { Means } from "./settle.js";

/** RTL as gates, with what is wrong with it. */
export interface LoweredRtl extends ReadBlif {
  readonly faults: readonly NetlistFault[];
}

/**
 * The faults of somebody's RTL. Others write x for what never happens, as in `default: r = 8'bx`, or leave it to a `case` of all
 * values without a default. Where outputs and next states are proved to be the same whatever stands in its place, it is no fault;
 * elsewhere it is a don't-care.
 * @throws {ToolError} as `prove`
 */
export async function foreignFaults(rtl: LoweredRtl, means: Means): Promise<readonly FormalFailure[]> {
  const isUndefined = ({ kind }: NetlistFault): boolean => kind === "undefined value";
  if (rtl.faults.length > 0 && rtl.faults.every(isUndefined) && (await reachesNothing(rtl, means))) return [];
  return rtl.faults.map((fault) =>
    isUndefined(fault)
      ? {
          kind: "don't care",
          message: `${fault.message}; that it reaches no output is not proved, simulate it`,
        }
      : fault,
  );
}

/** Whether undefined signals change no output and no next state, in any state. */
async function reachesNothing(rtl: LoweredRtl, { yosys, proofTime }: Means): Promise<boolean> {
  if (rtl.cells.length > 0) return false;
  const [any, zero] = [copyOf(rtl, true), copyOf(rtl, false)];
  const { kind } = await prove(
    any.finish("any", any.inputs),
    zero.finish("zero", any.inputs),
    yosys,
    proofTime,
  );
  return kind === "proved";
}

/** One step of a network. @param isOpen whether undefined signals are inputs; else they are 0 */
function copyOf(rtl: LoweredRtl, isOpen: boolean): CombinedNetwork {
  const network = new CombinedNetwork();
  const open = new Set(isOpen ? rtl.undefinedSignals : []);
  const step = network.add(
    {
      ...rtl,
      inputs: [...rtl.inputs, ...open],
      tables: rtl.tables.filter(({ output }) => !open.has(output)),
    },
    {
      state: new Map(rtl.registers.map((register) => [register, network.input(`state.${register.q}`)])),
      inputs: (port) => network.input(open.has(port) ? `any.${port}` : port),
    },
  );
  for (const [port, signal] of step.outputs) network.output(port, signal);
  for (const register of rtl.registers) network.output(`next.${register.q}`, step.next(register));
  return network;
}
