import type { Node } from "./expression.js";
import type { Module } from "./module.js";
import type { Signal } from "./signal.js";

/**
 * Evaluates a combinational module for one set of inputs, by the rules of Verilog on two-valued bits: for
 * quick tests of blocks. What decides whether a design is right is a simulator's reading of the text.
 */
export function evaluate(m: Module, inputs: Readonly<Record<string, bigint>>): Record<string, bigint> {
  return evaluator(m)(inputs);
}

/** The same for many sets of inputs; the module must not change any more. */
export function evaluator(m: Module): (inputs: Readonly<Record<string, bigint>>) => Record<string, bigint> {
  const { inputs: ports, wires, outputs } = m;
  return (inputs) => {
    const values = new Map<Signal, bigint>(ports.map((signal) => [signal, inputs[signal.name] ?? 0n]));
    for (const signal of wires)
      if (signal.value !== null) values.set(signal, compute(signal.value.node, signal.width, values));
    return Object.fromEntries(
      outputs.map(({ name, width, value }) => [name, compute(value.node, width, values)]),
    );
  };
}

function compute(node: Node, width: number, values: ReadonlyMap<Signal, bigint>): bigint {
  const of = (operand: Node, context = operand.width): bigint => compute(operand, context, values);
  switch (node.kind) {
    case "signal":
      return values.get(node.signal) ?? 0n;
    case "slice":
      return trim((values.get(node.signal) ?? 0n) >> BigInt(node.low), node.width);
    case "literal":
      return node.value;
    case "concat":
      return node.parts.reduce((bits, part) => (bits << BigInt(part.width)) | of(part), 0n);
    case "replicate":
      return Array.from({ length: node.count }, () => of(node.of)).reduce(
        (bits, copy) => (bits << BigInt(node.of.width)) | copy,
        0n,
      );
    case "unary":
      return unary(node.operator, of(node.of), node.of.width);
    case "conditional":
      return of(node.condition) === 1n ? of(node.then, width) : of(node.otherwise, width);
    case "binary":
      switch (node.operator) {
        case "+":
          return trim(of(node.left, width) + of(node.right, width), width);
        case "-":
          return trim(of(node.left, width) - of(node.right, width), width);
        case "*":
          return trim(of(node.left, width) * of(node.right, width), width);
        case "*signed":
          return trim(signed(of(node.left), node.left) * signed(of(node.right), node.right), width);
        case "&":
          return of(node.left) & of(node.right);
        case "|":
          return of(node.left) | of(node.right);
        case "^":
          return of(node.left) ^ of(node.right);
        case "<<":
          return trim(of(node.left) << of(node.right), node.width);
        case ">>":
          return of(node.left) >> of(node.right);
        case "==":
          return bit(of(node.left) === of(node.right));
        case "!=":
          return bit(of(node.left) !== of(node.right));
        case "<":
          return bit(of(node.left) < of(node.right));
        case "<=":
          return bit(of(node.left) <= of(node.right));
        case ">":
          return bit(of(node.left) > of(node.right));
        case ">=":
          return bit(of(node.left) >= of(node.right));
      }
  }
}

const bit = (condition: boolean): bigint => (condition ? 1n : 0n);
const signed = (value: bigint, { width }: Node): bigint => BigInt.asIntN(width, value);
const trim = (value: bigint, width: number): bigint => BigInt.asUintN(width, value);

function unary(operator: "~" | "&" | "|" | "^", value: bigint, width: number): bigint {
  switch (operator) {
    case "~":
      return trim(~value, width);
    case "&":
      return bit(value === trim(-1n, width));
    case "|":
      return bit(value !== 0n);
    case "^":
      return bit(value.toString(2).replaceAll("0", "").length % 2 === 1);
  }
}
