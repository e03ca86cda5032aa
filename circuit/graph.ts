/** A node's value, or its complement: twice the node's number, plus 1 for the complement. */
export type Literal = number;

export type GraphNode =
  | { readonly kind: "constant" }
  /** Bit `bit` of the inputs word. */
  | { readonly kind: "input"; readonly bit: number }
  | { readonly kind: "and" | "xor"; readonly left: Literal; readonly right: Literal }
  /** A buffer, number `index`, at which a fault can be put: it is never merged with other nodes. */
  | { readonly kind: "tap"; readonly of: Literal; readonly index: number };

/**
 * Boolean functions as a graph of two-input ANDs and XORs with complements on the edges. For example, NAND(a, b) is the literal
 * of the node `a and b`, plus 1: inverters are no nodes.
 *
 * Equal nodes are one node, and constants are folded, so functions built alike have the same literal. Nodes stand in
 * topological order, operands first.
 *
 * After the and-inverter graphs of A. Kuehlmann et al., IEEE Trans. CAD 21(12), 2002.
 */
export class Graph {
  readonly nodes: GraphNode[] = [{ kind: "constant" }];
  readonly #known = new Map<number, Literal>();
  readonly #inputs = new Map<number, Literal>();
  #taps = 0;

  /** @param isShared whether equal nodes are one; else each place of the source has nodes of its own */
  constructor(private readonly isShared = true) {}

  /** How many taps there are; they are numbered from 0. */
  get taps(): number {
    return this.#taps;
  }

  input(bit: number): Literal {
    const known = this.#inputs.get(bit);
    if (known !== undefined) return known;
    const literal = this.#add({ kind: "input", bit });
    this.#inputs.set(bit, literal);
    return literal;
  }

  tap(of: Literal): Literal {
    return this.#add({ kind: "tap", of, index: this.#taps++ });
  }

  and(a: Literal, b: Literal): Literal {
    const [left, right] = a < b ? [a, b] : [b, a];
    if (left === no || left === not(right)) return no;
    if (left === yes || left === right) return right;
    return this.#node("and", left, right);
  }

  or(a: Literal, b: Literal): Literal {
    return not(this.and(not(a), not(b)));
  }

  xor(a: Literal, b: Literal): Literal {
    const complement = (a ^ b) & 1;
    const [left, right] = a < b ? [a & ~1, b & ~1] : [b & ~1, a & ~1];
    if (left === right) return complement;
    return (left === no ? right : this.#node("xor", left, right)) ^ complement;
  }

  /** `then` where the condition holds, else `otherwise`. */
  mux(condition: Literal, then: Literal, otherwise: Literal): Literal {
    if (then === otherwise) return then;
    return this.or(this.and(condition, then), this.and(not(condition), otherwise));
  }

  /** Forgets the nodes from number `size` on, which must be ANDs and XORs. */
  truncate(size: number): void {
    for (const node of this.nodes.splice(size))
      if (node.kind === "and" || node.kind === "xor")
        this.#known.delete(keyOf(node.kind, node.left, node.right));
      else throw new RangeError(`the ${node.kind} cannot be forgotten`);
  }

  #node(kind: "and" | "xor", left: Literal, right: Literal): Literal {
    const key = keyOf(kind, left, right);
    const known = this.#known.get(key);
    if (known !== undefined && this.isShared) return known;
    const literal = this.#add({ kind, left, right });
    this.#known.set(key, literal);
    return literal;
  }

  #add(node: GraphNode): Literal {
    return 2 * (this.nodes.push(node) - 1);
  }
}

/** Differs between any two nodes of fewer than 2^25. */
const keyOf = (kind: "and" | "xor", left: Literal, right: Literal): number =>
  (left * 2 ** 26 + right) * 2 + (kind === "and" ? 0 : 1);

/** The constants. */
export const no: Literal = 0;
export const yes: Literal = 1;

export const not = (literal: Literal): Literal => literal ^ 1;

/** The number of a literal's node. */
export const nodeOf = (literal: Literal): number => literal >> 1;

export const isComplement = (literal: Literal): boolean => (literal & 1) === 1;

/** The operands of a node. */
export function operandsOf(node: GraphNode): readonly Literal[] {
  if (node.kind === "tap") return [node.of];
  return node.kind === "and" || node.kind === "xor" ? [node.left, node.right] : [];
}
