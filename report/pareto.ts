/** A measure of which less is better; null where it is not known. */
type Measure<Item> = (item: Item) => number | null;

/**
 * The Pareto front of two measures: items that none beats in one without losing in the other, by the first measure; of
 * equals all. Those with an unknown are not on it.
 */
export function paretoFront<Item>(
  items: readonly Item[],
  [first, second]: readonly [Measure<Item>, Measure<Item>],
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
