import { nodeOf, type GraphNode } from "./graph.js";

/** Of up to 32 words every one, a bit each. */
export const allWords = -1;

/**
 * Computes an AND's or an XOR's values for many vectors, a bit each; other nodes' are given.
 * @param number the node's
 * @param values node by node, `words` of 32 vectors each; its operands' are there
 * @param active which of 32 words are to be computed, a bit each
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
 * Writes one bit of many inputs words, as the values of the node that it is.
 * @param vectors at most 32 for each of the `words`; lanes beyond them get 0
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

/** The ones in a word (H. S. Warren, Hacker's Delight, section 5-1). */
export function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  sum = (sum + (sum >>> 4)) & 0x0f0f0f0f;
  return Math.imul(sum, 0x01010101) >>> 24;
}
