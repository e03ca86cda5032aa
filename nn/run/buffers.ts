import type { Network } from "../network/steps.js";

/** What has room for some numbers. */
interface Room {
  readonly length: number;
}

/**
 * Memory for a network's values: one room serves several, one after the other. A step's output never shares a room
 * with its inputs, and neither do outputs of steps that may be computed together with it.
 * @param images most of a block
 * @param together so many steps may be computed together, by the index of the first; by default none
 * @returns the room of each value, by index; the input has its own
 */
export function buffersOf(
  { sizes, steps, output }: Network,
  images: number,
  together: ReadonlyMap<number, number> = new Map(),
): Room[] {
  const lastUse = new Map(steps.map(({ target }, step) => [target, step]));
  steps.forEach(({ sources }, step) => {
    const last = step + (together.get(step) ?? 1) - 1;
    for (const source of sources) lastUse.set(source, Math.max(last, lastUse.get(source) ?? 0));
  });
  lastUse.set(output, steps.length);
  const free: Room[] = [];
  const rooms: Room[] = sizes.map((size) => ({ length: size * images }));
  steps.forEach(({ target }, step) => {
    rooms[target] = take(free, (sizes[target] ?? 0) * images);
    for (const [value, last] of lastUse)
      if (value !== 0 && last === step) free.push(...rooms.slice(value, value + 1));
  });
  return rooms;
}

/** The smallest free room that is large enough, else a new one. */
function take(free: Room[], length: number): Room {
  const fitting = free.filter((room) => room.length >= length).sort((a, b) => a.length - b.length);
  const [found] = fitting;
  if (found === undefined) return { length };
  free.splice(free.indexOf(found), 1);
  return found;
}
