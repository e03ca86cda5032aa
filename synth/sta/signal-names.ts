import type { Design } from "../../generators/design.js";
import { Expression, Module, type Signal } from "../../generators/hdl/index.js";
import { slice } from "../../generators/hdl/nodes.js";
import { substitute } from "../../generators/hdl/substitute.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";
import { copyCircuit } from "../../circuit/copy.js";
import { Graph, no, type Literal } from "../../circuit/graph.js";
import type { OpenedNetlist } from "../../circuit/opened-netlist.js";
import { matchByFunction, matchByName, namedRegisters } from "../../circuit/matching.js";
import { Signatures, type BitRange } from "../../circuit/signatures.js";
import { unescaped, type Net } from "../../circuit/netlist.js";
import { Random } from "../../operands/random.js";
import { SimulationError } from "../../circuit/circuit-error.js";
import { layoutOf } from "../../operands/word.js";

/** The RTL's names for the parts of a netlist made from it. */
export interface SignalNames {
  /** By net: `log[3]`, or `~log[3]` for its complement. */
  readonly nets: ReadonlyMap<Net, string>;
  /** By instance of a flip-flop: the RTL's bit that is its state. */
  readonly registers: ReadonlyMap<string, string>;
}

/**
 * Finds signals of the RTL again in a mapped netlist. Ports and registers keep their names through synthesis; nets
 * between them do not. Such a net is simulated in thousands of random states of ports and registers. It gets the name
 * of the first signal that always equals it or its complement.
 *
 * That is no proof. None is needed: the netlist stays as it is, and nothing else depends on the names.
 * @returns names for as many as have one; none where the netlist cannot be simulated
 */
export function signalNames(netlist: OpenedNetlist): SignalNames {
  try {
    return namesIn(netlist);
  } catch (error) {
    if (error instanceof SimulationError) return { nets: new Map(), registers: new Map() };
    throw error;
  }
}

function namesIn({ design, circuit }: OpenedNetlist): SignalNames {
  const graph = new Graph();
  const frame = frameOf(design);
  const known = knownBits(frame, graph);
  const firstRegister = circuit.inputWidth - circuit.registers.length;
  const signals = Array.from(circuit.nets, ([net, carried]) => [unescaped(net), carried] as const);
  const pairs = matchByName(
    namedRegisters(graph, known, firstRegister),
    namedRegisters(circuit.graph, signals, firstRegister),
  );
  const partners = new Map(pairs.map((pair) => [pair.right, pair]));
  const bitNames = new Map([...frame.bits].map(([name, bit]) => [bit, name]));
  let inputs = frame.inputWidth;
  const places = circuit.registers.map(({ net }, index) => {
    const { left, inverted = false } = partners.get(index) ?? {};
    const bit = left === undefined ? inputs++ : firstRegister + left;
    return { name: bitNames.get(bit) ?? unescaped(net), state: graph.input(bit) ^ Number(inverted) };
  });
  const copies = copyCircuit({ ...circuit, outputs: signals.map(([, carried]) => carried) }, graph, {
    input: (bit) => places[bit - firstRegister]?.state ?? graph.input(bit),
  });
  const carried = new Map(signals.map(([net], i) => [net, copies[i] ?? no]));
  const same = matchByFunction(known, carried, new Signatures(graph, frame.numbers, Random.seeded(1)));
  const nets = [...carried.keys()].flatMap((net): [Net, string][] => {
    if (known.has(net)) return [[net, net]];
    const { name, inverted } = same.get(net) ?? {};
    return name === undefined ? [] : [[net, inverted === true ? `~${name}` : name]];
  });
  const held = circuit.registers.map(({ instance }, i): [string, string] => [
    instance,
    places[i]?.name ?? instance,
  ]);
  return { nets: new Map(nets), registers: new Map(held) };
}

/**
 * A module with its registers as pseudo-inputs, above the ports' bits. Every wire is an output, before the module's
 * own.
 */
interface Frame {
  readonly module: Module;
  readonly inputWidth: number;
  /** The inputs as ranges of bits, for the signatures. */
  readonly numbers: readonly BitRange[];
  /** The place in the inputs word of each input bit, by its name. */
  readonly bits: ReadonlyMap<string, number>;
  /** The module's names for the outputs, in their order. */
  readonly outputs: readonly Named[];
}

type Named = Pick<Signal, "name" | "width">;

function frameOf(design: Design): Frame {
  const module = design.module();
  const registers = module.registers.map(({ signal }) => signal);
  const ports = layoutOf(design.ports, "input").fields.flatMap(
    ({ name }) => module.inputs.find((input) => input.name === name) ?? [],
  );
  const frame = Module.create(module.name);
  const copies = new Map<Signal, Signal>();
  const copyOf = (signal: Signal): Signal => copies.get(signal) ?? signal;
  const copied = ({ node }: Expression): Expression =>
    new Expression(substitute(node, (signal, high, low) => slice(copyOf(signal), high, low)));
  const inputs = [...registers, ...ports];
  for (const input of inputs) copies.set(input, frame.input(input.name, input.width));
  const wires = module.wires.filter(({ value }) => value !== null);
  for (const wire of wires) {
    copies.set(wire, frame.wire(wire.name, wire.width, copied(wire.value ?? wire.all)));
  }
  const outside = frame.scope("value_of");
  for (const wire of wires) outside.output(wire.name, wire.width, copyOf(wire));
  for (const { name, width, value } of module.outputs) outside.output(name, width, copied(value));

  const inputWidth = inputs.reduce((total, { width }) => total + width, 0);
  let above = inputWidth;
  const fields = inputs.map(({ name, width }) => ({ name, width, lsb: (above -= width) }));
  const bits = new Map(
    fields.flatMap((field) => bitNames(field).map((name, bit): [string, number] => [name, field.lsb + bit])),
  );
  return { module: frame, inputWidth, numbers: fields, bits, outputs: [...wires, ...module.outputs] };
}

/** All that the RTL names: inputs and registers, then wires in the order of their declaration, then outputs. */
function knownBits({ module, bits, outputs: named }: Frame, graph: Graph): Map<string, Literal> {
  const known = new Map([...bits].map(([name, bit]) => [name, graph.input(bit)]));
  const { outputs } = moduleCircuit(module, graph);
  // The first output is on top.
  let at = outputs.length;
  for (const signal of named) {
    at -= signal.width;
    for (const [bit, name] of bitNames(signal).entries()) known.set(name, outputs[at + bit] ?? 0);
  }
  return known;
}

const bitNames = ({ name, width }: Named): string[] =>
  width === 1 ? [name] : Array.from({ length: width }, (_, bit) => `${name}[${bit}]`);
