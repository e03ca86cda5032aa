import type { Network } from "../network/steps.js";

/**
 * Memory for a network's values: an array serves several, one after the other. A step's output never shares an array
 * with its inputs.
 * @param images most of a block
 * @returns the array of each value, by index; the input has none
 */
export function buffersOf({ sizes, steps, output }: Network, images: number): (Float32Array | undefined)[] {
  const lastUse = new Map<number, number>([[output, steps.length]]);
  steps.forEach(({ sources }, step) => {
    for (const source of sources) if (source !== output) lastUse.set(source, step);
  });
  const free: Float32Array[] = [];
  const arrays: (Float32Array | undefined)[] = sizes.map(() => undefined);
  steps.forEach(({ sources, target }, step) => {
    arrays[target] = take(free, (sizes[target] ?? 0) * images);
    for (const source of new Set(sources))
      if (source !== 0 && lastUse.get(source) === step) free.push(arrays[source] ?? new Float32Array(0));
    if (!lastUse.has(target)) free.push(arrays[target]);
  });
  return arrays;
}

/** The smallest free array that is large enough, else a new one. */
function take(free: Float32Array[], size: number): Float32Array {
  const fitting = free.filter(({ length }) => length >= size).sort((a, b) => a.length - b.length);
  const [found] = fitting;
  if (found === undefined) return new Float32Array(size);
  free.splice(free.indexOf(found), 1);
  return found;
}
