import type { Node } from "../expression.js";
import type { Module } from "../module.js";
import type { Signal } from "../signal.js";
import { BitNetwork, type Bit } from "./network.js";
import { product, sum, type Word } from "./sum.js";

/** A module bit by bit. */
export interface Expanded {
  readonly network: BitNetwork;
  /** Its outputs, then what its registers take. */
  readonly ends: Word;
  /** What its signals carry. */
  readonly values: ReadonlyMap<Signal, Word>;
}

/** A module bit by bit, from its inputs and registers to its outputs and what registers take. */
export function expand(m: Module): Expanded {
  const network = new BitNetwork();
  const values = new Map<Signal, Word>();
  for (const signal of [...m.inputs, ...m.registers.map((register) => register.signal)])
    values.set(
      signal,
      Array.from({ length: signal.width }, () => network.input()),
    );
  for (const signal of m.wires)
    if (signal.value !== null) values.set(signal, wordOf(network, signal.value.node, signal.width, values));
  const ends = [...m.outputs, ...m.registers.map(({ signal, value }) => ({ value, width: signal.width }))];
  return {
    network,
    values,
    ends: ends.flatMap(({ value, width }) => wordOf(network, value.node, width, values)),
  };
}

/** A node's value, with zeros before it up to `width` bits; gates that are not there yet are added. */
export function wordOf(n: BitNetwork, node: Node, width: number, values: ReadonlyMap<Signal, Word>): Word {
  const of = (operand: Node, context = operand.width): Word => wordOf(n, operand, context, values);
  const word = valueOf(n, node, width, of, values);
  return Array.from({ length: width }, (_, index) => word[index] ?? 0);
}

type Of = (operand: Node, context?: number) => Word;

function valueOf(n: BitNetwork, node: Node, width: number, of: Of, values: ReadonlyMap<Signal, Word>): Word {
  switch (node.kind) {
    case "signal":
      return values.get(node.signal) ?? [];
    case "slice":
      return (values.get(node.signal) ?? []).slice(node.low, node.high + 1);
    case "literal":
      return Array.from({ length: node.width }, (_, index) => Number((node.value >> BigInt(index)) & 1n));
    case "concat":
      return node.parts.toReversed().flatMap((part) => of(part));
    case "replicate": {
      const word = of(node.of);
      return Array.from({ length: node.count }, () => word).flat();
    }
    case "unary": {
      const word = of(node.of);
      if (node.operator === "~") return complement(word);
      if (node.operator === "^") return [word.reduce((parity, bit) => n.xor(parity, bit), 0)];
      return [node.operator === "&" ? n.and(word) : n.or(word)];
    }
    case "conditional": {
      const [condition = 0] = of(node.condition);
      return each(of(node.then, width), of(node.otherwise, width), (a, b) => n.select(condition, a, b));
    }
    case "binary":
      return binary(n, node, width, of);
  }
}

function binary(n: BitNetwork, node: Node & { readonly kind: "binary" }, width: number, of: Of): Word {
  const { operator, left, right } = node;
  switch (operator) {
    case "+":
      return added(n, node, width, of);
    case "-":
      return sum(n, of(left, width), complement(of(right, width)), 1).sum;
    case "*":
    case "*signed":
      return product(n, of(left), of(right), width, operator === "*signed");
    case "&":
      return each(of(left), of(right), (a, b) => n.and([a, b]));
    case "|":
      return each(of(left), of(right), (a, b) => n.or([a, b]));
    case "^":
      return each(of(left), of(right), (a, b) => n.xor(a, b));
    case "<<":
    case ">>":
      return of(right).reduce((word: Word, bit, stage) => {
        const step = operator === ">>" ? 2 ** stage : -(2 ** stage);
        return word.map((own, index) => n.select(bit, word[index + step] ?? 0, own));
      }, of(left));
    case "==":
    case "!=": {
      const differ = n.or(each(of(left), of(right), (a, b) => n.xor(a, b)));
      return [operator === "==" ? differ ^ 1 : differ];
    }
    case "<":
    case ">=": {
      const { carry } = sum(n, of(left), complement(of(right)), 1);
      return [operator === "<" ? carry ^ 1 : carry];
    }
    case ">":
    case "<=": {
      const { carry } = sum(n, of(right), complement(of(left)), 1);
      return [operator === ">" ? carry ^ 1 : carry];
    }
  }
}

/** A sum; one bit more of it is a carry, of two numbers or of one. */
function added(
  n: BitNetwork,
  { left, right }: Node & { readonly kind: "binary" },
  width: number,
  of: Of,
): Word {
  if (right.width > 1) return sum(n, of(left, width), of(right, width), 0).sum;
  const [carry = 0] = of(right);
  if (left.kind === "binary" && left.operator === "+")
    return sum(n, of(left.left, width), of(left.right, width), carry).sum;
  return sum(
    n,
    of(left, width),
    Array.from({ length: width }, () => 0),
    carry,
  ).sum;
}

const complement = (word: Word): Word => word.map((bit) => bit ^ 1);

const each = (a: Word, b: Word, of: (a: Bit, b: Bit) => Bit): Word =>
  a.map((bit, index) => of(bit, b[index] ?? 0));
