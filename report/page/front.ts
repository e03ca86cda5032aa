import { paretoFront as frontOf } from "../pareto.js";

export type Better = "less" | "more";

/** A point of a plot; `key` says which. */
export interface Point {
  readonly key: number;
  readonly x: number;
  readonly y: number;
}

/** The Pareto front of points, of which more may be better; sorted from the best x on. */
export function paretoFront<P extends Point>(points: readonly P[], better: { x: Better; y: Better }): P[] {
  const cost = (value: number, kind: Better): number => (kind === "less" ? value : -value);
  return frontOf(points, [({ x }) => cost(x, better.x), ({ y }) => cost(y, better.y)]);
}
