import type { Evaluator } from "./evaluator.js";
import { firstGate, type Genome } from "./genome.js";
import type { Likeness } from "./mutations.js";

/** So many are kept of each node. */
const kept = 12;

/** The earlier nodes that differ least from each gate of the parent over a block of operands. */
export function likenessOf(evaluator: Evaluator, { shape, gates }: Genome, nodes: Int32Array): Likeness {
  const first = firstGate(shape);
  const all = [...Array.from({ length: first }, (_, node) => node), ...nodes];
  const planes = all.map((node) => evaluator.plane(node));
  const alike = Array.from({ length: gates.length }, (): number[] => []);
  for (let at = first; at < all.length; at++) {
    const own = planes[at] ?? new Uint32Array(0);
    const found: { node: number; distance: number }[] = [];
    for (let other = 0; other < at; other++) {
      const plane = planes[other] ?? own;
      let distance = 0;
      for (let word = 0; word < own.length; word++)
        distance += popcount((own[word] ?? 0) ^ (plane[word] ?? 0));
      found.push({ node: all[other] ?? 0, distance });
    }
    found.sort((one, other) => one.distance - other.distance || one.node - other.node);
    alike[all[at] ?? 0] = found.slice(0, kept).map(({ node }) => node);
  }
  return { alike };
}

function popcount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
