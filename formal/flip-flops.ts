import type { Register, Table } from "./blif.js";

/** A signal's value where that is the same always. */
type ConstantOf = (signal: string) => "0" | "1" | undefined;

/** Signals by the pins that they are connected to. */
export type Pins = Readonly<Record<string, string>>;

/** A register that takes its input at every edge, and the gates before it. */
interface PlainFlipFlop {
  readonly register: Register;
  readonly tables: readonly Table[];
}

/** A control input of a flip-flop, `E` or `R`, and the level at which it acts. */
interface Control {
  readonly signal: string;
  readonly level: "0" | "1";
}

/**
 * Rewrites a flip-flop of Yosys as a plain register with gates before it, since BLIF has no enables and resets:
 *
 *     $_SDFFE_PP0P_    D ──┐ E      ┌─ 0 if R
 *                      Q ──┴─ mux ──┴─ mux ── register ── Q
 *
 * The name tells which controls there are: `E` an enable, `S` a synchronous reset. The letters behind it are the clock's edge,
 * the reset's level and value, and the enable's level.
 * @returns null for all other cells, and where an asynchronous set or reset can ever act
 */
export function plainFlipFlop(kind: string, pins: Pins, constantOf: ConstantOf): PlainFlipFlop | null {
  const [, name, levels = ""] = /^\$_(DFF|DFFE|SDFF|SDFFE|SDFFCE|DFFSR)_([PN01]+)_$/.exec(kind) ?? [];
  if (name === undefined) return null;
  const { C: clock = "", D = "", Q: q = "", S, R, E } = pins;
  const [edge, resetLevel, resetValue] = levels;
  const register = (d: string): Register => ({ d, q, clock, edge: edge === "P" ? "re" : "fe" });

  if (name === "DFFSR") {
    const controls = [S, R].map((signal = "", i) => ({ signal, level: levelOf(levels[1 + i]) }));
    return controls.every((each) => neverActs(each, constantOf))
      ? { register: register(D), tables: [] }
      : null;
  }
  const reset = R === undefined ? null : { signal: R, level: levelOf(resetLevel) };
  if (reset !== null && !name.startsWith("S"))
    return E === undefined && neverActs(reset, constantOf) ? { register: register(D), tables: [] } : null;

  const tables: Table[] = [];
  const add = (table: Omit<Table, "output">): string => {
    const output = `next${tables.length}.${q}`;
    tables.push({ ...table, output });
    return output;
  };
  const enabled = (d: string): string =>
    E === undefined ? d : add(multiplexer({ signal: E, level: levelOf(levels.at(-1)) }, d, q));
  const cleared = (d: string): string =>
    reset === null ? d : add(resetGate(reset, resetValue === "1" ? "1" : "0", d));
  // SDFFCE is reset only where it is enabled
  const d = name === "SDFFCE" ? enabled(cleared(D)) : cleared(enabled(D));
  return { register: register(d), tables };
}

const levelOf = (letter: string | undefined): Control["level"] => (letter === "P" ? "1" : "0");
const opposite = (level: Control["level"]): Control["level"] => (level === "1" ? "0" : "1");

/** Whether a control is tied to the constant at which it does not act. */
function neverActs({ signal, level }: Control, constantOf: ConstantOf): boolean {
  return constantOf(signal) === opposite(level);
}

/** `then` where the control acts, else `otherwise`. */
const multiplexer = ({ signal, level }: Control, then: string, otherwise: string): Omit<Table, "output"> => ({
  inputs: [signal, then, otherwise],
  rows: [`${level}1- 1`, `${opposite(level)}-1 1`],
});

/** `value` where the control acts, else `otherwise`. */
const resetGate = (
  { signal, level }: Control,
  value: "0" | "1",
  otherwise: string,
): Omit<Table, "output"> => ({
  inputs: [signal, otherwise],
  rows: value === "1" ? [`${level}- 1`, "-1 1"] : [`${opposite(level)}1 1`],
});
