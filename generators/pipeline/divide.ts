import { add } from "../blocks/adders/index.js";
import { delayOf } from "../hdl/bits/local.js";
import { Expression, Module, v, type Signal } from "../hdl/index.js";
import type { Node } from "../hdl/expression.js";
import { concat, literal, slice, unary } from "../hdl/nodes.js";
import { substitute } from "../hdl/substitute.js";

/**
 * The same datapath with each addition slower than `most` FO4 written out as a prefix adder. A `+` is one step, which no
 * stage boundary divides; the levels of a prefix adder can stand in different stages.
 */
export function divided(core: Module, most: number): Module {
  const m = Module.create(core.name);
  const own = new Map<Signal, Signal>();
  const rewritten = ({ node }: Expression): Expression =>
    new Expression(substitute(node, (signal, high, low) => slice(own.get(signal) ?? signal, high, low)));
  for (const input of core.inputs) own.set(input, m.input(input.name, input.width));
  for (const wire of core.wires) {
    if (wire.value === null) continue;
    m.section(wire.section);
    const value = rewritten(wire.value);
    const sum = sumOf(value.node);
    const isSlow = sum !== null && delayOf(wire.value.node, wire.width) > most;
    const made = m.within(wire.block, () =>
      isSlow ? writtenOut(m, wire.name, wire.width, sum) : m.wire(wire.name, wire.width, value),
    );
    own.set(wire, made);
  }
  for (const wire of core.retained) {
    const kept = own.get(wire);
    if (kept !== undefined) m.retain(kept);
  }
  for (const { name, width, value } of core.outputs) m.output(name, width, rewritten(value));
  return m;
}

/** Two addends and a carry of one bit, or null for none. */
interface Sum {
  readonly terms: readonly [Node, Node];
  readonly carry: Node | null;
}

/** The addends of `a + b`, `a - b`, `a + b + c` and `a + c`, with a carry c of one bit; null for other nodes. */
function sumOf(node: Node): Sum | null {
  if (node.kind !== "binary") return null;
  const { operator, left, right } = node;
  if (operator === "-" && left.width === right.width)
    return { terms: [left, unary("~", right)], carry: literal(1, 1n) };
  if (operator !== "+") return null;
  const inner = sumOf(left);
  if (inner !== null) return inner.carry === null && right.width === 1 ? { ...inner, carry: right } : null;
  if (right.width === 1) return { terms: [left, literal(left.width, 0n)], carry: right };
  return { terms: [left, right], carry: null };
}

function writtenOut(m: Module, name: string, width: number, { terms, carry }: Sum): Signal {
  const natural = Math.max(...terms.map((term) => term.width));
  const operands = width > natural + 1 ? width : Math.min(width, natural);
  const part = m.scope(name);
  const [augend, addend] = terms.map((term, index) =>
    part.wire(["augend", "addend"][index] ?? "", operands, fitted(term, operands)),
  ) as [Signal, Signal];
  const carryIn = carry === null ? undefined : part.wire("carry_in", 1, new Expression(carry));
  return add(m, name, width, augend, addend, { adder: "sklansky", carryIn });
}

/** A term zero-extended to `width` bits; one that is wider stays as it is, and the module refuses it. */
const fitted = (term: Node, width: number): Expression =>
  term.width < width
    ? v`{${new Expression(literal(width - term.width, 0n))}, ${new Expression(term)}}`
    : new Expression(concat([term]));
