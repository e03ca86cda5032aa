import type { Design } from "../generators/design.js";
import { inputsOf, outputsOf, type FlipFlop, type Pin } from "../liberty/cells.js";
import type { BooleanFunction } from "../liberty/text/function.js";
import type { Library } from "../liberty/library.js";
import { SimulationError } from "./circuit-error.js";
import { layoutOf } from "../operands/word.js";
import type { Instance, Net, StructuralModule } from "./netlist.js";

/** What drives a net: a bit of the inputs word, another net, or an output pin of a cell. */
export type Driver =
  | { readonly kind: "input"; readonly bit: number }
  | { readonly kind: "net"; readonly net: Net }
  | { readonly kind: "cell"; readonly instance: Instance; readonly compute: BooleanFunction };

/** A flip-flop in a netlist, its state a pseudo-input. */
export interface PlacedFlipFlop {
  readonly instance: Instance;
  readonly flipFlop: FlipFlop;
  /** The output pins that are connected. */
  readonly outputs: readonly Pin[];
  /** The net at its Q; else the net at its complement; else the instance's name. */
  readonly net: Net;
  /** Which bit of the inputs word the state is. */
  readonly bit: number;
}

/**
 * The flip-flops of a netlist, in the order of its text.
 * @param firstBit the bit of the inputs word that is the first one's state; the others' follow
 */
export function flipFlopsOf(
  { instances }: StructuralModule,
  library: Library,
  firstBit: number,
): PlacedFlipFlop[] {
  const found = instances.flatMap((instance) => {
    const cell = library.cells.get(instance.type);
    const { flipFlop } = cell ?? {};
    if (cell === undefined || flipFlop === undefined) return [];
    const outputs = outputsOf(cell).filter(({ name }) => instance.pins.get(name) != null);
    const netOf = (state: string): Net | null | undefined => {
      const pin = outputs.find(({ function: f }) => f?.kind === "pin" && f.name === state);
      return instance.pins.get(pin?.name ?? "");
    };
    const net = netOf(flipFlop.state) ?? netOf(flipFlop.complement) ?? instance.name;
    return [{ instance, flipFlop, outputs, net }];
  });
  return found.map((placed, index) => ({ ...placed, bit: firstBit + index }));
}

/**
 * What drives each net of a netlist.
 * @param clock the port that clocks its registers; null where it has none
 * @param flipFlops those whose state is a pseudo-input
 * @throws {SimulationError} `wrong interface`: its ports are not the design's; `does not compile`: an unknown cell or pin, an
 *   output without a function, a cell that holds state and is none of `flipFlops`, a net with two drivers
 */
export function driversOf(
  design: Pick<Design, "ports" | "spec">,
  structure: StructuralModule,
  library: Library,
  { clock, flipFlops }: { readonly clock: string | null; readonly flipFlops: readonly PlacedFlipFlop[] },
): ReadonlyMap<Net, Driver> {
  checkPorts(design, structure, clock);
  const drivers = new Map<Net, Driver>();
  const drive = (net: Net, driver: Driver): void => {
    if (drivers.has(net)) broken(`${net} has two drivers`);
    drivers.set(net, driver);
  };
  for (const [net, from] of structure.assigns) drive(net, { kind: "net", net: from });
  const registers = new Set(flipFlops.map(({ instance }) => instance));
  for (const instance of structure.instances) {
    const cell = library.cells.get(instance.type) ?? broken(`${library.name} has no cell ${instance.type}`);
    if (cell.sequential && !registers.has(instance)) broken(`${describe(instance)} holds state`);
    const inputs = new Set(inputsOf(cell).map(({ name }) => name));
    const outputs = new Map(outputsOf(cell).map((pin) => [pin.name, pin.function]));
    for (const [pin, net] of instance.pins) {
      if (inputs.has(pin)) continue;
      if (!outputs.has(pin)) broken(`${describe(instance)} has no pin ${pin}`);
      const compute = outputs.get(pin) ?? broken(`the library has no function for ${instance.type}.${pin}`);
      if (net !== null) drive(net, { kind: "cell", instance, compute });
    }
  }
  // The circuit is what happens between two rising edges, where the clock carries nothing.
  if (clock !== null) drive(clock, { kind: "net", net: "1'b0" });
  for (const { name, lsb } of layoutOf(design.ports, "input").fields)
    structure.ports.get(name)?.nets.forEach((net, i) => {
      drive(net, { kind: "input", bit: lsb + i });
    });
  return drivers;
}

function checkPorts(
  { ports, spec }: Pick<Design, "ports" | "spec">,
  structure: StructuralModule,
  clock: string | null,
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

/** An instance as messages name it: `DFF_X1 _3_`. */
export const describe = ({ type, name }: Instance): string => `${type} ${name}`;

/** @throws {SimulationError} always */
export function broken(problem: string): never {
  throw new SimulationError("does not compile", `the netlist cannot be simulated: ${problem}`);
}
