import fc from "fast-check";
import { expect, test } from "vitest";
import type { PageData, PageRow } from "../../report/page/data.js";
import { groupFronts } from "../../report/page/front.js";

type Better = "less" | "more";

interface Row {
  readonly group: number;
  readonly x: number | null;
  readonly y: number | null;
}

const coordinate = fc.option(fc.integer({ min: 0, max: 9 }), { freq: 9 });
const tables = fc.array(fc.record({ group: fc.nat(2), x: coordinate, y: coordinate }), { maxLength: 60 });
const better = fc.constantFrom<Better>("less", "more");

const pageOf = (table: readonly Row[], x: Better, y: Better): PageData => ({
  columns: [
    { field: "x", name: "x", title: "x", better: x },
    { field: "y", name: "y", title: "y", better: y },
  ],
  rows: table.map((row, key): PageRow => ({
    name: `${key}`,
    design: `${key}`,
    series: 0,
    group: row.group,
    command: "",
    values: { x: row.x, y: row.y },
    texts: {},
  })),
  groups: ["A", "B", "C"].map((letter) => ({ letter, function: "", formats: "" })),
  shown: [],
  series: [],
  plots: [],
  sources: "",
});

test("on a group's front is just what no other point of the group beats; a row without a figure is no point", () => {
  fc.assert(
    fc.property(tables, better, better, (table, x, y) => {
      const gain = (kind: Better, a: number, b: number): number => (kind === "less" ? b - a : a - b);
      const beats = (a: Row, b: Row): boolean => {
        const gains = [gain(x, a.x ?? NaN, b.x ?? NaN), gain(y, a.y ?? NaN, b.y ?? NaN)];
        return gains.every((each) => each >= 0) && gains.some((each) => each > 0);
      };
      const chosen = [...table.keys()].filter((key) => key % 5 !== 0);
      const found = groupFronts(pageOf(table, x, y), chosen, { x: "x", y: "y" });
      expect(found.map(({ group }) => group)).toEqual([0, 1, 2]);
      for (const { group, points, front } of found) {
        const own = chosen.flatMap((key) => {
          const row = table[key];
          return row?.group === group && row.x !== null && row.y !== null ? [{ ...row, key }] : [];
        });
        expect(points.map(({ key }) => key)).toEqual(own.map(({ key }) => key));
        const expected = own.filter((point) => !own.some((other) => beats(other, point)));
        const keys = front.map(({ key }) => key).sort((a, b) => a - b);
        expect(keys).toEqual(expected.map(({ key }) => key));
        const costs = front.map((point) => (x === "less" ? point.x : -point.x));
        expect(costs).toEqual(costs.toSorted((a, b) => a - b));
      }
    }),
  );
});
