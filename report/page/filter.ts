import type { PageRow } from "./data.js";

type Test = (row: PageRow) => boolean;

/** A word of a filter that compares a column's value with a number: `area_um2<500`. */
const comparison = /^(\w+)(<=|>=|<|>|=)(-?\d+(?:\.\d+)?)$/;

const compare: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
  "=": (value, limit) => value === limit,
};

/**
 * What a filter asks for: rows for which every one of its words holds. A word is `field<number` (or `<=`, `>`, `>=`,
 * `=`) of a column there is, `field=text`, or else a text that the design's words contain; case does not matter.
 */
export function filterFor(text: string, fields: ReadonlySet<string>): Test {
  const tests = text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => testFor(word, fields));
  return (row) => tests.every((test) => test(row));
}

function testFor(word: string, fields: ReadonlySet<string>): Test {
  const [, field = "", operator = "", limit] = comparison.exec(word) ?? [];
  const comparing = compare[operator];
  if (comparing !== undefined && fields.has(field))
    return ({ values }) => {
      const value = values[field];
      return typeof value === "number" && comparing(value, Number(limit));
    };
  const [, name = "", wanted = ""] = /^(\w+)=(.*)$/.exec(word) ?? [];
  if (fields.has(name))
    return ({ values }) =>
      String(values[name] ?? "")
        .toLowerCase()
        .startsWith(wanted.toLowerCase());
  const part = word.toLowerCase();
  return ({ design, series }) => `${design} ${series}`.toLowerCase().includes(part);
}
