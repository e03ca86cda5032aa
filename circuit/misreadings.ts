import { withOneChanged, type Node } from "../generators/hdl/expression.js";
import { isComplement, nodeOf, type Literal } from "./graph.js";

/**
 * What a circuit of an RTL's text would read by mistake, were the indexes of a slice one too high or one too low. For example,
 * x[6:3] misread is x[7:4] or x[5:2]: beside the node of x[3] stand those of x[4] and x[2].
 *
 * Constants and complements are left out: the four combinations of a gate's operands tell these apart.
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

  /** A reduction or comparison gives one bit of slices; misread, it would give another. */
  decision(right: Literal, wrong: Literal): void {
    add(this.#instead, right, wrong);
  }

  /** What may be read instead of the node. */
  beside(node: number): readonly Literal[] {
    return [...(this.#beside.get(node) ?? [])];
  }

  /** What the node may compute instead. */
  insteadOf(node: number): readonly Literal[] {
    return [...(this.#instead.get(node) ?? [])];
  }

  /** All that may be read or computed by mistake. */
  get wrong(): readonly Literal[] {
    return [this.#beside, this.#instead].flatMap((others) =>
      [...others.values()].flatMap((each) => [...each]),
    );
  }
}

/** For each node the literals that may replace it. */
type Others = Map<number, Set<Literal>>;

function add(to: Others, right: Literal, wrong: Literal): void {
  const node = nodeOf(right);
  if (node === 0 || nodeOf(wrong) === 0 || nodeOf(wrong) === node) return;
  const others = to.get(node) ?? new Set();
  to.set(node, others.add(wrong ^ Number(isComplement(right))));
}

/**
 * A reduction or comparison with one of its slices misread, in each way there is; of other nodes none. Both make one bit of
 * many, so that one wrong bit may be masked by the others.
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
