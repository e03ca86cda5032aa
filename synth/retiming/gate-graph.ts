import type { StepGraph, Step, Use } from "../../generators/pipeline/graph.js";
import type { Net } from "../../circuit/netlist.js";
import type { Arc, Edge, GateDelays } from "../sta/gate-delays.js";
import type { Gate, Gates } from "./gates.js";

/** A netlist as the scheduler sees it: a step for each input bit, gate and output bit. Delays in ns. */
export interface GateGraph {
  readonly graph: StepGraph;
  /** The step that drives each net. Constant nets have none. */
  readonly steps: ReadonlyMap<Net, Step>;
  /** Each gate's step. A gate that depends on no input has none. */
  readonly stepOf: ReadonlyMap<Gate, Step>;
}

/** The latest times at which a net rises and falls, in ns. */
type Arrival = Readonly<Record<Edge, number>>;

/**
 * The dependencies of a netlist. An edge into a gate has a delay: the output's arrival through this input alone, less
 * the input's own arrival. Both arrivals are the later of rise and fall. So the longest path is as long as in static
 * timing analysis.
 * @param launch the clock-to-output delay in ns of a register whose state is the net
 */
export function gateGraph(
  { gates, inputs, outputs }: Gates,
  delays: GateDelays,
  launch: (net: Net) => number,
): GateGraph {
  const all: Step[] = [];
  const steps = new Map<Net, Step>();
  const stepOf = new Map<Gate, Step>();
  const arrivals = new Map<Net, Arrival>();
  const add = (step: Pick<Step, "kind" | "name" | "uses" | "width"> & Partial<Step>): Step => {
    const added = { signal: null, delay: 0, ...step, index: all.length };
    all.push(added);
    return added;
  };
  for (const net of inputs) {
    steps.set(net, add({ kind: "input", name: net, width: 1, launch: launch(net), uses: [] }));
    arrivals.set(net, { rise: 0, fall: 0 });
  }
  for (const gate of gates) {
    const [output] = gate.outputs;
    const used = gate.inputs.flatMap(({ pin, net }) => {
      const of = steps.get(net);
      return of === undefined ? [] : [{ pin, net, of }];
    });
    if (output === undefined || used.length === 0) continue;
    const ways = used.map((input) => throughGate(gate, input, arrivals, delays));
    const uses = used.map(({ net, of }, index): Use => {
      const { rise, fall } = arrivals.get(net) ?? never;
      const delay = Math.max(0, latest(ways[index]) - Math.max(rise, fall));
      return { of, high: 0, low: 0, delay };
    });
    const name = gate.instance.name;
    const step = add({ kind: "wire", name, width: 1, launch: launch(output.net), uses });
    stepOf.set(gate, step);
    for (const { net } of gate.outputs) {
      steps.set(net, step);
      arrivals.set(net, {
        rise: Math.max(0, ...ways.map(({ rise }) => rise)),
        fall: Math.max(0, ...ways.map(({ fall }) => fall)),
      });
    }
  }
  for (const [port, nets] of outputs)
    for (const [bit, net] of nets.entries()) {
      const of = steps.get(net);
      const uses = of === undefined ? [] : [{ of, high: 0, low: 0 }];
      add({ kind: "port", name: `${port}[${bit}]`, width: 1, uses });
    }
  return { graph: { steps: all, constants: [], outputs: [] }, steps, stepOf };
}

const never: Arrival = { rise: -Infinity, fall: -Infinity };
const latest = ({ rise, fall }: Arrival = never): number => Math.max(rise, fall);

/** The arrival at a gate's output through one input alone. */
function throughGate(
  { instance, outputs }: Gate,
  input: Gate["inputs"][number],
  arrivals: ReadonlyMap<Net, Arrival>,
  delays: GateDelays,
): Arrival {
  const arcsTo = (pin: string): readonly Arc[] => delays.get(`${instance.name}/${pin}`) ?? [];
  // Only wires from input ports count: a driving cell is set there. Other wires have next to no delay.
  const wire = arcsTo(input.pin).filter(({ from }) => from === input.net);
  const there = after(arrivals.get(input.net) ?? never, wire, true);
  const through = outputs.flatMap(({ pin }) => arcsTo(pin).filter(({ from }) => from === input.pin));
  return after(there, through, false);
}

/**
 * The arrival at the end of the slowest of some timing arcs.
 * @param atOnce without arcs: the arrival itself, or never
 */
function after(arrival: Arrival, ways: readonly Arc[], atOnce: boolean): Arrival {
  if (ways.length === 0) return atOnce ? arrival : never;
  const settled = { rise: -Infinity, fall: -Infinity };
  for (const { delays } of ways)
    for (const { begin, end, max_ns } of delays)
      settled[end] = Math.max(settled[end], arrival[begin] + max_ns);
  return settled;
}
