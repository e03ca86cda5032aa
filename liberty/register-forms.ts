import { inputsOf, outputsOf, type Cell, type FlipFlop } from "./cells.js";
import type { BooleanFunction } from "./text/function.js";
import { pinsOf, restrict } from "./text/print-function.js";

/** An input, or its complement. */
export interface Inverting {
  readonly pin: string;
  readonly inverted: boolean;
}

/**
 * One way to use a flip-flop: its set and reset are either pins of the register, or constants at which they never act.
 * `DFFSR` has four: plain, with clear, with preset, and with both.
 */
export interface RegisterForm {
  readonly cell: Cell;
  readonly clock: Inverting;
  readonly data: Inverting;
  /** Left out where they are tied off, or not there. */
  readonly clear?: Inverting;
  readonly preset?: Inverting;
  /** Values at which tied pins do not act. */
  readonly tied: ReadonlyMap<string, boolean>;
  /** Output pins that have the state, or its complement. */
  readonly outputs: readonly Inverting[];
}

type Live = "clear" | "preset";

/** All forms of a cell; none for one whose next state is more than an input, as a scan flip-flop's is. */
export function registerForms(cell: Cell): RegisterForm[] {
  const { flipFlop } = cell;
  const [clock, data] = [literal(flipFlop?.clock), literal(flipFlop?.next)];
  if (flipFlop === undefined || clock === undefined || data === undefined || cell.special) return [];
  const outputs = stateOutputs(cell, flipFlop);
  const known = new Set([clock.pin, data.pin, ...flipFlop.forced.flatMap(pinsOf)]);
  const inputs = inputsOf(cell).map(({ name }) => name);
  if (outputs === undefined || inputs.length !== known.size || !inputs.every((name) => known.has(name)))
    return [];
  if (cell.pins.some(({ direction }) => direction === "inout")) return [];

  const has = (["clear", "preset"] as const).filter((name) => flipFlop[name] !== undefined);
  const choices: readonly Live[][] = [[], ["clear"], ["preset"], ["clear", "preset"]];
  return choices
    .filter((live) => live.every((name) => has.includes(name)))
    .flatMap((live): RegisterForm[] => {
      const pins = live.map((name) => [name, literal(flipFlop[name])] as const);
      const used = new Set([clock.pin, data.pin, ...pins.map(([, pin]) => pin?.pin)]);
      if (pins.some(([, pin]) => pin === undefined) || used.size !== 2 + live.length) return [];
      const idle = has.filter((name) => !live.includes(name)).flatMap((name) => flipFlop[name] ?? []);
      const tied = tiedOff(idle, used);
      return tied === undefined ? [] : [{ cell, clock, data, ...Object.fromEntries(pins), tied, outputs }];
    });
}

/** Output pins and what they have of the state; undefined if one has something else. */
function stateOutputs(cell: Cell, { state, complement }: FlipFlop): Inverting[] | undefined {
  const found = outputsOf(cell).map(({ name, function: of }): Inverting | undefined => {
    const carried = literal(of);
    if (carried?.pin !== state && carried?.pin !== complement) return undefined;
    return { pin: name, inverted: carried.inverted !== (carried.pin === complement) };
  });
  const outputs = found.filter((each) => each !== undefined);
  return outputs.length === found.length && found.length > 0 ? outputs : undefined;
}

/** `A`, `!A`, `!!A`: a pin or its complement. */
function literal(of: BooleanFunction | undefined): Inverting | undefined {
  if (of?.kind === "pin") return { pin: of.name, inverted: false };
  const inner = of?.kind === "not" ? literal(of.of) : undefined;
  return inner && { ...inner, inverted: !inner.inverted };
}

/** The most pins that are tied off: four are as many as 16 ways. */
const mostTied = 4;

/** Values of pins at which none of the functions is ever true; undefined if there are none. */
function tiedOff(
  functions: readonly BooleanFunction[],
  used: ReadonlySet<string | undefined>,
): ReadonlyMap<string, boolean> | undefined {
  const pins = [...new Set(functions.flatMap(pinsOf))].filter((pin) => !used.has(pin));
  if (pins.length > mostTied) return undefined;
  for (let ways = 0; ways < 2 ** pins.length; ways++) {
    const values = new Map(pins.map((pin, i) => [pin, ((ways >> i) & 1) === 1]));
    if (functions.every((of) => restrict(of, values) === false)) return values;
  }
  return undefined;
}
