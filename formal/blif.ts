/** A function by the rows of its table that are 1: `01- 1`. */
export interface Table {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly rows: readonly string[];
}

/** A flip-flop. */
export interface Register {
  /** The signal at its input. */
  readonly d: string;
  /** The signal that it drives. */
  readonly q: string;
  readonly clock: string;
  /** `re` for the rising edge. */
  readonly edge: string;
  /** An asynchronous reset: while the signal has this level, the register shows this value. */
  readonly reset?: {
    readonly signal: string;
    readonly level: "0" | "1";
    readonly value: "0" | "1";
  };
}

/**
 * A logic network: what a file in the Berkeley logic interchange format says. Inputs and outputs are named as the ports' bits,
 * `x[7]`; a port of one bit as the port.
 */
export interface Blif {
  readonly top: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly tables: readonly Table[];
  readonly registers: readonly Register[];
  /** Kinds of cells that are neither gates nor plain registers. */
  readonly cells: readonly string[];
}

export const buffer = (from: string, output: string): Table => ({ inputs: [from], output, rows: ["1 1"] });
export const inverter = (from: string, output: string): Table => ({ inputs: [from], output, rows: ["0 1"] });
export const constant = (bit: boolean, output: string): Table => ({
  inputs: [],
  output,
  rows: bit ? ["1"] : [],
});

/**
 * A network without registers as text, for ABC.
 * @throws {RangeError} it holds state
 */
export function printBlif({ top, inputs, outputs, tables, registers, cells }: Blif): string {
  if (registers.length + cells.length > 0) throw new RangeError(`${top} holds state`);
  return [
    `.model ${top}`,
    `.inputs ${inputs.join(" ")}`,
    `.outputs ${outputs.join(" ")}`,
    ...tables.flatMap(({ inputs, output, rows }) => [`.names ${[...inputs, output].join(" ")}`, ...rows]),
    ".end\n",
  ].join("\n");
}
