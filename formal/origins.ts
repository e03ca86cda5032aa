import type { Blif, Table } from "./blif.js";

/** The signal that another one equals, or is the complement of. */
export interface Origin {
  readonly signal: string;
  readonly inverted: boolean;
}

/** Looks through buffers and inverters, back to what drives a signal. */
export function originsIn({ tables }: Pick<Blif, "tables">): (signal: string) => Origin {
  const drivers = new Map(tables.map((table) => [table.output, table]));
  return (signal) => {
    const seen = new Set<string>();
    let origin: Origin = { signal, inverted: false };
    // a loop of buffers has no origin
    while (!seen.has(origin.signal)) {
      seen.add(origin.signal);
      const driver = drivers.get(origin.signal);
      const [from] = driver?.inputs ?? [];
      const [row] = driver?.rows ?? [];
      if (driver?.inputs.length !== 1 || driver.rows.length !== 1 || from === undefined) break;
      if (row !== "1 1" && row !== "0 1") break;
      origin = { signal: from, inverted: origin.inverted !== (row === "0 1") };
    }
    return origin;
  };
}

/**
 * Evaluates signals whose inputs are constants: ties, and what is made of them. Undefined for all others.
 * @param given values of inputs
 */
export function constantsIn(
  { tables }: Pick<Blif, "tables">,
  given: readonly (readonly [string, "0" | "1"])[] = [],
): (signal: string) => "0" | "1" | undefined {
  const drivers = new Map(tables.map((table) => [table.output, table]));
  const known = new Map<string, "0" | "1" | undefined>([
    ["$true", "1"],
    ["$false", "0"],
    ["$undef", undefined],
    ...given,
  ]);
  const valueOf = (signal: string): "0" | "1" | undefined => {
    if (known.has(signal)) return known.get(signal);
    // A loop is no constant.
    known.set(signal, undefined);
    const driver = drivers.get(signal);
    const value = driver && tableValue(driver, driver.inputs.map(valueOf));
    known.set(signal, value);
    return value;
  };
  return valueOf;
}

/** A table's output where some inputs are known. */
function tableValue({ rows }: Table, inputs: readonly ("0" | "1" | undefined)[]): "0" | "1" | undefined {
  const patterns = rows.map((row) => row.slice(0, inputs.length));
  const [on, off] = rows[0]?.endsWith("0") === true ? (["0", "1"] as const) : (["1", "0"] as const);
  const agrees = (pattern: string, unknown: boolean): boolean =>
    inputs.every((value, i) => pattern[i] === "-" || (value === undefined ? unknown : pattern[i] === value));
  if (patterns.some((pattern) => agrees(pattern, false))) return on;
  return patterns.some((pattern) => agrees(pattern, true)) ? undefined : off;
}

/** Whether a signal is one of the inputs, or its complement, whatever all others are. */
function isOneInput(blif: Blif, signal: string): boolean {
  const values = (input: string) =>
    (["0", "1"] as const).map((value) => constantsIn(blif, [[input, value]])(signal));
  return blif.inputs.some((input) => {
    const [low, high] = values(input);
    return low !== undefined && high !== undefined && low !== high;
  });
}

/** What keeps a network from being one of plain registers at the rising edge of `clk`; undefined where nothing does. */
export function clockObstacle(blif: Blif): string | undefined {
  const [cell] = blif.cells;
  if (cell !== undefined) return `a ${cell} is no plain register`;
  const originOf = originsIn(blif);
  const resets = new Set(blif.registers.flatMap(({ reset }) => reset?.signal ?? []));
  const odds = new Set([...resets].filter((signal) => !isOneInput(blif, signal)));
  const odd = blif.registers.find(({ reset }) => reset !== undefined && odds.has(reset.signal));
  if (odd !== undefined) return `the register of ${odd.q} is reset without the clock, and not by a port`;
  const other = blif.registers.find(({ clock, edge }) => {
    const { signal, inverted } = originOf(clock);
    return signal !== "clk" || inverted === (edge === "re");
  });
  return other && `the register of ${other.q} is not clocked by the rising edge of clk`;
}
