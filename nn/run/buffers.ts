import type { Network } from "../network/steps.js";

/** What has room for some numbers. */
interface Room {
  readonly length: number;
}

/**
 * Memory for a network's values: one room serves several, one after the other. A step's output never shares a room
 * with its inputs.
 * @param images most of a block
 * @returns the room of each value, by index; the input has its own
 */
export function buffersOf({ sizes, steps, output }: Network, images: number): Room[] {
  const lastUse = new Map<number, number>([[output, steps.length]]);
  steps.forEach(({ sources }, step) => {
    for (const source of sources) if (source !== output) lastUse.set(source, step);
  });
  const free: Room[] = [];
  const rooms: Room[] = sizes.map((size) => ({ length: size * images }));
  steps.forEach(({ sources, target }, step) => {
    const room = take(free, (sizes[target] ?? 0) * images);
    rooms[target] = room;
    for (const source of new Set(sources)) {
      const last = rooms[source];
      if (source !== 0 && lastUse.get(source) === step && last !== undefined) free.push(last);
    }
    if (!lastUse.has(target)) free.push(room);
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
