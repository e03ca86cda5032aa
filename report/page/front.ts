import { paretoFront } from "../pareto.js";
import type { PageData } from "./data.js";

/** A point of a plot; `key` says which. */
export interface Point {
  readonly key: number;
  readonly x: number;
  readonly y: number;
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
  /** Less is better of every cost: where more is better of the figure, it is negative. */
  const costOf = (field: string): ((value: number) => number) => {
    const isMore = data.columns.find((column) => column.field === field)?.better === "more";
    return (value) => (isMore ? -value : value);
  };
  const [costX, costY] = [costOf(axes.x), costOf(axes.y)];
  const points: Point[][] = data.groups.map(() => []);
  for (const key of rows) {
    const row = data.rows[key];
    const [x, y] = [row?.values[axes.x], row?.values[axes.y]];
    if (row !== undefined && typeof x === "number" && typeof y === "number")
      points[row.group]?.push({ key, x, y });
  }
  return points.map((own, group) => ({
    group,
    points: own,
    front: paretoFront(own, [({ x }) => costX(x), ({ y }) => costY(y)]),
  }));
}
