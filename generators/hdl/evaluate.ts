import { interpreter, type WordAlgebra } from "./interpret.js";
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
    const valueOf = interpreter(integers, values);
    for (const signal of wires)
      if (signal.value !== null) values.set(signal, valueOf(signal.value.node, signal.width));
    return Object.fromEntries(outputs.map(({ name, width, value }) => [name, valueOf(value.node, width)]));
  };
}

/** Words as the unsigned numbers that their bits are. */
const integers: WordAlgebra<bigint> = {
  literal: (value) => value,
  slice: (of, low, width) => trim(of >> BigInt(low), width),
  concat: (parts, widths) => parts.reduce((bits, part, i) => (bits << BigInt(widths[i] ?? 0)) | part, 0n),
  replicate: (of, width, count) =>
    Array.from({ length: count }, () => of).reduce((bits, copy) => (bits << BigInt(width)) | copy, 0n),
  complement: (of, width) => trim(~of, width),
  reduce: (operator, of, width) => {
    switch (operator) {
      case "&":
        return bit(of === trim(-1n, width));
      case "|":
        return bit(of !== 0n);
      case "^":
        return bit(of.toString(2).replaceAll("0", "").length % 2 === 1);
    }
  },
  select: (condition, then, otherwise) => (condition === 1n ? then : otherwise),
  bitwise: (operator, left, right) => {
    switch (operator) {
      case "&":
        return left & right;
      case "|":
        return left | right;
      case "^":
        return left ^ right;
    }
  },
  shift: (operator, of, by, width) => (operator === "<<" ? trim(of << by, width) : of >> by),
  compare: (operator, left, right) => {
    switch (operator) {
      case "==":
        return bit(left === right);
      case "!=":
        return bit(left !== right);
      case "<":
        return bit(left < right);
      case "<=":
        return bit(left <= right);
      case ">":
        return bit(left > right);
      case ">=":
        return bit(left >= right);
    }
  },
  arithmetic: (operator, left, right, width) => {
    switch (operator) {
      case "+":
        return trim(left + right, width);
      case "-":
        return trim(left - right, width);
      case "*":
        return trim(left * right, width);
    }
  },
  signedProduct: (left, right, [leftWidth, rightWidth], width) =>
    trim(BigInt.asIntN(leftWidth, left) * BigInt.asIntN(rightWidth, right), width),
};

const bit = (condition: boolean): bigint => (condition ? 1n : 0n);
const trim = (value: bigint, width: number): bigint => BigInt.asUintN(width, value);
