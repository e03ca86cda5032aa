/** A measure of which less is better; null where it is not known. */
type Measure<Item> = (item: Item) => number | null;

/** The Pareto front: items that none beats in one measure without losing in another. Those with an unknown are not on it. */
export function paretoFront<Item>(items: readonly Item[], measures: readonly Measure<Item>[]): Item[] {
  const known = items.flatMap((item) => {
    const values = measures.map((measure) => measure(item));
    return values.includes(null) ? [] : [{ item, values: values as number[] }];
  });
  return known
    .filter(({ values }) => !known.some((other) => dominates(other.values, values)))
    .map(({ item }) => item);
}

const dominates = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((value, index) => value <= (other[index] ?? value)) &&
  one.some((value, index) => value < (other[index] ?? value));
