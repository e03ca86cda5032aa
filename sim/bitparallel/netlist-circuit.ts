import type { Design } from "../../generators/design.js";
import { inputsOf, outputsOf, type Cell, type FlipFlop } from "../../synth/liberty/cells.js";
import type { BooleanFunction } from "../../synth/liberty/function.js";
import type { Library } from "../../synth/liberty/library.js";
import type { MappedNetlist } from "../../synth/result.js";
import { SimulationError } from "../simulation-error.js";
import { layoutOf } from "../word.js";
import type { Circuit } from "./circuit.js";
import { Graph, no, not, yes, type Literal } from "./graph.js";
import { readStructure, type Instance, type Net, type StructuralModule } from "./structural-verilog.js";

export interface NetlistCircuitOptions {
  /** The graph to build in; a new one if left out. */
  readonly graph?: Graph;
  /** Replaces what a net carries, which is how faults get in. */
  readonly onNet?: (net: Net, value: Literal) => Literal;
  /**
   * Cuts registers open: what they hold are inputs above the ports', what they take are outputs above the ports'.
   * Without it a register is an error.
   */
  readonly registers?: boolean;
}

/** A circuit with its registers cut open. */
export interface NetlistCircuit extends Circuit {
  /** The nets that registers drive, in the order of their bits. */
  readonly registers: readonly Net[];
}

/**
 * The circuit that a netlist makes of the functions that the library's Liberty file gives its cells.
 * @throws {SimulationError} `wrong interface`: its ports are not the design's; `does not compile`: a cell that the
 *   library lacks or says no function of, a register that is not to be cut open or has another clock, a net without a driver or with two, an undefined constant,
 *   a combinational loop
 */
export function netlistCircuit(
  design: Pick<Design, "ports" | "spec">,
  { netlist, module }: MappedNetlist,
  library: Library,
  { graph = new Graph(), onNet = (_, value) => value, registers: cut = false }: NetlistCircuitOptions = {},
): NetlistCircuit {
  const structure = readStructure(netlist, module);
  checkPorts(design, structure, cut);
  const { drivers, registers } = driversOf(structure, library, cut);
  const inputs = layoutOf(design.ports, "input");
  const outputs = layoutOf(design.ports, "output");
  for (const { name, lsb } of inputs.fields)
    structure.ports.get(name)?.nets.forEach((net, i) => {
      drive(drivers, net, { kind: "input", bit: lsb + i });
    });

  /** Undefined while a net's value is being found. */
  const values = new Map<Net, Literal | undefined>();
  const valueOf = (net: Net): Literal => {
    if (net === "1'b0" || net === "1'b1") return net === "1'b1" ? yes : no;
    if (values.has(net)) return values.get(net) ?? broken(`a combinational loop goes through ${net}`);
    values.set(net, undefined);
    const value = onNet(net, drivenBy(drivers.get(net) ?? broken(`nothing drives ${net}`)));
    values.set(net, value);
    return value;
  };

  function drivenBy(driver: Driver): Literal {
    switch (driver.kind) {
      case "input":
        return graph.input(driver.bit);
      case "net":
        return valueOf(driver.net);
      case "cell":
        return literalOf(driver.compute, pinOf(driver.instance));
      case "register":
        return literalOf(driver.compute, held(driver.register));
    }
  }

  function pinOf(instance: Instance): (pin: string) => Literal {
    return (pin) =>
      valueOf(instance.pins.get(pin) ?? broken(`nothing drives pin ${pin} of ${describe(instance)}`));
  }

  /** What is said of a register by its pins, its state and the complement of that. */
  function held(register: Register): (name: string) => Literal {
    const { index, flipFlop, instance } = register;
    return (name) => {
      if (name !== flipFlop.state && name !== flipFlop.inverse) return pinOf(instance)(name);
      const now = setOrCleared(register, graph.input(inputs.width + index));
      return name === flipFlop.state ? now : not(now);
    };
  }

  /** An asynchronous set or reset acts at once, and lasts over the edge. */
  function setOrCleared({ flipFlop, instance }: Register, value: Literal): Literal {
    const { clear, preset } = flipFlop;
    const kept = clear === undefined ? value : graph.and(value, not(literalOf(clear, pinOf(instance))));
    return preset === undefined ? kept : graph.or(kept, literalOf(preset, pinOf(instance)));
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
    .flatMap(({ name }) => structure.ports.get(name)?.nets.map(valueOf) ?? []);
  const taken = registers.map((register) =>
    setOrCleared(register, literalOf(register.flipFlop.next, held(register))),
  );
  return {
    graph,
    inputWidth: inputs.width + registers.length,
    outputs: [...literals, ...taken],
    registers: registers.map(({ net }) => net),
  };
}

interface Register {
  readonly index: number;
  readonly instance: Instance;
  readonly flipFlop: FlipFlop;
  /** One that it drives. */
  readonly net: Net;
}

type Driver =
  | { readonly kind: "input"; readonly bit: number }
  | { readonly kind: "net"; readonly net: Net }
  | { readonly kind: "cell"; readonly instance: Instance; readonly compute: BooleanFunction }
  | { readonly kind: "register"; readonly register: Register; readonly compute: BooleanFunction };

function checkPorts(
  { ports, spec }: Pick<Design, "ports" | "spec">,
  structure: StructuralModule,
  hasClock: boolean,
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
    if (ports[name] === undefined && !(hasClock && name === "clk"))
      throw new SimulationError("wrong interface", `the netlist of ${spec} has a port ${name} too many`);
}

function driversOf({ instances, assigns }: StructuralModule, library: Library, cut: boolean) {
  const drivers = new Map<Net, Driver>();
  const registers: Register[] = [];
  for (const [net, from] of assigns) drive(drivers, net, { kind: "net", net: from });
  for (const instance of instances) {
    const cell = library.cells.get(instance.type) ?? broken(`${library.name} has no cell ${instance.type}`);
    if (cell.sequential && !cut) broken(`${describe(instance)} holds state`);
    const register = cell.sequential ? registerOf(instance, cell, registers.length) : undefined;
    if (register !== undefined) registers.push(register);
    const inputs = new Set(inputsOf(cell).map(({ name }) => name));
    const outputs = new Map(outputsOf(cell).map((pin) => [pin.name, pin.function]));
    for (const [pin, net] of instance.pins) {
      if (inputs.has(pin)) continue;
      if (!outputs.has(pin)) broken(`${describe(instance)} has no pin ${pin}`);
      const compute = outputs.get(pin) ?? broken(`the library has no function for ${instance.type}.${pin}`);
      if (net === null) continue;
      drive(
        drivers,
        net,
        register ? { kind: "register", register, compute } : { kind: "cell", instance, compute },
      );
    }
  }
  return { drivers, registers };
}

function registerOf(instance: Instance, cell: Cell, index: number): Register {
  const { flipFlop } = cell;
  if (flipFlop === undefined) return broken(`the library does not say what ${describe(instance)} holds`);
  const { clock } = flipFlop;
  if (clock.kind !== "pin" || instance.pins.get(clock.name) !== "clk")
    broken(`${describe(instance)} is not clocked by the rising edge of clk`);
  const nets = outputsOf(cell).map(({ name }) => instance.pins.get(name));
  return { index, instance, flipFlop, net: nets.find((net) => net != null) ?? instance.name };
}

function drive(drivers: Map<Net, Driver>, net: Net, driver: Driver): void {
  if (drivers.has(net)) broken(`${net} has two drivers`);
  drivers.set(net, driver);
}

const describe = ({ type, name }: Instance): string => `${type} ${name}`;

function broken(problem: string): never {
  throw new SimulationError("does not compile", `the netlist cannot be simulated: ${problem}`);
}
