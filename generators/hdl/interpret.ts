import type { BinaryOperator, Node } from "./expression.js";
import type { Signal } from "./signal.js";

export type Reduction = "&" | "|" | "^";
export type Bitwise = "&" | "|" | "^";
export type Shift = "<<" | ">>";
export type Arithmetic = "+" | "-" | "*";
export type Comparison = "==" | "!=" | "<" | ">=" | "<=" | ">";

/**
 * What Verilog's operators make of words. A word is whatever stands for a vector of bits: a number, gates, text of C.
 * It may have fewer bits than are wanted of it; those above it are 0. Widths are in bits.
 */
export interface WordAlgebra<Word> {
  literal(value: bigint, width: number): Word;
  /** Bits `low` + `width` − 1 down to `low`. */
  slice(of: Word, low: number, width: number): Word;
  /** The first part on top; `widths` are the parts' own. */
  concat(parts: readonly Word[], widths: readonly number[]): Word;
  /** `count` copies of a word of `width` bits. */
  replicate(of: Word, width: number, count: number): Word;
  complement(of: Word, width: number): Word;
  /** One bit; `width` is the operand's. */
  reduce(operator: Reduction, of: Word, width: number): Word;
  /** `then` where the condition, one bit, is 1. */
  select(condition: Word, then: Word, otherwise: Word): Word;
  bitwise(operator: Bitwise, left: Word, right: Word, width: number): Word;
  shift(operator: Shift, of: Word, by: Word, width: number): Word;
  /** One bit; `width` is the operands'. */
  compare(operator: Comparison, left: Word, right: Word, width: number): Word;
  /** Modulo 2^width, whatever the operands' own widths are. */
  arithmetic(operator: Arithmetic, left: Word, right: Word, width: number): Word;
  /** left + right + carry, one bit, in one adder; without this method it is two sums. */
  addWithCarry?(left: Word, right: Word, carry: Word, width: number): Word;
  /** Modulo 2^width, of two's-complement factors of `widths` bits. */
  signedProduct(left: Word, right: Word, widths: readonly [number, number], width: number): Word;
}

/** The word of a node where `width` bits are wanted of it, by default its own width. */
export type Interpreter<Word> = (node: Node, width?: number) => Word;

/**
 * Reads expressions by Verilog's rules of width (IEEE 1364-2001 §4.4): arithmetic and the branches of `?:` are as
 * wide as their context, everything else is as wide as itself.
 *
 *     node, width ──► interpreter ──► words.arithmetic("+", …)
 *                                       ├ integers      evaluate.ts
 *                                       ├ C             export/c/body.ts
 *                                       └ words of bits bits/words-of-bits.ts
 *                                            ├ gates with estimated delays  bits/expand.ts
 *                                            └ ANDs and XORs                circuit/from-rtl.ts
 *
 * @param values of the signals that expressions refer to; a missing one has no bits
 * @param seen is told each node and its word, operands before what uses them
 */
export function interpreter<Word>(
  words: WordAlgebra<Word>,
  values: ReadonlyMap<Signal, Word>,
  seen?: (node: Node, word: Word) => void,
): Interpreter<Word> {
  const valueOf = (signal: Signal): Word => values.get(signal) ?? words.literal(0n, 0);
  const interpret = (node: Node, width = node.width): Word => {
    const word = compute(node, width);
    seen?.(node, word);
    return word;
  };
  return interpret;

  function compute(node: Node, width: number): Word {
    switch (node.kind) {
      case "signal":
        return valueOf(node.signal);
      case "slice":
        return words.slice(valueOf(node.signal), node.low, node.width);
      case "literal":
        return words.literal(node.value, node.width);
      case "concat": {
        const parts = node.parts.toReversed().map((part) => interpret(part));
        return words.concat(
          parts.reverse(),
          node.parts.map((part) => part.width),
        );
      }
      case "replicate":
        return words.replicate(interpret(node.of), node.of.width, node.count);
      case "unary": {
        const of = interpret(node.of);
        return node.operator === "~"
          ? words.complement(of, node.width)
          : words.reduce(node.operator, of, node.of.width);
      }
      case "conditional":
        return words.select(
          interpret(node.condition),
          interpret(node.then, width),
          interpret(node.otherwise, width),
        );
      case "binary":
        return binary(node, width);
    }
  }

  function binary(node: Node & { readonly kind: "binary" }, width: number): Word {
    const { operator, left, right } = node;
    switch (operator) {
      case "+":
        return sum(left, right, width);
      case "-":
      case "*":
        return words.arithmetic(operator, interpret(left, width), interpret(right, width), width);
    }
    const [a, b] = operandsOf(node);
    switch (operator) {
      case "*signed":
        return words.signedProduct(a, b, [left.width, right.width], width);
      case "&":
      case "|":
      case "^":
        return words.bitwise(operator, a, b, node.width);
      case "<<":
      case ">>":
        return words.shift(operator, a, b, node.width);
      default:
        return words.compare(operator, a, b, left.width);
    }
  }

  /** A sum; a right operand of one bit can be the carry of the sum on its left, or of a word alone. */
  function sum(left: Node, right: Node, width: number): Word {
    if (words.addWithCarry === undefined || right.width > 1)
      return words.arithmetic("+", interpret(left, width), interpret(right, width), width);
    const carry = interpret(right);
    const isSum = left.kind === "binary" && left.operator === "+";
    const [augend, addend] = isSum
      ? [interpret(left.left, width), interpret(left.right, width)]
      : [interpret(left, width), words.literal(0n, width)];
    return words.addWithCarry(augend, addend, carry, width);
  }

  function operandsOf({ operator, left, right }: Node & { readonly kind: "binary" }): [Word, Word] {
    if (!rightFirst.has(operator)) return [interpret(left), interpret(right)];
    const last = interpret(right);
    return [interpret(left), last];
  }
}

/**
 * Operators that make the gates of their right operand first. A circuit's gates are numbered in the order in which they
 * are made, and vectors are searched for in the order of the numbers.
 */
const rightFirst: ReadonlySet<BinaryOperator> = new Set(["&", "|", "^", ">", "<="]);
