import { ModuleError, WidthError } from "./errors.js";
import type { BinaryOperator, BitRange, Node, UnaryOperator } from "./expression.js";
import type { Signal } from "./signal.js";

/*
 * Constructors of expression nodes. They check widths and drop operands without bits. Bitwise operators, `?:` and
 * comparisons need operands of one width. `+`, `-` and `*` take any widths, and the emitted text extends them.
 */

export const literal = (width: number, value: bigint, base: "b" | "d" | "h" = "b"): Node => {
  if (value < 0n || value >> BigInt(width) !== 0n)
    throw new WidthError(`the literal ${value} does not fit in ${width} bits`);
  return { kind: "literal", width, value, base };
};

/** A literal whose bits are all `bit`. */
const isAll = (node: Node, bit: 0n | 1n): boolean =>
  node.kind === "literal" && node.value === BigInt.asUintN(node.width, -bit);

export function concat(parts: readonly Node[]): Node {
  const visible = parts
    .filter((part) => part.width > 0)
    .flatMap((part) => (part.kind === "concat" ? part.parts : [part]))
    .reduce(joined, []);
  const [only] = visible;
  if (only !== undefined && visible.length === 1) return only;
  return { kind: "concat", width: visible.reduce((sum, part) => sum + part.width, 0), parts: visible };
}

/** Appends a part, as one with the last where both are constants, neighbouring bits of a signal or repeat one bit. */
function joined(parts: Node[], part: Node): Node[] {
  const last = parts.pop();
  if (last === undefined) return [part];
  const [above, below] = [rangeOf(last), rangeOf(part)];
  const repeated = last.kind === "replicate" ? last : { count: 1, of: last };
  const constant = oneLiteral(last, part);
  if (constant !== null) parts.push(constant);
  else if (below && above?.signal === below.signal && above.low === below.high + 1)
    parts.push(slice(above.signal, above.high, below.low));
  else if (sameBits(repeated.of, part)) parts.push(replicate(repeated.count + 1, part));
  else parts.push(last, part);
  return parts;
}

/** Neighbouring constants as one: `{5'b0, 2'd1}` is `7'd1`. */
function oneLiteral(above: Node, below: Node): Node | null {
  if (above.kind !== "literal" || below.kind !== "literal") return null;
  const width = above.width + below.width;
  if (above.value === 0n) return literal(width, below.value, below.base);
  if (above.base !== "b" || below.base !== "b") return null;
  return literal(width, (above.value << BigInt(below.width)) | below.value);
}

/** The bits of a signal that a node is, if it is nothing more. */
function rangeOf(node: Node): BitRange | null {
  if (node.kind === "slice") return node;
  return node.kind === "signal" ? { signal: node.signal, high: node.width - 1, low: 0 } : null;
}

function sameBits(left: Node, right: Node): boolean {
  const [a, b] = [rangeOf(left), rangeOf(right)];
  return a !== null && b !== null && a.signal === b.signal && a.high === b.high && a.low === b.low;
}

/** Bits `high` down to `low` of a signal. */
export function slice(signal: Signal, high: number, low: number): Node {
  const width = high - low + 1;
  const named = signal.kind === "wire" && width > 0 ? signal.value?.node : undefined;
  // A constant stands where it is used.
  if (named?.kind === "literal" && named.width === signal.width)
    return literal(width, BigInt.asUintN(width, named.value >> BigInt(low)), named.base);
  return width === signal.width
    ? { kind: "signal", width, signal }
    : { kind: "slice", width, signal, high, low };
}

export function replicate(count: number, of: Node): Node {
  if (count === 1) return of;
  if (isAll(of, 0n)) return literal(count * of.width, 0n);
  return { kind: "replicate", width: count * of.width, count, of };
}

export function unary(operator: UnaryOperator, of: Node): Node {
  // `~~a` is no Verilog.
  if (operator === "~" && of.kind === "unary" && of.operator === "~") return of.of;
  if (operator === "~" && of.kind === "literal")
    return literal(of.width, BigInt.asUintN(of.width, ~of.value));
  if (operator === "~") return { kind: "unary", width: of.width, operator, of };
  // Over no bits: AND is 1, OR and XOR are 0. Over one bit each is that bit.
  if (of.width === 0) return literal(1, operator === "&" ? 1n : 0n);
  if (of.width === 1) return of;
  return { kind: "unary", width: 1, operator, of };
}

const comparisons: ReadonlySet<BinaryOperator> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const arithmetic: ReadonlySet<BinaryOperator> = new Set(["+", "-", "*", "*signed"]);

export function binary(operator: BinaryOperator, left: Node, right: Node): Node {
  if (operator === "<<" || operator === ">>")
    return right.width === 0 ? left : { kind: "binary", width: left.width, operator, left, right };
  if (arithmetic.has(operator)) {
    if (!operator.startsWith("*") && right.width === 0) return left;
    if (operator === "+" && left.width === 0) return right;
    return { kind: "binary", width: Math.max(left.width, right.width), operator, left, right };
  }
  if (left.width !== right.width)
    throw new WidthError(
      `'${operator}' is between ${left.width} and ${right.width} bits; its operands must have one width`,
    );
  // A block without a sticky bit writes a constant in its place: `x | 1'b0` becomes `x`.
  const neutral = operator === "&" ? 1n : 0n;
  if (operator === "&" || operator === "|" || operator === "^") {
    if (isAll(right, neutral)) return left;
    if (isAll(left, neutral)) return right;
    // What a constant decides: a term selected from no bits falls out of the sum of terms.
    const decided = operator === "&" ? 0n : 1n;
    if (operator !== "^" && (isAll(left, decided) || isAll(right, decided)))
      return literal(left.width, BigInt.asUintN(left.width, -decided));
  }
  if (comparisons.has(operator)) {
    if (left.width === 0) throw new ModuleError(`'${operator}' compares no bits`);
    return { kind: "binary", width: 1, operator, left, right };
  }
  return { kind: "binary", width: left.width, operator, left, right };
}

export function conditional(condition: Node, then: Node, otherwise: Node): Node {
  if (condition.width !== 1)
    throw new WidthError(`a condition has ${condition.width} bits; it must have one`);
  if (then.width !== otherwise.width)
    throw new WidthError(
      `'?:' is between ${then.width} and ${otherwise.width} bits; its branches must have one width`,
    );
  return { kind: "conditional", width: then.width, condition, then, otherwise };
}

/** The widest result of an expression: what its carries can grow into when it is given room. */
export function naturalWidth(node: Node): number {
  if (node.kind !== "binary") return node.width;
  switch (node.operator) {
    case "+":
    case "-":
      return Math.max(naturalWidth(node.left), naturalWidth(node.right)) + 1;
    case "*":
    case "*signed":
      return node.left.width + node.right.width;
    default:
      return node.width;
  }
}
