import { withOneChanged, type Node } from "../generators/hdl/expression.js";
import { isComplement, nodeOf, type Literal } from "./graph.js";

/**
 * What a circuit made of an expression's text would have in a node's place if the indexes of a slice were one too high or one
 * too low. Constants and complements are left out: a node's other combinations tell these apart.
 */
export class Misreadings {
  readonly #beside: Others = new Map();
  readonly #instead: Others = new Map();

  /** A slice [high:low] of a signal's bits, the lowest first, is read. */
  slice(bits: readonly Literal[], high: number, low: number): void {
    for (const by of [1, -1]) {
      if (low + by < 0 || high + by >= bits.length) continue;
      for (let index = low; index <= high; index++)
        add(this.#beside, bits[index] ?? 0, bits[index + by] ?? 0);
    }
  }

  /** One bit is found of what slices read, and would be another one. */
  decision(right: Literal, wrong: Literal): void {
    add(this.#instead, right, wrong);
  }

  /** What may be read by mistake where the node is read. */
  beside(node: number): readonly Literal[] {
    return [...(this.#beside.get(node) ?? [])];
  }

  /** What the node itself may be by mistake. */
  insteadOf(node: number): readonly Literal[] {
    return [...(this.#instead.get(node) ?? [])];
  }

  /** All that may stand in the place of a node. */
  get wrong(): readonly Literal[] {
    return [this.#beside, this.#instead].flatMap((others) =>
      [...others.values()].flatMap((each) => [...each]),
    );
  }
}

/** For each node literals that may stand in its place. */
type Others = Map<number, Set<Literal>>;

function add(to: Others, right: Literal, wrong: Literal): void {
  const node = nodeOf(right);
  if (node === 0 || nodeOf(wrong) === 0 || nodeOf(wrong) === node) return;
  const others = to.get(node) ?? new Set();
  to.set(node, others.add(wrong ^ Number(isComplement(right))));
}

/**
 * Of reductions and comparisons, which make one bit of many, those that read one slice of theirs a place too high or too
 * low: one bit of it that is wrong may be outweighed by the others. Of other nodes none.
 */
export const misreadDecisions = (node: Node): Node[] => (isDecision(node) ? misread(node) : []);

const isDecision = (node: Node): boolean =>
  node.width === 1 &&
  ((node.kind === "unary" && node.operator !== "~") ||
    (node.kind === "binary" && comparisons.has(node.operator)));

const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

const misread = (node: Node): Node[] =>
  node.kind === "slice" ? movedSlices(node) : withOneChanged(node, misread);

/** A slice read one place up, and one place down, as far as there are such bits. */
export const movedSlices = (slice: Node & { kind: "slice" }): Node[] =>
  [1, -1]
    .map((by) => ({ ...slice, high: slice.high + by, low: slice.low + by }))
    .filter(({ high, low }) => low >= 0 && high < slice.signal.width);
