import { interpreter, type WordAlgebra } from "../interpret.js";
import type { Node } from "../expression.js";
import type { Module } from "../module.js";
import type { Signal } from "../signal.js";
import { BitNetwork, type Bit } from "./network.js";
import { product, sum, type Word } from "./sum.js";
import { fitted, wordsOfBits } from "./words-of-bits.js";

/** A module bit by bit. */
export interface Expanded {
  readonly network: BitNetwork;
  /** Its outputs, then the next states of its registers. */
  readonly ends: Word;
  /** The bits of its signals. */
  readonly values: ReadonlyMap<Signal, Word>;
}

/** A module bit by bit, from its inputs and registers to its outputs and next states. */
export function expand(m: Module): Expanded {
  const network = new BitNetwork();
  const values = new Map<Signal, Word>();
  const wordOf = wordsIn(network, values);
  for (const signal of [...m.inputs, ...m.registers.map((register) => register.signal)])
    values.set(
      signal,
      Array.from({ length: signal.width }, () => network.input()),
    );
  for (const signal of m.wires)
    if (signal.value !== null) values.set(signal, wordOf(signal.value.node, signal.width));
  const ends = [...m.outputs, ...m.registers.map(({ signal, value }) => ({ value, width: signal.width }))];
  return { network, values, ends: ends.flatMap(({ value, width }) => wordOf(value.node, width)) };
}

/** Reads expressions as words of exactly the width that is asked for; gates that are not there yet are added. */
export function wordsIn(
  network: BitNetwork,
  values: ReadonlyMap<Signal, Word>,
): (node: Node, width: number) => Word {
  const read = interpreter(wordsOf(network), values);
  return (node, width) => fitted(read(node, width), width, 0);
}

const wordsOf = (n: BitNetwork): WordAlgebra<Word> => ({
  ...wordsOfBits<Bit>({
    zero: 0,
    one: 1,
    not: (bit) => bit ^ 1,
    and: (a, b) => n.and([a, b]),
    or: (a, b) => n.or([a, b]),
    xor: (a, b) => n.xor(a, b),
    mux: (condition, then, otherwise) => n.select(condition, then, otherwise),
    all: (bits) => n.and(bits),
    any: (bits) => n.or(bits),
    differ: (a, b) => n.or(a.map((bit, i) => n.xor(bit, b[i] ?? 0))),
    // a − b = a + ~b + 1 has a carry unless it borrows.
    less: (a, b) => sum(n, a, complement(b), 1).carry ^ 1,
    sum: (a, b, carry) => sum(n, a, b, carry).sum,
    product: (a, b, width, isSigned) => product(n, a, b, width, isSigned),
  }),
  addWithCarry: (left, right, [carry = 0], width) =>
    sum(n, fitted(left, width, 0), fitted(right, width, 0), carry).sum,
});

const complement = (word: Word): Word => word.map((bit) => bit ^ 1);
