import type { Design } from "../generators/design.js";
import { SimulationError } from "./circuit-error.js";
import { bitNames, stateBits } from "../operands/state.js";
import { isComplement, nodeOf } from "./graph.js";
import type { NetlistCircuit, NetlistRegister } from "./from-netlist.js";
import type { StateBit } from "./state-bit.js";

/** Where a netlist holds a bit of a design's state. */
export interface HeldBit extends StateBit {
  readonly flipFlop: NetlistRegister;
}

/**
 * Finds the registers of a netlist in which the bits of a design's state are: those that a net comes from, directly or through
 * buffers and inverters, which is named like the bit in the RTL. Each of the netlist's registers must be one of the
 * RTL's: what is kept in two places, or encoded otherwise, cannot be loaded.
 * @param netlist its circuit
 * @returns in the order of `stateBits`
 * @throws {SimulationError} `unpaired registers`
 */
export function pairedState(design: Design, { registers, nets, graph }: NetlistCircuit): readonly HeldBit[] {
  const wanted = stateBits(design);
  const byBit = new Map(registers.map(({ bit }, register) => [bit, register]));
  const carried = new Map(
    [...nets].flatMap(([net, literal]) => {
      const node = graph.nodes[nodeOf(literal)];
      const register = node?.kind === "input" ? byBit.get(node.bit) : undefined;
      if (register === undefined) return [];
      return [[net.replace(/^\\/, ""), { register, inverted: isComplement(literal) }] as const];
    }),
  );
  const paired = new Map<string, HeldBit>();
  const taken = new Set<number>();
  for (const [bit, names] of namesOfRegisters(design)) {
    const found = names.map((name) => carried.get(name)).find((each) => each !== undefined);
    const flipFlop = found && registers[found.register];
    if (found === undefined || flipFlop === undefined || taken.has(found.register)) continue;
    taken.add(found.register);
    paired.set(bit, { ...found, flipFlop });
  }
  const missing = wanted.filter((bit) => !paired.has(bit));
  const alone = registers.filter((_, index) => !taken.has(index)).map(({ instance }) => instance);
  if (missing.length > 0 || alone.length > 0) throw unpaired(design, missing, alone);
  return wanted.flatMap((bit) => paired.get(bit) ?? []);
}

/** What each bit of the RTL's registers is called: by its own name, and by those of outputs that show nothing else. */
function namesOfRegisters(design: Design): [string, string[]][] {
  const { registers, outputs } = design.module();
  return registers.flatMap(({ signal }) => {
    const shown = outputs.filter(({ value: { node } }) => node.kind === "signal" && node.signal === signal);
    const names = [signal.name, ...shown.map(({ name }) => name)].map((name) => bitNames(name, signal.width));
    return bitNames(signal.name, signal.width).map((bit, i): [string, string[]] => [
      bit,
      names.map((each) => each[i] ?? bit),
    ]);
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
    `the sum that the netlist of ${spec} holds cannot be loaded: ${problems.join("; ")}`,
  );
}
