import type { Register, Table } from "./blif.js";

/** Signals by the pins that they are connected to. */
export type Pins = Readonly<Record<string, string>>;

/** A signal's value where that is the same always. */
type Constants = (signal: string) => "0" | "1" | undefined;

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
 * the reset's level and value, and the enable's level. `DFFSR` has an asynchronous set and reset, of which one must never act.
 *
 * A register with an asynchronous reset has its value as next state while it acts, like one with a synchronous reset. That it
 * shows this value at once is left to whoever reads the network.
 * @returns null for all other cells
 */
export function plainFlipFlop(kind: string, pins: Pins, constantOf: Constants): PlainFlipFlop | null {
  const [, name, levels = ""] = /^\$_(DFF|DFFE|SDFF|SDFFE|SDFFCE)_([PN01]+)_$/.exec(kind) ?? [];
  if (name === undefined) return withoutSetOrReset(kind, pins, constantOf);
  const { C: clock = "", D = "", Q: q = "", R, E } = pins;
  const [edge, resetLevel, resetValue] = levels;
  const register = (d: string): Register => ({ d, q, clock, edge: edge === "P" ? "re" : "fe" });

  const given = R === undefined ? null : { signal: R, level: levelOf(resetLevel) };
  const reset = given !== null && neverActs(given, constantOf) ? null : given;
  const value = resetValue === "1" ? "1" : "0";
  const tables: Table[] = [];
  const add = (table: Omit<Table, "output">): string => {
    const output = `next${tables.length}.${q}`;
    tables.push({ ...table, output });
    return output;
  };
  const enabled = (d: string): string =>
    E === undefined ? d : add(multiplexer({ signal: E, level: levelOf(levels.at(-1)) }, d, q));
  const cleared = (d: string): string => (reset === null ? d : add(resetGate(reset, value, d)));
  // SDFFCE is reset only where it is enabled
  const d = name === "SDFFCE" ? enabled(cleared(D)) : cleared(enabled(D));
  const asynchronous = reset !== null && !name.startsWith("S") ? { reset: { ...reset, value } as const } : {};
  return { register: { ...register(d), ...asynchronous }, tables };
}

/** A flip-flop with set and reset of which one never acts, as the flip-flop without it. */
function withoutSetOrReset(
  kind: string,
  { S = "", R = "", ...pins }: Pins,
  constantOf: Constants,
): PlainFlipFlop | null {
  const [, enabled = "", edge, set, reset, enable = ""] =
    /^\$_DFFSR(E?)_([PN])([PN])([PN])([PN]?)_$/.exec(kind) ?? [];
  if (edge === undefined) return null;
  const plain = (level: string | undefined, value: 0 | 1, signal: string): PlainFlipFlop | null =>
    plainFlipFlop(`$_DFF${enabled}_${edge}${level}${value}${enable}_`, { ...pins, R: signal }, constantOf);
  if (neverActs({ signal: S, level: levelOf(set) }, constantOf)) return plain(reset, 0, R);
  if (neverActs({ signal: R, level: levelOf(reset) }, constantOf)) return plain(set, 1, S);
  return null;
}

const levelOf = (letter: string | undefined): Control["level"] => (letter === "P" ? "1" : "0");
const opposite = (level: Control["level"]): Control["level"] => (level === "1" ? "0" : "1");

/** Whether a control is a constant at which it does not act. */
function neverActs({ signal, level }: Control, constantOf: Constants): boolean {
  const value = constantOf(signal);
  return value !== undefined && value !== level;
}

/** `then` where the control acts, else `otherwise`. */
const multiplexer = ({ signal, level }: Control, then: string, otherwise: string): Omit<Table, "output"> => ({
  inputs: [signal, then, otherwise],
  rows: [`${level}1- 1`, `${opposite(level)}-1 1`],
});

/** `value` where the control acts, else `otherwise`. */
export const resetGate = (
  { signal, level }: Control,
  value: "0" | "1",
  otherwise: string,
): Omit<Table, "output"> => ({
  inputs: [signal, otherwise],
  rows: value === "1" ? [`${level}- 1`, "-1 1"] : [`${opposite(level)}1 1`],
});
