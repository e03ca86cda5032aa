import { originsIn, printTable, readBlif, type Blif, type Register } from "./blif.js";
import type { Gates } from "./lower.js";

/** A register of both sides of a claim. */
interface Pair {
  /** What the left side calls it: `held[3]`. */
  readonly name: string;
  readonly left: Register;
  readonly right: Register;
  /** Whether one side holds the complement of what the other holds. */
  readonly inverted: boolean;
}

/** Two circuits that hold state, their registers in pairs. */
export interface Correspondence {
  readonly left: Blif;
  readonly right: Blif;
  readonly pairs: readonly Pair[];
  /** What registers drive that the other side has no partner of; proofs leave open what they hold. */
  readonly alone: { readonly left: readonly Register[]; readonly right: readonly Register[] };
}

/**
 * Pairs registers of two circuits: those that a signal of the same name comes from, directly, through buffers or through
 * inverters. A wrong pair cannot make a proof hold, only fail.
 */
export function correspond(leftGates: Gates, rightGates: Gates): Correspondence {
  const [left, right] = [readBlif(leftGates.blif), readBlif(rightGates.blif)];
  const sides = [left, right].map((blif) => ({
    originOf: originsIn(blif),
    registers: new Map(blif.registers.map((register) => [register.q, register])),
  }));
  const candidates = [...signalsOf(left)].filter(isNamed).flatMap((signal) => {
    const [from, to] = sides.map(({ originOf, registers }) => {
      const { signal: source, inverted } = originOf(signal);
      const register = registers.get(source);
      return register && { register, inverted };
    });
    if (from === undefined || to === undefined) return [];
    const inverted = from.inverted !== to.inverted;
    return [{ name: from.register.q, left: from.register, right: to.register, inverted }];
  });
  const paired = new Set<Register>();
  const pairs = candidates
    .sort((a, b) => Number(a.inverted) - Number(b.inverted))
    .filter((pair) => {
      if (paired.has(pair.left) || paired.has(pair.right)) return false;
      paired.add(pair.left).add(pair.right);
      return true;
    });
  const without = ({ registers }: Blif) => registers.filter((register) => !paired.has(register));
  return { left, right, pairs, alone: { left: without(left), right: without(right) } };
}

function signalsOf({ outputs, registers, tables }: Blif): Set<string> {
  return new Set([...registers.map(({ q }) => q), ...outputs, ...tables.map(({ output }) => output)]);
}

/** Whether a signal has a name that somebody gave it, which both sides may have kept. */
const isNamed = (signal: string): boolean => !/^(?:\$|_\d+_)/.test(signal);

/** Two combinational circuits that are to be proved equal. */
type Obligation = readonly [Gates, Gates];

/**
 * The start of the induction: after a cycle of reset, from whatever each side held, the registers of each pair hold
 * the same.
 */
export function afterReset(correspondence: Correspondence): Obligation {
  return obligation(correspondence, (circuit, side) => {
    const { next } = circuit.add(side, { state: side.own, inputs: resetting });
    side.pairs.forEach(({ name, register, inverted }) => {
      circuit.output(`after.${name}`, next(register), inverted);
    });
  });
}

/** Its step: where each pair holds the same, outputs are the same, and each pair takes the same. */
export function oneStep(correspondence: Correspondence): Obligation {
  return obligation(correspondence, (circuit, side) => {
    const before = new Map(side.own);
    for (const { name, register, inverted } of side.pairs)
      before.set(register, circuit.input(`before.${name}`, inverted));
    const { outputs, next } = circuit.add(side, { state: before });
    for (const [port, signal] of outputs) circuit.output(port, signal);
    side.pairs.forEach(({ name, register, inverted }) => {
      circuit.output(`after.${name}`, next(register), inverted);
    });
  });
}

/** The name of an input's bit in a cycle after the reset; the reset is cycle 0. */
export const inCycle = (cycle: number, port: string): string => `cycle${cycle}.${port}`;

/** All outputs of some cycles that follow a reset, from whatever each side held before it. */
export function fromReset(correspondence: Correspondence, cycles: number): Obligation {
  return obligation(correspondence, (circuit, side) => {
    let state: ReadonlyMap<Register, string> = side.own;
    for (let cycle = 0; cycle <= cycles + 1; cycle++) {
      const given = (port: string): string | boolean =>
        cycle === 0 && port === "rst" ? true : circuit.input(inCycle(cycle, port));
      const { outputs, next } = circuit.add(side, { state, inputs: given, prefix: `c${cycle}.` });
      // what a cycle's inputs lead to is seen after its edge
      if (cycle > 1)
        for (const [port, signal] of outputs) circuit.output(`after${cycle - 1}.${port}`, signal);
      state = new Map(side.blif.registers.map((register) => [register, next(register)]));
    }
  });
}

const resetting = (port: string): string | boolean => port === "rst" || port;

interface Half {
  readonly blif: Blif;
  readonly pairs: readonly {
    readonly name: string;
    readonly register: Register;
    readonly inverted: boolean;
  }[];
  /** For each register an input that only this side looks at. */
  readonly own: ReadonlyMap<Register, string>;
}

function obligation(
  { left, right, pairs }: Correspondence,
  describe: (circuit: Circuit, half: Half) => void,
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
  const circuits = halves.map((half) => {
    const circuit = new Circuit();
    describe(circuit, half);
    return circuit;
  });
  // Inputs are matched by name: each side has the other's too.
  const ports = left.inputs.filter((port) => port !== "clk");
  const owned = halves.flatMap(({ own }) => [...own.values()]);
  const inputs = new Set([...ports, ...owned, ...circuits.flatMap((circuit) => [...circuit.inputs])]);
  return circuits.map((circuit) => circuit.gates(left.top, inputs)) as [Gates, Gates];
}

/** A combinational circuit that is put together from others with their registers taken out. */
class Circuit {
  readonly inputs = new Set<string>();
  readonly #outputs: string[] = [];
  readonly #lines: string[] = [];

  /** @returns the signal that carries an input, or its complement */
  input(name: string, inverted = false): string {
    this.inputs.add(name);
    if (!inverted) return name;
    this.#lines.push(`.names ${name} not.${name}`, "0 1");
    return `not.${name}`;
  }

  output(name: string, from: string, inverted = false): void {
    this.#outputs.push(name);
    this.#lines.push(`.names ${from} ${name}`, inverted ? "0 1" : "1 1");
  }

  /**
   * Adds a side's gates; where no inputs are given, its own.
   * @param prefix before the names of its signals
   */
  add(
    { blif }: Half,
    {
      state,
      inputs = (port) => port,
      prefix = "in.",
    }: {
      readonly state: ReadonlyMap<Register, string>;
      readonly inputs?: (port: string) => string | boolean;
      readonly prefix?: string;
    },
  ) {
    const own = (signal: string): string => `${prefix}${signal}`;
    for (const port of blif.inputs) {
      if (port === "clk") {
        // what is left of its tree drives nothing, but ABC minds a signal that nothing drives
        this.#lines.push(`.names ${own(port)}`);
        continue;
      }
      const from = inputs(port);
      this.#lines.push(...(from === true ? [`.names ${own(port)}`, "1"] : buffer(String(from), own(port))));
    }
    for (const register of blif.registers)
      this.#lines.push(...buffer(state.get(register) ?? "", own(register.q)));
    for (const { inputs: from, output, rows } of blif.tables)
      this.#lines.push(printTable({ inputs: from.map(own), output: own(output), rows }));
    return {
      outputs: blif.outputs.map((port): [string, string] => [port, own(port)]),
      next: ({ d }: Register): string => own(d),
    };
  }

  gates(top: string, inputs: ReadonlySet<string>): Gates {
    const head = [`.model ${top}`, `.inputs ${[...inputs].join(" ")}`, `.outputs ${this.#outputs.join(" ")}`];
    return { top, blif: [...head, ...this.#lines, ".end\n"].join("\n") };
  }
}

const buffer = (from: string, to: string): string[] => [`.names ${from} ${to}`, "1 1"];
