import type { StepGraph, Step, Use } from "../../generators/pipeline/graph.js";
import type { Net } from "../../circuit/netlist.js";
import type { Arc, Edge, GateDelays } from "../sta/gate-delays.js";
import type { Gate, Gates } from "./gates.js";

/** A netlist as the scheduler sees it, in ns: a step for each input bit, gate and output bit. */
export interface GateGraph {
  readonly graph: StepGraph;
  /** What a net carries; nets that are constant have no step. */
  readonly steps: ReadonlyMap<Net, Step>;
  /** The gate's own; none where it depends on no input. */
  readonly stepOf: ReadonlyMap<Gate, Step>;
}

/** When a net has settled after it rises, and after it falls, ns. */
type Arrival = Readonly<Record<Edge, number>>;

/**
 * The dependencies of a netlist. A way into a gate takes as long as it makes the gate's output later than the input
 * that it begins at, in the worse of both edges: so the longest path is as long as static timing analysis finds it.
 * @param launch of a register that holds a net, ns
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

/** When a gate's output has settled that waits for one input alone. */
function throughGate(
  { instance, outputs }: Gate,
  input: Gate["inputs"][number],
  arrivals: ReadonlyMap<Net, Arrival>,
  delays: GateDelays,
): Arrival {
  const arcsTo = (pin: string): readonly Arc[] => delays.get(`${instance.name}/${pin}`) ?? [];
  // Only from an input's port, which a cell drives, does the wire itself take any time worth the name.
  const wire = arcsTo(input.pin).filter(({ from }) => from === input.net);
  const there = after(arrivals.get(input.net) ?? never, wire, true);
  const through = outputs.flatMap(({ pin }) => arcsTo(pin).filter(({ from }) => from === input.pin));
  return after(there, through, false);
}

/** Along the slowest of some ways; without any, at once or never. */
function after(arrival: Arrival, ways: readonly Arc[], atOnce: boolean): Arrival {
  if (ways.length === 0) return atOnce ? arrival : never;
  const settled = { rise: -Infinity, fall: -Infinity };
  for (const { delays } of ways)
    for (const { begin, end, max_ns } of delays)
      settled[end] = Math.max(settled[end], arrival[begin] + max_ns);
  return settled;
}
