import type { Evaluator } from "./evaluator.js";
import { firstGate } from "./genome.js";
import type { Likeness } from "./mutations.js";
import type { Parent } from "./parent.js";

/** So many are kept of each node. */
const kept = 12;

/** The earlier nodes that differ least from each gate of the parent over a block of operands; of equal ones the first. */
export function likenessOf(evaluator: Evaluator, { genome, nodes, count }: Parent): Likeness {
  const first = firstGate(genome.shape);
  const all = [...Array.from({ length: first }, (_, node) => node), ...nodes.slice(0, count).reverse()];
  const planes = all.map((node) => evaluator.plane(node));
  const alike = Array.from({ length: genome.gates.length }, (): number[] => []);
  for (let at = first; at < all.length; at++) {
    const own = planes[at] ?? new Uint32Array(0);
    const found: { node: number; distance: number }[] = [];
    for (let other = 0; other < at; other++) {
      const most = found.length < kept ? Infinity : (found[kept - 1]?.distance ?? Infinity);
      const distance = distanceOf(own, planes[other] ?? own, most);
      if (distance >= most) continue;
      let place = Math.min(found.length, kept - 1);
      while (place > 0 && (found[place - 1]?.distance ?? 0) > distance) place--;
      found.splice(place, 0, { node: all[other] ?? 0, distance });
      found.length = Math.min(found.length, kept);
    }
    alike[all[at] ?? 0] = found.map(({ node }) => node);
  }
  return { alike };
}

/** How many bits of two planes differ; no less than `most` where it is seen early that there are so many. */
function distanceOf(one: Uint32Array, other: Uint32Array, most: number): number {
  let distance = 0;
  for (let word = 0; word < one.length && distance < most; word++)
    distance += popcount((one[word] ?? 0) ^ (other[word] ?? 0));
  return distance;
}

function popcount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
