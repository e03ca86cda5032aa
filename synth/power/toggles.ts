import { liveNodes, type Circuit } from "../../circuit/circuit.js";
import { evaluateNode, ones, writeInput } from "../../circuit/node-words.js";

/** Words of 32 vectors each. */
const wordsPerBlock = 32;
const vectorsPerBlock = 32 * wordsPerBlock;

/**
 * How often each node of a circuit changes as one vector follows the other. There are no delays, so a node changes at
 * most once per vector: glitches are not counted.
 * @param vectors inputs words, in their order
 * @returns by node number; a complement changes as often
 * @throws {RangeError} the circuit has taps
 */
export function countToggles({ graph, inputWidth, outputs }: Circuit, vectors: readonly bigint[]): number[] {
  if (graph.taps > 0) throw new RangeError("the circuit has taps");
  const { nodes } = graph;
  const live = liveNodes({ graph, inputWidth, outputs });
  const toggles = nodes.map(() => 0);
  const values = new Int32Array(nodes.length * wordsPerBlock);
  // Blocks overlap in one vector, so that the change between them is counted.
  for (let start = 0; start < vectors.length - 1; start += vectorsPerBlock - 1) {
    const block = vectors.slice(start, start + vectorsPerBlock);
    for (const number of live) {
      const node = nodes[number];
      if (node?.kind === "input") writeInput(node.bit, block, number, values, wordsPerBlock);
      else if (node !== undefined) evaluateNode(node, number, values, wordsPerBlock);
      toggles[number] = (toggles[number] ?? 0) + changes(values, number, block.length);
    }
  }
  return toggles;
}

/** How often a node changes among the first `count` vectors of a block. */
function changes(values: Int32Array, number: number, count: number): number {
  const at = number * wordsPerBlock;
  let found = 0;
  for (let word = 0; word * 32 < count - 1; word++) {
    const own = values[at + word] ?? 0;
    const next = word + 1 < wordsPerBlock ? (values[at + word + 1] ?? 0) : 0;
    const pairs = Math.min(32, count - 1 - word * 32);
    const changed = own ^ ((own >>> 1) | (next << 31));
    found += ones(pairs === 32 ? changed : changed & ((1 << pairs) - 1));
  }
  return found;
}
