import { nodeOf, type GraphNode } from "./graph.js";

/**
 * Computes an AND's or an XOR's values for many vectors, a bit each; other nodes' are given.
 * @param number the node's
 * @param values node by node, `words` of 32 vectors each; its operands' are there
 */
export function evaluateNode(node: GraphNode, number: number, values: Int32Array, words: number): void {
  if (node.kind !== "and" && node.kind !== "xor") return;
  const to = number * words;
  const left = nodeOf(node.left) * words;
  const right = nodeOf(node.right) * words;
  const [flipLeft, flipRight] = [-(node.left & 1), -(node.right & 1)];
  for (let word = 0; word < words; word++) {
    const a = (values[left + word] ?? 0) ^ flipLeft;
    const b = (values[right + word] ?? 0) ^ flipRight;
    values[to + word] = node.kind === "and" ? a & b : a ^ b;
  }
}
