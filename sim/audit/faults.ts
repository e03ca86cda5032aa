import { Graph, no, yes } from "../bitparallel/graph.js";
import { netlistCircuit } from "../bitparallel/netlist-circuit.js";
import { vectorKernel } from "../bitparallel/vector-kernel.js";
import { compareAll, type EquivalenceOptions } from "./equivalence.js";
import type { Subject } from "./subject.js";
import { tally, type Tally } from "./tally.js";

/** A net that carries a constant, whatever drives it. */
interface Fault {
  readonly net: string;
  readonly stuck_at: 0 | 1;
}

/**
 * Simulates stuck-at-0 and stuck-at-1 faults at every net that the outputs of a netlist depend on, and finds out
 * whether those that no vector shows could be shown at all.
 * @throws {SimulationError} the netlist cannot be simulated, see `netlistCircuit`
 * @throws {RangeError} the netlist gives unexpected outputs without a fault
 * @throws {ToolError} ABC fails or is interrupted
 */
export async function auditFaults(subject: Subject, options: EquivalenceOptions): Promise<Tally> {
  const { faults, unseen } = simulate(subject);
  // All inputs there are may have been tried already.
  const examined = subject.vectors.exhaustive
    ? unseen.map(() => ({ kind: "equivalent" }) as const)
    : await examine(subject, unseen, options);
  return tally(
    subject.design,
    faults.length,
    unseen.map(({ net, stuck_at }, i) => ({
      what: `${net} stuck at ${stuck_at}`,
      found: examined[i] ?? { kind: "undecided" },
    })),
  );
}

/** Runs each fault until one vector shows it. */
function simulate({ design, synthesis, library, vectors: { memory } }: Subject) {
  const nets: string[] = [];
  const graph = new Graph();
  const circuit = netlistCircuit(design, synthesis, library, {
    graph,
    onNet(net, value) {
      nets.push(net);
      return graph.tap(value);
    },
  });
  const kernel = vectorKernel(circuit, memory);
  const isUnseen = (): boolean => kernel.firstDifference(0, memory.blocks) === memory.blocks;
  if (!isUnseen()) throw new RangeError(`the netlist of ${design.spec} is wrong before it has a fault`);

  const faults = nets.flatMap((net): Fault[] => [
    { net, stuck_at: 0 },
    { net, stuck_at: 1 },
  ]);
  const unseen = faults.filter(({ stuck_at }, i) => {
    const tap = Math.floor(i / 2);
    kernel.stick(tap, stuck_at);
    const found = isUnseen();
    kernel.stick(tap, null);
    return found;
  });
  return { faults, unseen };
}

/** Compares the netlist with each fault to the netlist without. */
function examine(
  { design, synthesis, library }: Subject,
  faults: readonly Fault[],
  options: EquivalenceOptions,
) {
  const graph = new Graph();
  const circuit = (fault?: Fault) =>
    netlistCircuit(design, synthesis, library, {
      graph,
      onNet: (net, value) => (net !== fault?.net ? value : fault.stuck_at === 1 ? yes : no),
    });
  const good = circuit();
  return compareAll(good, faults.map(circuit), options);
}
