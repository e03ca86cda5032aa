import type { Blif, Register, Table } from "./blif.js";
import { originsIn, type Origin } from "./origins.js";

/** A register that says whether a stage holds operands. */
export interface ValidBit {
  readonly register: Register;
  /** Whether it holds the complement. */
  readonly inverted: boolean;
}

/**
 * The shift register that ends at an output, from the first stage to the last. Each register's next state is the state of the
 * one before, with inputs as given: found by what the gates compute, not by names. Where that ends, the chain ends.
 * Wrong registers among the valid bits can only make a proof fail.
 * @param given inputs at which the pipeline advances
 */
export function handedOn(blif: Blif, output: string, given: ReadonlyMap<string, boolean>): ValidBit[] {
  const byOutput = new Map(blif.registers.map((register) => [register.q, register]));
  const originOf = originsIn(blif);
  const tables = new Map(blif.tables.map((table) => [table.output, table]));
  const chain: ValidBit[] = [];
  let next: Origin | undefined = originOf(output);
  while (next !== undefined) {
    const register = byOutput.get(next.signal);
    if (register === undefined || chain.some((bit) => bit.register === register)) break;
    const inverted: boolean = next.inverted;
    chain.unshift({ register, inverted });
    const source = copied(register.d, given, tables);
    next = source && { signal: source.signal, inverted: source.inverted !== inverted };
  }
  return chain;
}

/** The signal that another one equals, or is the complement of, with inputs as given; undefined where there is none. */
function copied(
  signal: string,
  given: ReadonlyMap<string, boolean>,
  tables: ReadonlyMap<string, Table>,
): Origin | undefined {
  const leaves = leavesOf(signal, tables).filter((leaf) => !given.has(leaf));
  for (const leaf of leaves) {
    const seen = new Set<boolean>();
    for (let trial = 0; trial < trials; trial++) {
      const values = new Map(leaves.map((each, index) => [each, patternBit(trial, index)]));
      for (const [input, value] of given) values.set(input, value);
      seen.add(valueOf(signal, values, tables) !== values.get(leaf));
    }
    const [inverted] = seen;
    if (seen.size === 1 && inverted !== undefined) return { signal: leaf, inverted };
  }
  return undefined;
}

/** Patterns that tell apart any two of a million leaves. */
const trials = 40;

/** In the trial 0 the leaf's bit is 0, in 1 it is 1; then bits of its index, each both ways. */
function patternBit(trial: number, index: number): boolean {
  const bit = ((index << 1) >> (trial >> 1)) & 1;
  return (bit === 1) !== ((trial & 1) === 1);
}

/** Registers, inputs and constants that a signal depends on through gates. */
function leavesOf(signal: string, tables: ReadonlyMap<string, Table>): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = [signal];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const table = tables.get(next);
    if (table === undefined) found.add(next);
    else waiting.push(...table.inputs);
  }
  return [...found];
}

/** A signal's value where those of all its leaves are known. */
function valueOf(signal: string, values: Map<string, boolean>, tables: ReadonlyMap<string, Table>): boolean {
  const known = values.get(signal);
  if (known !== undefined) return known;
  const { inputs, rows } = tables.get(signal) ?? { inputs: [], rows: [] };
  const bits = inputs.map((input) => (valueOf(input, values, tables) ? "1" : "0"));
  const value = rows.some((row) => bits.every((bit, i) => row[i] === "-" || row[i] === bit));
  values.set(signal, value);
  return value;
}
