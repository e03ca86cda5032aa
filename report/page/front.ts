import { paretoFront as frontOf } from "../pareto.js";
import type { PageData } from "./data.js";

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

/** What one group's plot shows. */
export interface GroupFront {
  readonly group: number;
  /** The rows that have both figures. */
  readonly points: readonly Point[];
  /** Of those, the front, from the best x on. */
  readonly front: readonly Point[];
}

/** The front of each group of some rows; of groups without rows too. */
export function groupFronts(
  data: PageData,
  rows: readonly number[],
  axes: { readonly x: string; readonly y: string },
): GroupFront[] {
  const betterOf = (wanted: string): Better =>
    data.columns.find(({ field }) => field === wanted)?.better ?? "less";
  const better = { x: betterOf(axes.x), y: betterOf(axes.y) };
  const points: Point[][] = data.groups.map(() => []);
  for (const key of rows) {
    const row = data.rows[key];
    const [x, y] = [row?.values[axes.x], row?.values[axes.y]];
    if (row !== undefined && typeof x === "number" && typeof y === "number")
      points[row.group]?.push({ key, x, y });
  }
  return points.map((own, group) => ({ group, points: own, front: paretoFront(own, better) }));
}
