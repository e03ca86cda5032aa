import { isComplement, nodeOf, type Literal } from "./graph.js";

/**
 * What a slice would read of a signal if its indexes were one too high or one too low, for each node that a bit it reads is.
 */
export class MisreadBits {
  readonly #beside = new Map<number, Set<Literal>>();

  /** A slice [high:low] of a signal's bits, the lowest first, is read. */
  read(bits: readonly Literal[], high: number, low: number): void {
    for (const by of [1, -1]) {
      if (low + by < 0 || high + by >= bits.length) continue;
      for (let index = low; index <= high; index++) this.#add(bits[index] ?? 0, bits[index + by] ?? 0);
    }
  }

  /** What may stand in a node's place by mistake. */
  beside(node: number): readonly Literal[] {
    return [...(this.#beside.get(node) ?? [])];
  }

  /** Constants are told by the gates' other combinations, and so are complements. */
  #add(right: Literal, wrong: Literal): void {
    const node = nodeOf(right);
    if (node === 0 || nodeOf(wrong) === 0 || nodeOf(wrong) === node) return;
    const others = this.#beside.get(node) ?? new Set();
    this.#beside.set(node, others.add(wrong ^ Number(isComplement(right))));
  }
}
