export type Better = "less" | "more";

/** A point of a plot; `key` says which. */
export interface Point {
  readonly key: number;
  readonly x: number;
  readonly y: number;
}

/**
 * The Pareto front: the points of which no other is better in one way and at least as good in the other. Sorted from
 * the best x on; of equal points all are on it.
 */
export function paretoFront<P extends Point>(points: readonly P[], better: { x: Better; y: Better }): P[] {
  const cost = (value: number, kind: Better): number => (kind === "less" ? value : -value);
  const sorted = points
    .map((point) => ({ point, x: cost(point.x, better.x), y: cost(point.y, better.y) }))
    .sort((a, b) => a.x - b.x || a.y - b.y);
  const front: typeof sorted = [];
  for (const candidate of sorted) {
    const last = front.at(-1);
    const isEqual = last?.x === candidate.x && last.y === candidate.y;
    if (last === undefined || candidate.y < last.y || isEqual) front.push(candidate);
  }
  return front.map(({ point }) => point);
}
