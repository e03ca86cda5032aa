import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { gateKinds, isGateName } from "./kinds.js";

/** A gate of a netlist: its name, and what it takes. */
export interface NamedGate {
  readonly gate: string;
  /** `x3`, `y0`, `a5`, `0`, `1`, or an earlier gate by its number: `g7`. */
  readonly inputs: readonly string[];
}

type Bit = Signal | Expression;

/**
 * A netlist of gates as wires of one bit, in sections: what each bit of the result needs beyond those below it.
 * @param operands by the letters that gates name them by
 * @returns the result, its lowest bit from the first output
 * @throws {RangeError} a gate is unknown, or takes one that stands behind it
 */
export function gateNetwork(
  m: Module,
  operands: Readonly<Record<string, Signal>>,
  gates: readonly NamedGate[],
  outputs: readonly string[],
): Expression {
  const made = new Map<string, Bit>();
  const bitNamed = (name: string): Bit => {
    const [, letter = "", index = ""] = /^([a-z])(\d+)$/.exec(name) ?? [];
    const operand = operands[letter];
    if (operand !== undefined) return v`${operand}[${Number(index)}]`;
    if (name === "0") return v`1'b0`;
    if (name === "1") return v`1'b1`;
    const found = made.get(name);
    if (found === undefined) throw new RangeError(`there is no ${name}`);
    return found;
  };
  const numberOf = (name: string): number => (name.startsWith("g") ? Number(name.slice(1)) : -1);
  /** The gates that an output needs and that are not made yet, in their order. */
  const needed = (output: string): number[] => {
    const found = new Set<number>();
    const waiting = [numberOf(output)];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next < 0 || found.has(next) || made.has(`g${next}`)) continue;
      found.add(next);
      waiting.push(...(gates[next]?.inputs.map(numberOf) ?? []));
    }
    return [...found].sort((one, other) => one - other);
  };
  for (const [bit, output] of outputs.entries()) {
    const own = needed(output);
    if (own.length > 0) m.section(sectionOf(bit, outputs.length, "a" in operands ? "sum" : "product"));
    for (const number of own) {
      const { gate = "", inputs = [] } = gates[number] ?? {};
      if (!isGateName(gate)) throw new RangeError(`there is no gate ${gate}`);
      const [a, b = a, c = a, d = a] = inputs.map(bitNamed);
      if (a === undefined) throw new RangeError(`${gate} needs inputs`);
      made.set(`g${number}`, m.wire(`g${number}`, 1, gateKinds[gate].value(a, b ?? a, c ?? a, d ?? a)));
    }
  }
  const used = [...made.keys()].flatMap((name) => gates[numberOf(name)]?.inputs ?? []);
  const inputs = Object.entries(operands).flatMap(([letter, operand]) => bitsOf(letter, operand));
  const taken = new Set([...outputs, ...used]);
  const idle = inputs.filter((name) => !taken.has(name));
  if (idle.length > 0) m.unused(joined(idle.map(bitNamed)));
  return joined(outputs.map(bitNamed));
}

const bitsOf = (port: string, { width }: Signal): string[] =>
  Array.from({ length: width }, (_, bit) => `${port}${bit}`);

/** Bits side by side, the first one lowest. */
const joined = (bits: readonly Bit[]): Expression => concatenate(bits.toReversed());

const sectionOf = (bit: number, count: number, result: string): string =>
  bit === 0
    ? `Bit 0 of the ${result}.`
    : bit === count - 1
      ? `Bit ${bit}, the highest one.`
      : `Bit ${bit}: what it needs beside the bits below.`;
