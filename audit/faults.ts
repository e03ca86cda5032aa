import type { Design } from "../generators/design.js";
import { liveNodes, type Circuit } from "../circuit/circuit.js";
import { copyCircuit } from "../circuit/copy.js";
import type { NetlistCircuit } from "../circuit/from-netlist.js";
import { Graph, no, yes, type Literal } from "../circuit/graph.js";
import { unescaped } from "../circuit/netlist.js";
import { sequenceKernel } from "../circuit/compiled/sequence-kernel.js";
import { lanes } from "../circuit/compiled/transpose.js";
import { vectorKernel } from "../circuit/compiled/vector-kernel.js";
import type { EquivalenceOptions } from "./equivalence.js";
import type { Subject } from "./subject.js";
import { findingsOf, type Findings } from "./findings.js";
import { compareVariants } from "./redundancy.js";

/** A net that carries a constant, whatever drives it. */
interface Fault {
  readonly net: string;
  /** The net's in the circuit with taps. */
  readonly tap: number;
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
  const { circuit, nets } = subject.netlist.tapped();
  const faults = nets.flatMap((net, tap) =>
    ([0, 1] as const).map((stuck_at): Fault => ({ net, tap, stuck_at })),
  );
  const unseen = (subject.sequence ? unseenInCycles : unseenInVectors)(subject, circuit, faults);
  // All inputs there are may have been tried already.
  const examined = subject.exhaustive
    ? unseen.map(() => ({ kind: "proved" }) as const)
    : await examine(subject, circuit, unseen, options);
  const findings = unseen.map(({ net, stuck_at }, i) => ({
    what: `${net} stuck at ${stuck_at}`,
    found: examined[i] ?? ({ kind: "undecided", reason: "not examined" } as const),
  }));
  const names = circuit.registers.map(({ net }) => unescaped(net));
  return findingsOf(subject.design, faults.length, findings, names);
}

/** Runs each fault until one vector shows it. */
function unseenInVectors(
  { design, gates: { memory } }: Subject,
  circuit: NetlistCircuit,
  faults: readonly Fault[],
): Fault[] {
  const kernel = vectorKernel(circuit, memory);
  const isUnseen = (): boolean => kernel.firstDifference(0, memory.blocks) === memory.blocks;
  if (!isUnseen()) throw new RangeError(`the netlist of ${design.spec} is wrong before it has a fault`);
  return faults.filter(({ tap, stuck_at }) => {
    kernel.stick(tap, stuck_at);
    const found = isUnseen();
    kernel.stick(tap, null);
    return found;
  });
}

/** Runs 128 faults side by side, cycle by cycle; those that many cycles do not show are run again on more of them. */
function unseenInCycles(
  { design, netlist, gates: { words, memory } }: Subject,
  circuit: NetlistCircuit,
  faults: readonly Fault[],
): readonly Fault[] {
  const registers = circuit.registers.length;
  refuseAnswers(design, circuit, registers);
  const kernel = sequenceKernel(circuit, registers, memory, netlist.state);
  if (kernel.run(words.length, 1).includes(true))
    throw new RangeError(`the netlist of ${design.spec} is wrong before it has a fault`);

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
  return unseen;
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
  { design, netlist }: Subject,
  tapped: NetlistCircuit,
  faults: readonly Fault[],
  options: EquivalenceOptions,
) {
  const graph = new Graph();
  const circuit = (fault?: Fault): Circuit => {
    const stuck = fault?.stuck_at === 1 ? yes : no;
    const tap = (value: Literal, index: number): Literal => (index === fault?.tap ? stuck : value);
    return { graph, inputWidth: tapped.inputWidth, outputs: copyCircuit(tapped, graph, { tap }) };
  };
  const { registers } = tapped;
  const held = { registers: registers.length, state: netlist.state };
  return compareVariants(design, circuit(), faults.map(circuit), held, options);
}
