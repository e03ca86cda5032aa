import type { Design } from "../generators/design.js";
import { SimulationError } from "./circuit-error.js";
import { bitNames, stateBits } from "../operands/state.js";
import { matchByName, namedRegisters, type NamedRegister } from "./matching.js";
import { unescaped } from "./netlist.js";
import type { NetlistCircuit, NetlistRegister } from "./from-netlist.js";
import type { StateBit } from "./state-bit.js";

/** The register of a netlist that holds a bit of a design's state. */
export interface HeldBit extends StateBit {
  readonly flipFlop: NetlistRegister;
}

/**
 * Finds the registers of a netlist that hold the bits of a design's state, by name (see `matchByName`). Each register of the
 * netlist must have a partner in the RTL: a bit that is kept twice, or encoded otherwise, cannot be loaded.
 * @param netlist its circuit
 * @returns in the order of `stateBits`
 * @throws {SimulationError} `unpaired registers`
 */
export function pairedState(
  design: Design,
  { registers, nets, graph, inputWidth }: NetlistCircuit,
): readonly HeldBit[] {
  const wanted = stateBits(design);
  const signals = Array.from(nets, ([net, carried]) => [unescaped(net), carried] as const);
  const named = namedRegisters(graph, signals, inputWidth - registers.length);
  const pairs = matchByName(rtlRegisters(design), named);
  const held = new Map(
    pairs.flatMap(({ left, right, inverted }): [string, HeldBit][] => {
      const flipFlop = registers[right];
      return flipFlop === undefined ? [] : [[left, { register: right, inverted, flipFlop }]];
    }),
  );
  const missing = wanted.filter((bit) => !held.has(bit));
  const partners = new Set(pairs.map(({ right }) => right));
  const alone = registers.filter((_, index) => !partners.has(index)).map(({ instance }) => instance);
  if (missing.length > 0 || alone.length > 0) throw unpaired(design, missing, alone);
  return wanted.flatMap((bit) => held.get(bit) ?? []);
}

/** The bits of the RTL's registers, each by its own name and by those of outputs that show nothing else. */
function rtlRegisters(design: Design): NamedRegister<string>[] {
  const { registers, outputs } = design.module();
  return registers.flatMap(({ signal }) => {
    const shown = outputs.filter(({ value: { node } }) => node.kind === "signal" && node.signal === signal);
    const names = [signal.name, ...shown.map(({ name }) => name)].map((name) => bitNames(name, signal.width));
    return bitNames(signal.name, signal.width).flatMap((register, bit) =>
      names.map((each) => ({ name: each[bit] ?? register, register, inverted: false })),
    );
  });
}

function unpaired({ spec }: Design, missing: readonly string[], alone: readonly string[]): SimulationError {
  const some = (names: readonly string[]): string =>
    names.slice(0, 8).join(", ") + (names.length > 8 ? ` and ${names.length - 8} more` : "");
  const problems = [
    ...(missing.length > 0 ? [`no register has the name of ${some(missing)}`] : []),
    ...(alone.length > 0 ? [`the RTL has no partner of ${some(alone)}`] : []),
  ];
  return new SimulationError(
    "unpaired registers",
    `the state of the netlist of ${spec} cannot be loaded: ${problems.join("; ")}`,
  );
}
