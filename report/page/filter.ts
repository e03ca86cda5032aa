import { noSuch } from "../../tools/suggestion.js";
import type { PageColumn, PageRow } from "./data.js";

type Test = (row: PageRow) => boolean;

/** What a filter asks for. */
export interface Filter {
  readonly holds: Test;
  /** Whether rows must be on their front, or must not be. Undefined: either. */
  readonly front: boolean | undefined;
}

/** A filter that cannot be read; its message says what would be right. */
export class FilterError extends Error {
  override readonly name = "FilterError";
}

const operators = "<=|>=|!=|<|>|=|≤|≥|≠";
const spelling: Readonly<Record<string, string>> = { "≤": "<=", "≥": ">=", "≠": "!=" };
/** A text in quotes, or words with commas between them. */
const valuePattern = /^(?:"([^"]*)"|([^\s,"]+(?:\s*,\s*[^\s,"]+)*))/;

/** The name of what is no column of the data: whether a row is on the front of what is shown. */
export const frontName = "front";

/**
 * Reads a filter: `n=8,16 area_um2 < 500 "Drum"`. All of its terms must hold. A term compares a column with a value, or is
 * a text that the design's words contain. A column goes by its field or its heading, with or without the unit. After `=`
 * may stand a list or a range, `4..8`; texts need only begin so. Case does not matter.
 * @throws {FilterError} no such column, or no such value
 */
export function readFilter(text: string, columns: readonly PageColumn[]): Filter {
  const names = namesOf(columns);
  const tests: Test[] = [];
  let front: boolean | undefined;
  let rest = text.replaceAll(/\s+/g, " ").trim();
  while (rest !== "") {
    const name = names.find((each) => comparesWith(rest, each.name));
    if (name !== undefined) {
      const { operator, value, after } = comparison(rest.slice(name.name.length), name.name);
      if (name.name === frontName) front = onFront(operator, value);
      else tests.push(testOf(onlyColumn(name), operator, value));
      rest = after;
    } else {
      const { test, after } = word(rest, columns);
      tests.push(test);
      rest = after;
    }
    rest = rest.trimStart();
  }
  return { holds: (row) => tests.every((test) => test(row)), front };
}

interface Name {
  /** In lower case. */
  readonly name: string;
  readonly columns: readonly PageColumn[];
}

/** Every way to write a column, the longest first. */
function namesOf(columns: readonly PageColumn[]): Name[] {
  const found = new Map<string, PageColumn[]>([[frontName, []]]);
  for (const column of columns)
    for (const name of new Set([column.field, column.title, column.name].map((each) => each.toLowerCase())))
      found.set(name, [...(found.get(name) ?? []), column]);
  for (const column of columns) found.set(column.field.toLowerCase(), [column]);
  return [...found]
    .map(([name, columns]) => ({ name, columns }))
    .sort((one, other) => other.name.length - one.name.length);
}

const comparesWith = (text: string, name: string): boolean =>
  text.toLowerCase().startsWith(name) && new RegExp(`^ ?(?:${operators})`).test(text.slice(name.length));

function onlyColumn({ name, columns }: Name): PageColumn {
  const [column, other] = columns;
  if (column === undefined || other !== undefined)
    throw new FilterError(`${name} is ${columns.map(({ field }) => field).join(" or ")}: write one of them`);
  return column;
}

function comparison(text: string, name: string): { operator: string; value: string; after: string } {
  const [head = "", written = ""] = new RegExp(`^ ?(${operators}) ?`).exec(text) ?? [];
  const rest = text.slice(head.length);
  const [whole = "", quoted, bare = ""] = valuePattern.exec(rest) ?? [];
  if (whole === "") throw new FilterError(`a value is missing after ${name}${written}`);
  return {
    operator: spelling[written] ?? written,
    value: quoted ?? bare.replaceAll(" ", ""),
    after: rest.slice(whole.length),
  };
}

function onFront(operator: string, value: string): boolean {
  const said = { yes: true, true: true, no: false, false: false }[value.toLowerCase()];
  if (said === undefined || (operator !== "=" && operator !== "!="))
    throw new FilterError("write front=yes or front=no");
  return operator === "=" ? said : !said;
}

/** A text that a design contains. Before a comparison it was meant as a column. */
function word(text: string, columns: readonly PageColumn[]): { test: Test; after: string } {
  const [whole = "", quoted, bare = ""] = new RegExp(`^(?:"([^"]*)"|([^\\s<>=!≤≥≠"]+))`).exec(text) ?? [];
  const after = text.slice(whole.length);
  if (whole === "") throw new FilterError(`there is no column before '${text.slice(0, 12)}'`);
  if (quoted === undefined && comparesWith(after, "")) throw unknown(bare, columns);
  const part = (quoted ?? bare).toLowerCase();
  return { test: ({ name }) => name.toLowerCase().includes(part), after };
}

function unknown(name: string, columns: readonly PageColumn[]): FilterError {
  const fields = [...columns.map(({ field }) => field), frontName];
  return new FilterError(
    noSuch(`there is no column '${name}'`, name, fields, `There are ${fields.join(", ")}`),
  );
}

function testOf({ field, title }: PageColumn, operator: string, value: string): Test {
  if (operator === "=") return equals(field, value);
  if (operator === "!=") {
    const test = equals(field, value);
    return (row) => !test(row);
  }
  const limit = numberOf(/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(value) ? value.replaceAll(",", "") : value);
  if (limit === undefined) throw new FilterError(`${title} ${operator} '${value}': that is no number`);
  return ({ values }) => {
    const own = values[field];
    if (typeof own !== "number") return false;
    switch (operator) {
      case "<":
        return own < limit;
      case "<=":
        return own <= limit;
      case ">":
        return own > limit;
      default:
        return own >= limit;
    }
  };
}

/** One of a list, in which `4..8` is a range; of a text, its beginning. */
function equals(field: string, list: string): Test {
  const tests = list.split(",").map((item) => {
    const [, low, high] = /^(.+?)\.\.(.+)$/.exec(item) ?? [];
    const [least, most] = low === undefined ? [item, item] : [low, high ?? ""];
    const [from, to] = [numberOf(least), numberOf(most)];
    const start = item.toLowerCase();
    return (value: PageRow["values"][string], text: string): boolean =>
      typeof value === "number"
        ? (from !== undefined && to !== undefined && value >= from && value <= to) ||
          text.toLowerCase() === start
        : value !== null && [String(value), text].some((each) => each.toLowerCase().startsWith(start));
  });
  return ({ values, texts }) => tests.some((test) => test(values[field] ?? null, texts[field] ?? ""));
}

/** Undefined if a text is no number. */
function numberOf(text: string): number | undefined {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? undefined : number;
}
