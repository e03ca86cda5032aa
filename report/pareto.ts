/** A figure of which less is better; null where it is not known. */
type Figure<Item> = (item: Item) => number | null;

/**
 * The Pareto front of two figures, sorted by the first: the items that no other beats in one figure without losing in the
 * other. Equal items are all on it; items with an unknown figure are not.
 */
export function paretoFront<Item>(
  items: readonly Item[],
  [first, second]: readonly [Figure<Item>, Figure<Item>],
): Item[] {
  const sorted = items
    .flatMap((item) => {
      const [x, y] = [first(item), second(item)];
      return x === null || y === null ? [] : [{ item, x, y }];
    })
    .sort((one, other) => one.x - other.x || one.y - other.y);
  const front: typeof sorted = [];
  for (const candidate of sorted) {
    const last = front.at(-1);
    const isEqual = last?.x === candidate.x && last.y === candidate.y;
    if (last === undefined || candidate.y < last.y || isEqual) front.push(candidate);
  }
  return front.map(({ item }) => item);
}
