import { nodeOf, type GraphNode } from "./graph.js";

/** A mask of words: all 32 of them. */
export const allWords = -1;

/**
 * Computes an AND or an XOR for many vectors, a bit each. Nodes of other kinds are left as they are.
 * @param number the node's
 * @param values of all nodes, `words` of 32 vectors each; those of the operands are known
 * @param active a mask of the words that are computed
 */
export function evaluateNode(
  node: GraphNode,
  number: number,
  values: Int32Array,
  words: number,
  active = allWords,
): void {
  if (node.kind !== "and" && node.kind !== "xor") return;
  const to = number * words;
  const left = nodeOf(node.left) * words;
  const right = nodeOf(node.right) * words;
  const [flipLeft, flipRight] = [-(node.left & 1), -(node.right & 1)];
  for (let word = 0; word < words; word++) {
    if (((active >>> word) & 1) === 0) continue;
    const a = (values[left + word] ?? 0) ^ flipLeft;
    const b = (values[right + word] ?? 0) ^ flipRight;
    values[to + word] = node.kind === "and" ? a & b : a ^ b;
  }
}

/**
 * Writes one bit of many inputs words as the values of its node.
 * @param vectors at most 32 for each of the `words`; where there are fewer, the rest is 0
 */
export function writeInput(
  bit: number,
  vectors: readonly bigint[],
  number: number,
  values: Int32Array,
  words: number,
): void {
  const at = number * words;
  const place = BigInt(bit);
  values.fill(0, at, at + words);
  vectors.forEach((vector, lane) => {
    if ((vector >> place) & 1n)
      values[at + (lane >> 5)] = (values[at + (lane >> 5)] ?? 0) | (1 << (lane & 31));
  });
}

/** The place of the lowest 1 of a word that is not 0. */
export const lowestOne = (word: number): number => 31 - Math.clz32(word & -word);

/** How many bits of a word are 1 (H. S. Warren, Hacker's Delight, section 5-1). */
export function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  sum = (sum + (sum >>> 4)) & 0x0f0f0f0f;
  return Math.imul(sum, 0x01010101) >>> 24;
}
