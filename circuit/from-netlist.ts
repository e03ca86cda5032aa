import { clockOf, type Design } from "../generators/design.js";
import { resetPort } from "../generators/hdl/reset.js";
import type { BooleanFunction } from "../liberty/text/function.js";
import type { Library } from "../liberty/library.js";
import { layoutOf } from "../operands/word.js";
import type { Circuit } from "./circuit.js";
import { Graph, no, not, yes, type Literal } from "./graph.js";
import type { Instance, Net, StructuralModule } from "./netlist.js";
import {
  broken,
  describe,
  driversOf,
  flipFlopsOf,
  type Driver,
  type PlacedFlipFlop,
} from "./netlist-drivers.js";

export interface NetlistCircuitOptions {
  /** The graph to build in; a new one if left out. */
  readonly graph?: Graph;
  /** Replaces what a net carries, by a tap for example. It is called once for each net, drivers first. */
  readonly onNet?: (net: Net, value: Literal) => Literal;
}

/** A flip-flop of a netlist, seen from the circuit around it. */
export interface NetlistRegister {
  readonly instance: string;
  /** The net that carries the state, else one that carries the complement, else the instance's name. */
  readonly net: Net;
  /** The bit of the inputs word that is its state. */
  readonly bit: number;
  /** Its next state. */
  readonly next: Literal;
  /** The value that the design's asynchronous reset gives it; null where it gives none. */
  readonly reset: 0 | 1 | null;
  /** Its outputs that are connected and carry the state, or the complement. */
  readonly pins: readonly { readonly name: string; readonly inverted: boolean }[];
}

/**
 * The circuit of a netlist's cells, with registers as pseudo-inputs and pseudo-outputs. From the lowest bit up, the inputs word
 * has the ports (as `layoutOf` has them), then the registers' states; the outputs word has the ports, then the next states.
 */
export interface NetlistCircuit extends Circuit {
  /** In the order of their bits. */
  readonly registers: readonly NetlistRegister[];
  /** What each net carries that outputs or next states depend on. */
  readonly nets: ReadonlyMap<Net, Literal>;
}

/**
 * Builds the circuit of a netlist from the functions that the library's Liberty file gives its cells.
 * @throws {SimulationError} `wrong interface`: its ports are not the design's. `does not compile`: a cell that the library lacks
 *   or gives no function; a net without a driver or with two; an undefined constant; a combinational loop; a register in a design
 *   without a clock, or one that is not clocked by rising edges of that clock alone, or set or cleared by anything but the design's
 *   asynchronous reset
 */
export function netlistCircuit(
  design: Pick<Design, "ports" | "spec" | "machine" | "reset">,
  structure: StructuralModule,
  library: Library,
  { graph = new Graph(), onNet = (_, value) => value }: NetlistCircuitOptions = {},
): NetlistCircuit {
  const clock = clockOf(design);
  const { width } = layoutOf(design.ports, "input");
  const flipFlops = clock === null ? [] : flipFlopsOf(structure, library, width);
  const drivers = driversOf(design, structure, library, { clock, flipFlops });
  const values = new NetValues(graph, drivers, flipFlops, onNet);
  // The checks of registers are of the netlist as it is: a fault must not make it fail them.
  const untouched = new NetValues(graph, drivers, flipFlops, (_, value) => value);

  const outputs = layoutOf(design.ports, "output")
    .fields.toReversed()
    .flatMap(({ name }) => structure.ports.get(name)?.nets.map((net) => values.net(net)) ?? []);
  const resets = resetLiteral(design, graph);
  const registers = flipFlops.map(({ instance, flipFlop, outputs, net, bit }): NetlistRegister => {
    checkClocking(instance, flipFlop, untouched, { clock: clock ?? "a clock", resets });
    const state = graph.input(bit);
    const pins = outputs.flatMap(({ name, function: f }) => {
      const carried = f && untouched.evaluate(f, instance);
      return carried === state || carried === not(state) ? [{ name, inverted: carried !== state }] : [];
    });
    return {
      instance: instance.name,
      net,
      bit,
      next: nextOf(instance, flipFlop, values, graph),
      reset: resetOf(instance, flipFlop, untouched),
      pins,
    };
  });
  return {
    graph,
    inputWidth: width + registers.length,
    outputs: [...outputs, ...registers.map(({ next }) => next)],
    registers,
    nets: values.found,
  };
}

/**
 * With the clock at 0, a register must neither be clocked nor set nor cleared, whatever else its pins carry; but for an
 * asynchronous reset of the design.
 * @param resets what carries that it acts; `no` where there is none
 */
function checkClocking(
  instance: Instance,
  { clock, forced }: PlacedFlipFlop["flipFlop"],
  values: NetValues,
  { clock: port, resets }: { readonly clock: string; readonly resets: Literal },
): void {
  if (values.evaluate(clock, instance) !== no)
    broken(`${describe(instance)} is not clocked by rising edges of ${port}`);
  const acts = forced.map((when) => values.evaluate(when, instance)).filter((when) => when !== no);
  if (acts.length > 1 || acts.some((when) => when !== resets))
    broken(`${describe(instance)} is set or cleared without the clock`);
}

/** What carries that a design's asynchronous reset acts; `no` where it has none. */
function resetLiteral({ ports, reset }: Pick<Design, "ports" | "reset">, graph: Graph): Literal {
  const port = reset?.reset === "async" ? resetPort(reset) : undefined;
  const field = layoutOf(ports, "input").fields.find(({ name }) => name === port);
  if (field === undefined || reset === null) return no;
  const level = graph.input(field.lsb);
  return reset.active === "low" ? not(level) : level;
}

/** The value that an asynchronous reset gives a register: it has a clear or a preset that acts. */
function resetOf(
  instance: Instance,
  { clear, preset }: PlacedFlipFlop["flipFlop"],
  values: NetValues,
): 0 | 1 | null {
  const acts = (when: BooleanFunction | undefined): boolean =>
    when !== undefined && values.evaluate(when, instance) !== no;
  return acts(clear) ? 0 : acts(preset) ? 1 : null;
}

/** What a register holds after an edge: at which an asynchronous reset, too, may act. */
function nextOf(
  instance: Instance,
  { next, clear, preset }: PlacedFlipFlop["flipFlop"],
  values: NetValues,
  graph: Graph,
): Literal {
  const [taken, cleared = no, set = no] = [next, clear, preset].map(
    (of) => of && values.evaluate(of, instance),
  );
  return graph.or(graph.and(taken ?? no, not(cleared)), set);
}

/** Finds what nets and pins carry, from each back through what drives it. */
class NetValues {
  /** What nets carry that have been asked for, drivers first. */
  readonly found = new Map<Net, Literal>();
  /** Nets whose drivers are being followed: to meet one again is a loop. */
  readonly #open = new Set<Net>();
  readonly #flipFlops: ReadonlyMap<Instance, PlacedFlipFlop>;

  constructor(
    private readonly graph: Graph,
    private readonly drivers: ReadonlyMap<Net, Driver>,
    flipFlops: readonly PlacedFlipFlop[],
    private readonly onNet: (net: Net, value: Literal) => Literal,
  ) {
    this.#flipFlops = new Map(flipFlops.map((each) => [each.instance, each]));
  }

  net(name: Net): Literal {
    if (name === "1'b0" || name === "1'b1") return name === "1'b1" ? yes : no;
    const known = this.found.get(name);
    if (known !== undefined) return known;
    if (this.#open.has(name)) broken(`a combinational loop goes through ${name}`);
    this.#open.add(name);
    const value = this.onNet(name, this.#driven(this.drivers.get(name) ?? broken(undriven(name))));
    this.#open.delete(name);
    this.found.set(name, value);
    return value;
  }

  /** A function of an instance's pins. */
  evaluate(of: BooleanFunction, instance: Instance): Literal {
    switch (of.kind) {
      case "constant":
        return of.value ? yes : no;
      case "pin":
        return this.#pin(instance, of.name);
      case "not":
        return not(this.evaluate(of.of, instance));
      case "and":
      case "or":
      case "xor": {
        const { kind } = of;
        return of.of
          .map((operand) => this.evaluate(operand, instance))
          .reduce((a, b) => this.graph[kind](a, b));
      }
    }
  }

  #driven(driver: Driver): Literal {
    switch (driver.kind) {
      case "input":
        return this.graph.input(driver.bit);
      case "net":
        return this.net(driver.net);
      case "cell":
        return this.evaluate(driver.compute, driver.instance);
    }
  }

  /** Functions of a flip-flop name its state and the complement as if they were pins. */
  #pin(instance: Instance, name: string): Literal {
    const register = this.#flipFlops.get(instance);
    if (name === register?.flipFlop.state) return this.graph.input(register.bit);
    if (name === register?.flipFlop.complement) return not(this.graph.input(register.bit));
    return this.net(instance.pins.get(name) ?? broken(`nothing drives pin ${name} of ${describe(instance)}`));
  }
}

/** Where nothing drives a bit of the RTL, the netlist has the constant x. */
const undriven = (net: Net): string =>
  /'b[xz]$/.test(net) ? "a bit of it is undefined, as nothing drives it in the RTL" : `nothing drives ${net}`;
