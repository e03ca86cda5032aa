import { clockOf, type Design } from "../../generators/design.js";
import { clockedWords } from "./clocked-words.js";
import { Graph, no, nodeOf, type Literal } from "../../circuit/graph.js";
import type { NetlistCircuit } from "../../circuit/from-netlist.js";
import type { Instance, Net } from "../../circuit/netlist.js";
import { OpenedNetlist } from "../../circuit/opened-netlist.js";
import { countTimedToggles } from "./timed-toggles.js";
import { countToggles } from "./toggles.js";
import { operandCycles, type OperandOptions } from "../../operands/cycles.js";
import { operandsName, recordedCycles, type OperandSource } from "../../operands/recorded-operands.js";
import type { DriverDelays } from "./driver-delays.js";
import type { Pin } from "../../liberty/cells.js";
import type { Library } from "../../liberty/library.js";
import { RequestError } from "../../tools/errors.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";

export interface ActivityOptions extends Omit<OperandOptions, "operands"> {
  readonly operands: OperandSource;
  readonly library: Library;
}

/** A cell of a netlist, and how often its output changes per cycle. With several outputs, that is their mean. */
export interface CellActivity {
  readonly name: string;
  readonly type: string;
  /** From one settled value to the next: at most 1. */
  readonly settled: number;
  /** Glitches included. Without delays, the same as `settled`. */
  readonly toggles: number;
  /** Of its pins at the clock's port. */
  readonly clockLoad_fF: number;
}

/**
 * Simulates a netlist, one operation per cycle.
 * @param delays null: without delays, and so without glitches
 * @returns what each cell does, and in how many cycles that was counted
 * @throws {RequestError} operands that cannot be drawn
 */
export function cellActivities(
  design: Design,
  synthesis: MappedNetlist,
  options: ActivityOptions,
  delays: DriverDelays | null,
): { readonly cells: CellActivity[]; readonly cycles: number } {
  const { library, operands, vectors } = options;
  const netlist = new OpenedNetlist(design, synthesis, library);
  const { instances } = netlist.structure;
  const settling = design.machine === null ? 0 : design.latency;
  const wanted = vectors + settling;
  const drawn =
    typeof operands === "string"
      ? operandCycles(design.ports, { ...options, operands, vectors: wanted })
      : recordedCycles(design, operands, wanted);
  const words = design.machine === null ? drawn : clockedWords(netlist.circuit, drawn).slice(settling);

  const outputsOf = ({ type, pins }: Instance): (readonly [string, Net])[] => {
    const outputs = library.cells.get(type)?.pins.filter(({ direction }) => direction === "output") ?? [];
    return outputs.flatMap(({ name }) => {
      const net = pins.get(name);
      return net == null ? [] : [[name, net] as const];
    });
  };
  if (words.length < 2)
    throw new RequestError(
      `${design.spec}: switching is counted from a cycle to the next, and ${operandsName(operands)} has operands for ${words.length}`,
    );
  const settled = settledToggles(netlist.circuit, words);
  const timed = delays === null ? settled : timedToggles(netlist, words, delays, driversOf());
  const clock = clockOf(design);
  const aside = besideData(instances, clock, library, (net) => settled.has(net));
  const cells = instances.map((instance) => {
    const { name, type } = instance;
    // A register can have two outputs, of which one drives nothing.
    const read = outputsOf(instance).flatMap(([, net]) => (settled.has(net) ? [net] : []));
    const clockLoad_fF = clock === null ? 0 : loadOn(clock, instance, library);
    if (read.length === 0 && aside.has(instance)) return { name, type, settled: 0, toggles: 0, clockLoad_fF };
    if (read.length === 0) throw new RangeError(`no output of ${design.spec} depends on ${name}`);
    const rate = (toggles: ReadonlyMap<Net, number>): number =>
      read.reduce((sum, net) => sum + (toggles.get(net) ?? 0), 0) / read.length / (words.length - 1);
    return { name, type, settled: rate(settled), toggles: rate(timed), clockLoad_fF };
  });
  return { cells, cycles: words.length };

  /** The pin that drives each net: the key of its delay. */
  function driversOf(): Map<Net, string> {
    return new Map(
      instances.flatMap((instance) =>
        outputsOf(instance).map(([pin, net]) => [net, plain(`${instance.name}/${pin}`)] as const),
      ),
    );
  }
}

/**
 * Cells that no data passes: ties that hold a register's set or reset inactive, and inverters between the clock's port and
 * registers. What these do each cycle, OpenSTA knows.
 */
function besideData(
  instances: readonly Instance[],
  clock: string | null,
  { cells }: Library,
  carriesData: (net: Net) => boolean,
): ReadonlySet<Instance> {
  const found = new Set<Instance>();
  const clocked = new Set<Net>(clock === null ? [] : [clock]);
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const instance of instances) {
      const pins = cells.get(instance.type)?.pins ?? [];
      const nets = (direction: Pin["direction"]): Net[] =>
        pins.flatMap((pin) => (pin.direction === direction ? (instance.pins.get(pin.name) ?? []) : []));
      const outputs = nets("output");
      if (outputs.some(carriesData) || cells.get(instance.type)?.sequential === true) continue;
      if (!nets("input").every((net) => clocked.has(net))) continue;
      found.add(instance);
      if (nets("input").length > 0) for (const net of outputs) clocked.add(net);
    }
  }
  return found;
}

const loadOn = (net: Net, { type, pins }: Instance, { cells }: Library): number =>
  (cells.get(type)?.pins ?? []).reduce(
    (sum, { name, capacitance_fF }) => (pins.get(name) === net ? sum + capacitance_fF : sum),
    0,
  );

/** How often each net changes without glitches: at most once per cycle. */
function settledToggles(circuit: NetlistCircuit, words: readonly bigint[]): Map<Net, number> {
  const { nets } = circuit;
  const toggles = countToggles({ ...circuit, outputs: [...nets.values()] }, words);
  return new Map([...nets].map(([net, literal]) => [net, toggles[nodeOf(literal)] ?? 0]));
}

/**
 * How often each net that a cell drives changes, glitches included. A net follows its driver's inputs after a delay.
 * Constants are left out.
 */
function timedToggles(
  netlist: OpenedNetlist,
  words: readonly bigint[],
  delays: DriverDelays,
  drivers: ReadonlyMap<Net, string>,
): Map<Net, number> {
  const graph = new Graph();
  const taps: { readonly net: Net; readonly literal: Literal; readonly delay: number }[] = [];
  const ticks = 1 / tickOf(delays);
  const circuit = netlist.build({
    graph,
    onNet: (net, value) => {
      const driver = drivers.get(net);
      const delay = delays.get(driver ?? plain(net));
      if (nodeOf(value) === nodeOf(no)) return value;
      if (delay === undefined && driver !== undefined)
        throw new RangeError(`OpenSTA reported no delay for ${driver}`);
      if (delay === undefined) return value;
      const literal = graph.tap(value);
      taps.push({ net, literal, delay: Math.max(1, Math.round(delay * ticks)) });
      return literal;
    },
  });
  const watched = { ...circuit, outputs: taps.map(({ literal }) => literal) };
  const toggles = countTimedToggles(
    watched,
    taps.map(({ delay }) => delay),
    words,
  );
  return new Map(taps.map(({ net }, index) => [net, toggles[index] ?? 0]));
}

/** The simulation's resolution: ticks in the mean delay of a gate. */
const ticksPerGate = 8;

/** One tick, in ns. */
function tickOf(delays: DriverDelays): number {
  const positive = [...delays.values()].filter((delay) => delay > 0);
  return positive.reduce((sum, delay) => sum + delay, 0) / positive.length / ticksPerGate;
}

/** A name without backslashes: OpenSTA and Yosys escape names differently. */
const plain = (name: string): string => name.replaceAll("\\", "");
