import type { Expression, Module, Signal } from "../generators/hdl/index.js";
import type { Node } from "../generators/hdl/expression.js";
import type { Circuit } from "./circuit.js";
import { Graph, no, not, yes, type Literal } from "./graph.js";
import { misreadDecisions, type Misreadings } from "./misreadings.js";

/** What an output or a wire is driven with instead, by its name, or a register, by the name that `partOf` gives. */
export interface Replacement {
  readonly name: string;
  readonly node: Node;
}

/** Bits, the lowest first. */
type Bits = readonly Literal[];

export interface ReadingOptions {
  readonly replacement?: Replacement;
  /** Is told of what is read of slices, and what would be read of others. */
  readonly misreadings?: Misreadings;
}

/**
 * The circuit that a module describes, bit by bit, by the rules of Verilog; ports lie in its words in the order of their
 * declaration, the first one on top. Registers are cut open: what they hold are inputs above the ports', what they take are
 * outputs above the ports', the first one at the bottom.
 */
export function moduleCircuit(
  m: Module,
  graph = new Graph(),
  { replacement, misreadings }: ReadingOptions = {},
): Circuit {
  const values = new Map<Signal, Bits>();
  let above = m.inputs.reduce((total, { width }) => total + width, 0);
  let inputWidth = above;
  for (const signal of m.inputs) {
    const lsb = (above -= signal.width);
    values.set(
      signal,
      range(signal.width, (i) => graph.input(lsb + i)),
    );
  }
  for (const { signal } of m.registers) {
    const lsb = inputWidth;
    inputWidth += signal.width;
    values.set(
      signal,
      range(signal.width, (i) => graph.input(lsb + i)),
    );
  }
  const driven = (name: string, width: number, { node }: Expression): Bits =>
    bitsOf(replacement?.name === name ? replacement.node : node, width, { graph, values, misreadings });
  for (const signal of m.wires)
    if (signal.value !== null) values.set(signal, driven(signal.name, signal.width, signal.value));
  const outputs = m.outputs.map(({ name, width, value }) => driven(name, width, value));
  const taken = m.registers.map((register): Bits => {
    const { signal, value, enable, reset } = register;
    const [whether, clears] = [enable, reset].map((control, i) =>
      control === null ? undefined : driven(partOf(signal.name, i === 0 ? "enable" : "reset"), 1, control)[0],
    );
    const held = values.get(signal) ?? [];
    return driven(partOf(signal.name, "value"), signal.width, value).map((bit, i) => {
      const enabled = whether === undefined ? bit : graph.mux(whether, bit, held[i] ?? no);
      return clears === undefined ? enabled : graph.and(enabled, not(clears));
    });
  });
  return { graph, inputWidth, outputs: [...outputs.reverse().flat(), ...taken.flat()] };
}

/** What a part of what a register takes is called among replacements. */
export const partOf = (register: string, part: "value" | "enable" | "reset"): string =>
  part === "value" ? `next ${register}` : `${part} of ${register}`;

interface Context {
  readonly graph: Graph;
  readonly values: ReadonlyMap<Signal, Bits>;
  readonly misreadings: ReadingOptions["misreadings"];
}

/** The bits of a node where `width` bits are wanted: arithmetic is done in as many, the rest is extended by zeros. */
function bitsOf(node: Node, width: number, context: Context): Bits {
  const { graph, values, misreadings } = context;
  const of = (operand: Node, wanted = operand.width): Bits => bitsOf(operand, wanted, context);
  const bits = compute();
  if (misreadings !== undefined)
    for (const wrong of misreadDecisions(node))
      misreadings.decision(bits[0] ?? no, bitsOf(wrong, 1, { ...context, misreadings: undefined })[0] ?? no);
  return extended(bits, width);

  function compute(): Bits {
    switch (node.kind) {
      case "signal":
        return values.get(node.signal) ?? [];
      case "slice": {
        const bits = values.get(node.signal) ?? [];
        misreadings?.slice(bits, node.high, node.low);
        return bits.slice(node.low, node.high + 1);
      }
      case "literal":
        return range(node.width, (i) => (((node.value >> BigInt(i)) & 1n) === 1n ? yes : no));
      case "concat":
        return node.parts.toReversed().flatMap((part) => of(part));
      case "replicate":
        return range(node.count, () => of(node.of)).flat();
      case "unary": {
        const bits = of(node.of);
        return node.operator === "~" ? bits.map(not) : [reduced(graph, node.operator, bits)];
      }
      case "conditional": {
        const [condition = no] = of(node.condition);
        const [then, otherwise] = [of(node.then, width), of(node.otherwise, width)];
        return then.map((bit, i) => graph.mux(condition, bit, otherwise[i] ?? no));
      }
      case "binary":
        return binary(node.operator, node.left, node.right);
    }
  }

  function binary(operator: (Node & { kind: "binary" })["operator"], left: Node, right: Node): Bits {
    switch (operator) {
      case "+":
        return add(graph, of(left, width), of(right, width), no);
      case "-":
        return add(graph, of(left, width), of(right, width).map(not), yes);
      case "*":
        return multiply(graph, of(left, width), of(right, width));
      case "*signed":
        return multiply(graph, signExtended(of(left), width), signExtended(of(right), width));
      case "&":
      case "|":
      case "^": {
        const join = joins(graph)[operator];
        const other = of(right);
        return of(left).map((bit, i) => join(bit, other[i] ?? no));
      }
      case "<<":
        return shifted(graph, of(left), of(right), (bits, by) => [...range(by, () => no), ...bits]);
      case ">>":
        return shifted(graph, of(left), of(right), (bits, by) => bits.slice(by));
      case "==":
        return [not(differ(graph, of(left), of(right)))];
      case "!=":
        return [differ(graph, of(left), of(right))];
      case "<":
        return [less(graph, of(left), of(right))];
      case ">":
        return [less(graph, of(right), of(left))];
      case "<=":
        return [not(less(graph, of(right), of(left)))];
      case ">=":
        return [not(less(graph, of(left), of(right)))];
    }
  }
}

const range = <T>(length: number, of: (index: number) => T): T[] => Array.from({ length }, (_, i) => of(i));

const extended = (bits: Bits, width: number): Bits => range(width, (i) => bits[i] ?? no);

const signExtended = (bits: Bits, width: number): Bits => range(width, (i) => bits[i] ?? bits.at(-1) ?? no);

type Join = (a: Literal, b: Literal) => Literal;

const joins = (graph: Graph): Readonly<Record<"&" | "|" | "^", Join>> => ({
  "&": (a, b) => graph.and(a, b),
  "|": (a, b) => graph.or(a, b),
  "^": (a, b) => graph.xor(a, b),
});

/** Of no bits the conjunction is 1. */
const reduced = (graph: Graph, operator: "&" | "|" | "^", bits: Bits): Literal =>
  bits.reduce(joins(graph)[operator], operator === "&" ? yes : no);

/** a + b + carry, of a's width. */
function add(graph: Graph, a: Bits, b: Bits, carry: Literal): Bits {
  return a.map((bit, i) => {
    const other = b[i] ?? no;
    const half = graph.xor(bit, other);
    const sum = graph.xor(half, carry);
    carry = graph.or(graph.and(bit, other), graph.and(half, carry));
    return sum;
  });
}

/** a · b, of a's width. */
function multiply(graph: Graph, a: Bits, b: Bits): Bits {
  return b.reduce<Bits>(
    (sum, digit, by) => {
      const row = range(a.length, (i) => (i < by ? no : graph.and(a[i - by] ?? no, digit)));
      return add(graph, sum, row, no);
    },
    range(a.length, () => no),
  );
}

/** By one distance after the other: for bit i of the distance by 2^i. */
function shifted(graph: Graph, of: Bits, distance: Bits, by: (bits: Bits, distance: number) => Bits): Bits {
  return distance.reduce<Bits>((bits, digit, i) => {
    const moved = extended(by(bits, Math.min(2 ** i, bits.length)), bits.length);
    return bits.map((bit, k) => graph.mux(digit, moved[k] ?? no, bit));
  }, of);
}

const differ = (graph: Graph, a: Bits, b: Bits): Literal =>
  a.reduce<Literal>((any, bit, i) => graph.or(any, graph.xor(bit, b[i] ?? no)), no);

/** a < b: the highest bit in which they differ is b's. */
const less = (graph: Graph, a: Bits, b: Bits): Literal =>
  a.reduce<Literal>((below, bit, i) => graph.mux(graph.xor(bit, b[i] ?? no), b[i] ?? no, below), no);
