import type { Design } from "../generators/design.js";
import { inputsOf, outputsOf, type FlipFlop, type Pin } from "../liberty/cells.js";
import type { BooleanFunction } from "../liberty/text/function.js";
import type { Library } from "../liberty/library.js";
import type { MappedNetlist } from "./mapped-netlist.js";
import { SimulationError } from "./circuit-error.js";
import { layoutOf } from "../operands/word.js";
import type { Circuit } from "./circuit.js";
import { Graph, no, not, yes, type Literal } from "./graph.js";
import { readStructure, type Instance, type Net, type StructuralModule } from "./netlist.js";

export interface NetlistCircuitOptions {
  /** The graph to build in; a new one if left out. */
  readonly graph?: Graph;
  /** Replaces what a net carries, which is how faults get in. */
  readonly onNet?: (net: Net, value: Literal) => Literal;
  /** Admits registers, whose states are then inputs of the circuit. Without it there must be none. */
  readonly registers?: RegisterOptions;
}

export interface RegisterOptions {
  /** The port that clocks them all, no input of the circuit. */
  readonly clock: string;
  /**
   * Which input bit of the graph the state of a register is: beyond those of the ports, each bit once.
   * @param net the net that carries the state, or the complement where nothing carries the state itself
   * @param index counts the registers
   */
  readonly bitOf: (net: Net, index: number) => number;
}

/** A flip-flop of a netlist, seen from the circuit around it. */
export interface NetlistRegister {
  readonly instance: string;
  /** The input bit that its state is. */
  readonly bit: number;
  /** What it takes at the clock. */
  readonly next: Literal;
  /** Its outputs that are connected and carry the state, or the complement. */
  readonly pins: readonly { readonly name: string; readonly inverted: boolean }[];
}

/** What is between the registers of a netlist, where there are any. */
export interface NetlistCircuit extends Circuit {
  readonly registers: readonly NetlistRegister[];
}

/**
 * The circuit that a netlist makes of the functions that the library's Liberty file gives its cells.
 * @throws {SimulationError} `wrong interface`: its ports are not the design's; `does not compile`: a cell that the
 *   library lacks or says no function of, a register that is not admitted or not clocked by the one clock, a net
 *   without a driver or with two, an undefined constant, a combinational loop
 */
export function netlistCircuit(
  design: Pick<Design, "ports" | "spec">,
  { netlist, module }: MappedNetlist,
  library: Library,
  { graph = new Graph(), onNet = (_, value) => value, registers: admitted }: NetlistCircuitOptions = {},
): NetlistCircuit {
  const structure = readStructure(netlist, module);
  checkPorts(design, structure, admitted?.clock);
  const flipFlops = admitted === undefined ? [] : flipFlopsOf(structure, library, admitted);
  const states = new Map(flipFlops.map((register) => [register.instance, register]));
  const drivers = driversOf(structure, library, states);
  // Registers take what they take whenever the clock rises: it has no value in between.
  if (admitted !== undefined) drive(drivers, admitted.clock, { kind: "net", net: "1'b0" });
  const inputs = layoutOf(design.ports, "input");
  const outputs = layoutOf(design.ports, "output");
  for (const { name, lsb } of inputs.fields)
    structure.ports.get(name)?.nets.forEach((net, i) => {
      drive(drivers, net, { kind: "input", bit: lsb + i });
    });

  function valuesOf(changed: (net: Net, value: Literal) => Literal): Values {
    /** Undefined while a net's value is being found. */
    const values = new Map<Net, Literal | undefined>();
    const net = (name: Net): Literal => {
      if (name === "1'b0" || name === "1'b1") return name === "1'b1" ? yes : no;
      if (values.has(name)) return values.get(name) ?? broken(`a combinational loop goes through ${name}`);
      values.set(name, undefined);
      const value = changed(name, drivenBy(drivers.get(name) ?? broken(`nothing drives ${name}`)));
      values.set(name, value);
      return value;
    };
    const drivenBy = (driver: Driver): Literal => {
      switch (driver.kind) {
        case "input":
          return graph.input(driver.bit);
        case "net":
          return net(driver.net);
        case "cell":
          return literalOf(driver.compute, (name) => pin(driver.instance, name));
      }
    };
    const pin = (instance: Instance, name: string): Literal => {
      const register = states.get(instance);
      if (name === register?.flipFlop.state) return graph.input(register.bit);
      if (name === register?.flipFlop.complement) return not(graph.input(register.bit));
      return net(instance.pins.get(name) ?? broken(`nothing drives pin ${name} of ${describe(instance)}`));
    };
    return { net, pin };
  }
  const changed = valuesOf(onNet);
  // Whether a register has the one clock, and nothing but it, does not depend on a fault.
  const unchanged = valuesOf((_, value) => value);

  function registerOf({ instance, flipFlop, outputs, bit }: PlacedFlipFlop): NetlistRegister {
    const of = (compute: BooleanFunction, values: Values) =>
      literalOf(compute, (name) => values.pin(instance, name));
    if (of(flipFlop.clock, unchanged) !== no)
      broken(`${describe(instance)} is not clocked by rising edges of ${admitted?.clock ?? "a clock"}`);
    if (flipFlop.forced.some((when) => of(when, unchanged) !== no))
      broken(`${describe(instance)} is set or cleared without the clock`);
    const state = graph.input(bit);
    const pins = outputs.flatMap(({ name, function: f }) => {
      const carried = f && of(f, unchanged);
      return carried === state || carried === not(state) ? [{ name, inverted: carried !== state }] : [];
    });
    return { instance: instance.name, bit, next: of(flipFlop.next, changed), pins };
  }

  function literalOf(of: BooleanFunction, pin: (name: string) => Literal): Literal {
    switch (of.kind) {
      case "constant":
        return of.value ? yes : no;
      case "pin":
        return pin(of.name);
      case "not":
        return not(literalOf(of.of, pin));
      case "and":
        return of.of.map((operand) => literalOf(operand, pin)).reduce((a, b) => graph.and(a, b));
      case "or":
        return of.of.map((operand) => literalOf(operand, pin)).reduce((a, b) => graph.or(a, b));
      case "xor":
        return of.of.map((operand) => literalOf(operand, pin)).reduce((a, b) => graph.xor(a, b));
    }
  }

  const literals = outputs.fields
    .toReversed()
    .flatMap(({ name }) => structure.ports.get(name)?.nets.map(changed.net) ?? []);
  return { graph, inputWidth: inputs.width, outputs: literals, registers: flipFlops.map(registerOf) };
}

/** What nets carry, and pins of instances. */
interface Values {
  readonly net: (name: Net) => Literal;
  readonly pin: (instance: Instance, name: string) => Literal;
}

type Driver =
  | { readonly kind: "input"; readonly bit: number }
  | { readonly kind: "net"; readonly net: Net }
  | { readonly kind: "cell"; readonly instance: Instance; readonly compute: BooleanFunction };

/** A flip-flop and the input bit that its state is. */
interface PlacedFlipFlop {
  readonly instance: Instance;
  readonly flipFlop: FlipFlop;
  /** Those that are connected. */
  readonly outputs: readonly Pin[];
  readonly bit: number;
}

function flipFlopsOf(
  { instances }: StructuralModule,
  library: Library,
  { bitOf }: RegisterOptions,
): PlacedFlipFlop[] {
  const found = instances.flatMap((instance) => {
    const cell = library.cells.get(instance.type);
    const { flipFlop } = cell ?? {};
    if (cell === undefined || flipFlop === undefined) return [];
    const outputs = outputsOf(cell).filter(({ name }) => instance.pins.get(name) != null);
    const netOf = (state: string): Net | null | undefined => {
      const carries = outputs.find(({ function: f }) => f?.kind === "pin" && f.name === state);
      return instance.pins.get(carries?.name ?? "");
    };
    const net = netOf(flipFlop.state) ?? netOf(flipFlop.complement) ?? instance.name;
    return [{ instance, flipFlop, outputs, net }];
  });
  return found.map(({ net, ...placed }, index) => ({ ...placed, bit: bitOf(net, index) }));
}

function checkPorts(
  { ports, spec }: Pick<Design, "ports" | "spec">,
  structure: StructuralModule,
  clock: string | undefined,
): void {
  for (const [name, { direction, format }] of Object.entries(ports)) {
    const found = structure.ports.get(name);
    if (found?.direction !== direction || found.nets.length !== format.width)
      throw new SimulationError(
        "wrong interface",
        `the netlist of ${spec} has no ${direction} ${name} of ${format.width} bits`,
      );
  }
  for (const name of structure.ports.keys())
    if (ports[name] === undefined && name !== clock)
      throw new SimulationError("wrong interface", `the netlist of ${spec} has a port ${name} too many`);
}

function driversOf(
  { instances, assigns }: StructuralModule,
  library: Library,
  states: ReadonlyMap<Instance, PlacedFlipFlop>,
): Map<Net, Driver> {
  const drivers = new Map<Net, Driver>();
  for (const [net, from] of assigns) drive(drivers, net, { kind: "net", net: from });
  for (const instance of instances) {
    const cell = library.cells.get(instance.type) ?? broken(`${library.name} has no cell ${instance.type}`);
    if (cell.sequential && !states.has(instance)) broken(`${describe(instance)} holds state`);
    const inputs = new Set(inputsOf(cell).map(({ name }) => name));
    const outputs = new Map(outputsOf(cell).map((pin) => [pin.name, pin.function]));
    for (const [pin, net] of instance.pins) {
      if (inputs.has(pin)) continue;
      if (!outputs.has(pin)) broken(`${describe(instance)} has no pin ${pin}`);
      const compute = outputs.get(pin) ?? broken(`the library has no function for ${instance.type}.${pin}`);
      if (net !== null) drive(drivers, net, { kind: "cell", instance, compute });
    }
  }
  return drivers;
}

function drive(drivers: Map<Net, Driver>, net: Net, driver: Driver): void {
  if (drivers.has(net)) broken(`${net} has two drivers`);
  drivers.set(net, driver);
}

const describe = ({ type, name }: Instance): string => `${type} ${name}`;

function broken(problem: string): never {
  throw new SimulationError("does not compile", `the netlist cannot be simulated: ${problem}`);
}
