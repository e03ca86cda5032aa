import { matchByName, type NamedRegister } from "../circuit/matching.js";
import type { Blif, Register } from "./blif.js";
import { CombinedNetwork } from "./combined-network.js";
import { originsIn } from "./origins.js";

/** A register of both sides of a claim. */
export interface Pair {
  /** What the left side calls it: `held[3]`. */
  readonly name: string;
  readonly left: Register;
  readonly right: Register;
  /** Whether one side holds the complement of what the other holds. */
  readonly inverted: boolean;
}

/** Two networks with registers, which are paired. */
export interface Correspondence {
  readonly left: Blif;
  readonly right: Blif;
  readonly pairs: readonly Pair[];
  /** Registers without a partner; proofs leave their state open. */
  readonly alone: { readonly left: readonly Register[]; readonly right: readonly Register[] };
}

/** Pairs the registers of two circuits by the names of signals that both sides have kept (see `matchByName`). */
export function correspond(left: Blif, right: Blif): Correspondence {
  const pairs = matchByName(registersByName(left), registersByName(right));
  return paired(
    left,
    right,
    pairs.map((pair) => ({ ...pair, name: pair.left.q })),
  );
}

/** The registers of a circuit by the names of signals that come from them, directly or through buffers and inverters. */
function registersByName(blif: Blif): NamedRegister<Register>[] {
  const originOf = originsIn(blif);
  const registers = new Map(blif.registers.map((register) => [register.q, register]));
  return [...signalsOf(blif)].filter(isNamed).flatMap((name) => {
    const { signal, inverted } = originOf(name);
    const register = registers.get(signal);
    return register === undefined ? [] : [{ name, register, inverted }];
  });
}

/** Two networks whose registers have been paired, each in one pair at most. */
export function paired(left: Blif, right: Blif, pairs: readonly Pair[]): Correspondence {
  const inPairs = new Set(pairs.flatMap((pair) => [pair.left, pair.right]));
  const without = ({ registers }: Blif) => registers.filter((register) => !inPairs.has(register));
  return { left, right, pairs, alone: { left: without(left), right: without(right) } };
}

function signalsOf({ outputs, registers, tables }: Blif): Set<string> {
  return new Set([...registers.map(({ q }) => q), ...outputs, ...tables.map(({ output }) => output)]);
}

/** Whether a signal has a name that somebody gave it, which both sides may have kept. */
const isNamed = (signal: string): boolean => !/^(?:\$|_\d+_)/.test(signal);

/** Two combinational networks that are to be proved equal. */
export type Obligation = readonly [Blif, Blif];

/** The base of the induction: after a cycle of reset, from any state of each side, paired registers are equal. */
export const afterReset = (correspondence: Correspondence): Obligation =>
  afterResetFrom(correspondence, (_, { own }) => own);

/** The same where paired registers were equal before the reset: those that it does not clear stay so. */
export const afterSharedReset = (correspondence: Correspondence): Obligation =>
  afterResetFrom(correspondence, alike);

type State = ReadonlyMap<Register, string>;

const afterResetFrom = (
  correspondence: Correspondence,
  stateOf: (network: CombinedNetwork, side: Half) => State,
): Obligation =>
  obligation(correspondence, (network, side) => {
    const { next } = network.add(side.blif, { state: stateOf(network, side), inputs: resetting });
    side.pairs.forEach(({ name, register, inverted }) => {
      network.output(`after.${name}`, next(register), inverted);
    });
  });

/** A state of a side in which paired registers are equal. */
function alike(network: CombinedNetwork, { own, pairs }: Half): State {
  const state = new Map(own);
  for (const { name, register, inverted } of pairs)
    state.set(register, network.input(`before.${name}`, inverted));
  return state;
}

/** Its step: where paired registers are equal, outputs are equal, and so are the next states of each pair. */
export function oneStep(correspondence: Correspondence): Obligation {
  const { left, right } = correspondence;
  const hasReset = [left, right].some(({ registers }) => registers.some(({ reset }) => reset !== undefined));
  return obligation(correspondence, (network, side) => {
    const { outputs, next, shown } = network.add(side.blif, { state: alike(network, side) });
    for (const [port, signal] of outputs) network.output(port, signal);
    side.pairs.forEach(({ name, register, inverted }) => {
      // An asynchronous reset leaves behind what registers show while it acts, even if it ends before the edge.
      if (hasReset) network.output(`now.${name}`, shown(register), inverted);
      network.output(`after.${name}`, next(register), inverted);
    });
  });
}

/** The name of an input's bit in a cycle after the reset; the reset is cycle 0. */
export const inCycle = (cycle: number, port: string): string => `cycle${cycle}.${port}`;

/** The inputs that are given in the first cycles, a reset first. */
export type Beginning = readonly ReadonlyMap<string, boolean>[];

/** Bounded unrolling: all outputs of some cycles that follow a beginning, from any state of each side. */
export function fromReset(correspondence: Correspondence, beginning: Beginning, cycles: number): Obligation {
  return obligation(correspondence, (network, side) => {
    let state: State = side.own;
    for (let cycle = 0; cycle < beginning.length + cycles; cycle++) {
      const given = new Map(
        side.blif.inputs
          .filter((port) => port !== "clk")
          .map((port) => [port, beginning[cycle]?.get(port) ?? network.input(inCycle(cycle, port))]),
      );
      const inputs = (port: string): string | boolean => given.get(port) ?? false;
      const { next } = network.add(side.blif, { state, inputs, prefix: `c${cycle}.` });
      state = new Map(side.blif.registers.map((register) => [register, next(register)]));
      if (cycle < beginning.length) continue;
      // Outputs show a cycle's inputs only after its edge.
      const { outputs } = network.add(side.blif, { state, inputs, prefix: `seen${cycle}.` });
      for (const [port, signal] of outputs) network.output(`after${cycle}.${port}`, signal);
    }
  });
}

/** The inputs of a cycle of reset. */
const resetting = (port: string): string | boolean => (port === "rst_n" ? false : port === "rst" || port);

interface Half {
  readonly blif: Blif;
  readonly pairs: readonly {
    readonly name: string;
    readonly register: Register;
    readonly inverted: boolean;
  }[];
  /** For each register an input that only this side reads: its unknown state. */
  readonly own: State;
}

function obligation(
  { left, right, pairs }: Correspondence,
  describe: (network: CombinedNetwork, half: Half) => void,
): Obligation {
  const halves = (["left", "right"] as const).map((which): Half => {
    const blif = which === "left" ? left : right;
    return {
      blif,
      pairs: pairs.map((pair) => ({
        name: pair.name,
        register: pair[which],
        inverted: which === "right" && pair.inverted,
      })),
      own: new Map(blif.registers.map((register) => [register, `${which}.${register.q}`])),
    };
  });
  const networks = halves.map((half) => {
    const network = new CombinedNetwork();
    describe(network, half);
    return network;
  });
  // Inputs are matched by name: each side has the other's too.
  const ports = left.inputs.filter((port) => port !== "clk");
  const owned = halves.flatMap(({ own }) => [...own.values()]);
  const inputs = new Set([...ports, ...owned, ...networks.flatMap((network) => [...network.inputs])]);
  return networks.map((network) => network.finish(left.top, inputs)) as [Blif, Blif];
}
