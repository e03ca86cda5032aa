import type { Design } from "../generators/design.js";
import { liveNodes, type Circuit } from "../circuit/circuit.js";
import { Graph, no, yes } from "../circuit/graph.js";
import { MeaningfulState } from "../circuit/meaningful-state.js";
import { netlistCircuit } from "../circuit/from-netlist.js";
import { openNetlist } from "../circuit/open-netlist.js";
import { pairedState } from "../circuit/paired-registers.js";
import { sequenceKernel } from "../circuit/compiled/sequence-kernel.js";
import { lanes } from "../circuit/compiled/transpose.js";
import { vectorKernel } from "../circuit/compiled/vector-kernel.js";
import { compareMachines, type EquivalenceOptions } from "./equivalence.js";
import type { Subject } from "./subject.js";
import { findingsOf, type Findings } from "./findings.js";

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
export async function auditFaults(subject: Subject, options: EquivalenceOptions): Promise<Findings> {
  const { faults, unseen, registers } = subject.sequence ? simulateSequence(subject) : simulate(subject);
  // All inputs there are may have been tried already.
  const examined = subject.exhaustive
    ? unseen.map(() => ({ kind: "proved" }) as const)
    : await examine(subject, unseen, options);
  const findings = unseen.map(({ net, stuck_at }, i) => ({
    what: `${net} stuck at ${stuck_at}`,
    found: examined[i] ?? ({ kind: "undecided", reason: "not examined" } as const),
  }));
  const names = registers.map((net) => net.replace(/^\\/, ""));
  return findingsOf(subject.design, faults.length, findings, names);
}

interface Simulated {
  readonly faults: readonly Fault[];
  /** Those that nothing shows. */
  readonly unseen: readonly Fault[];
  /** The nets that registers drive. */
  readonly registers: readonly string[];
}

/** Runs each fault until one vector shows it. */
function simulate({ design, synthesis, library, gates: { memory } }: Subject): Simulated {
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
  return { faults, unseen, registers: [] };
}

/** Runs 128 faults side by side, cycle by cycle; those that many cycles do not show are run again on more of them. */
function simulateSequence(subject: Subject): Simulated {
  const { design, synthesis, library } = subject;
  const { words, memory } = subject.gates;
  const nets: string[] = [];
  const graph = new Graph();
  const circuit = openNetlist(design, synthesis, library, {
    graph,
    onNet(net, value) {
      nets.push(net);
      return graph.tap(value);
    },
  });
  const { registers } = circuit;
  refuseAnswers(design, circuit, registers.length);
  const state = pairedState(design, synthesis, library);
  const kernel = sequenceKernel(circuit, registers.length, memory, state);
  if (kernel.run(words.length, 1).includes(true))
    throw new RangeError(`the netlist of ${design.spec} is wrong before it has a fault`);

  const faults = nets.flatMap((net, tap) => ([0, 1] as const).map((stuck_at) => ({ net, stuck_at, tap })));
  let unseen = faults;
  for (
    let cycles = Math.min(64, words.length);
    unseen.length > 0;
    cycles = Math.min(8 * cycles, words.length)
  ) {
    const groups = Array.from({ length: Math.ceil(unseen.length / lanes) }, (_, i) =>
      unseen.slice(i * lanes, (i + 1) * lanes),
    );
    unseen = groups.flatMap((group) => {
      kernel.mend();
      group.forEach(({ tap, stuck_at }, lane) => {
        kernel.stick(tap, lane, stuck_at);
      });
      const seen = kernel.run(cycles, group.length);
      return group.filter((_, lane) => seen[lane] !== true);
    });
    if (cycles === words.length) break;
  }
  return { faults, unseen, registers };
}

/** The netlist's outputs must follow from what its registers hold: what is expected of them is said of the next cycle. */
function refuseAnswers({ spec }: Design, circuit: Circuit, registers: number): void {
  const outputs = circuit.outputs.slice(0, circuit.outputs.length - registers);
  const ports = circuit.inputWidth - registers;
  const answers = liveNodes({ ...circuit, outputs }).some((number) => {
    const node = circuit.graph.nodes[number];
    return node?.kind === "input" && node.bit < ports;
  });
  if (answers) throw new RangeError(`an output of ${spec} depends on the inputs of the same cycle`);
}

/**
 * Compares the netlist with each fault to the netlist without; of one with registers, what they take as well, whatever they
 * hold: a fault that changes neither is redundant, another one may still be, as what it takes may never come about.
 */
function examine(
  { design, synthesis, library }: Subject,
  faults: readonly Fault[],
  options: EquivalenceOptions,
) {
  const graph = new Graph();
  const circuit = (fault?: Fault) =>
    openNetlist(design, synthesis, library, {
      graph,
      onNet: (net, value) => (net !== fault?.net ? value : fault.stuck_at === 1 ? yes : no),
    });
  const good = circuit();
  const state = pairedState(design, synthesis, library);
  const meaningful = new MeaningfulState(design, good.registers.length, state);
  return compareMachines(good, faults.map(circuit), meaningful, options);
}
