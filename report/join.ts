import { RequestError } from "../tools/errors.js";
import type { Part, Results, Row, Value } from "./results.js";

/** Results, and the file that they were read from. */
export interface NamedResults {
  readonly name: string;
  readonly results: Results;
}

export interface Joined {
  readonly results: Results;
  /** What is missing, and what differs between the parts without being a contradiction. A sentence each. */
  readonly complaints: readonly string[];
}

type NamedPart = NamedResults & { readonly part: Part };

/**
 * Joins the parts of a sweep (`--shard 3/8`) to what one run would have found. Results that are no part stay as they are.
 * @throws {RequestError} the files are not parts of one sweep, or contradict each other
 */
export function joinResults(files: readonly NamedResults[]): Joined {
  const [first] = files;
  if (first === undefined) throw new RangeError("no results");
  const parts = files.map(({ name, results }): NamedPart => {
    const { part } = results;
    if (part !== undefined) return { name, results, part };
    if (files.length === 1) return { name, results, part: wholeOf(results) };
    throw new RequestError(
      `${name} holds a whole sweep, and only parts of one can be joined; 'tapir sweep ... --shard 1/2 --json FILE' writes them`,
    );
  });
  for (const other of parts.slice(1)) checkSameSweep(parts[0] ?? other, other);
  const rows = rowsOf(parts);
  const { part, ...whole } = first.results;
  return {
    results: {
      ...whole,
      designs: [...rows.keys()].sort((a, b) => a - b).flatMap((place) => rows.get(place)?.row ?? []),
    },
    complaints: part === undefined ? [] : [...missing(parts, part.total - rows.size), ...otherTools(parts)],
  };
}

const wholeOf = ({ designs }: Results): Part => ({
  index: 1,
  of: 1,
  request: "",
  division: "",
  total: designs.length,
  places: [...designs.keys()],
});

/** What must be the same in all parts, in the order in which it is said. */
const shared = ["tapir", "measures", "libraries", "conditions", "columns"] as const;

function checkSameSweep(one: NamedPart, other: NamedPart): void {
  for (const field of shared) {
    const [a, b] = [one.results[field], other.results[field]];
    if (JSON.stringify(a) === JSON.stringify(b)) continue;
    throw new RequestError(
      `${one.name} and ${other.name} are parts of different sweeps: ${difference(field, a, b)}`,
    );
  }
  if (one.part.request !== other.part.request || one.part.total !== other.part.total)
    throw new RequestError(`${one.name} and ${other.name} are parts of different sweeps: of other designs`);
}

/** `seed is 1 and 2`. */
function difference(field: string, a: unknown, b: unknown): string {
  if (field !== "conditions")
    return `${field} ${field === "tapir" ? "is" : "are"} ${inWords(a)} and ${inWords(b)}`;
  const [one, other] = [a, b] as [Record<string, Value>, Record<string, Value>];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names
    .filter((name) => one[name] !== other[name])
    .map((name) => `${name} is ${String(one[name])} and ${String(other[name])}`)
    .join(", ");
}

function inWords(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value
    .map((each: string | { name?: string; field?: string; sha256?: string }) =>
      typeof each === "string"
        ? each
        : [each.name ?? each.field ?? "", (each.sha256 ?? "").slice(0, 8)].join(" ").trim(),
    )
    .join(", ");
}

/** The rows by their places; one that several parts have must be the same in all. */
function rowsOf(parts: readonly NamedPart[]): Map<number, { readonly row: Row; readonly name: string }> {
  const rows = new Map<number, { readonly row: Row; readonly name: string }>();
  for (const { name, results, part } of parts) {
    if (part.places.length !== results.designs.length)
      throw new RequestError(
        `${name} is damaged: it has ${results.designs.length} rows for ${part.places.length} places`,
      );
    for (const [index, place] of part.places.entries()) {
      const row = results.designs[index];
      const known = rows.get(place);
      if (row === undefined) continue;
      if (known !== undefined && JSON.stringify(known.row) !== JSON.stringify(row))
        throw new RequestError(
          `${known.name} and ${name} contradict each other on ${row.design}: ${contradiction(known.row, row)}`,
        );
      rows.set(place, { row, name });
    }
  }
  return rows;
}

function contradiction(one: Row, other: Row): string {
  if (one.design !== other.design) return `${one.design} is in the same place`;
  const field = Object.keys(other.figures).find((name) => one.figures[name] !== other.figures[name]);
  return field === undefined
    ? "they differ in what failed or in the Verilog"
    : `${field} is ${String(one.figures[field])} and ${String(other.figures[field])}`;
}

function missing(parts: readonly NamedPart[], rows: number): string[] {
  if (rows === 0) return [];
  const { total } = parts[0]?.part ?? { total: 0 };
  const divisions = new Set(parts.map(({ part }) => `${part.of} ${part.division}`));
  const designs = `${rows} of ${total} rows are missing`;
  if (divisions.size > 1)
    return [
      `${designs}: the parts were divided in different ways (into another number, or by the seconds in another cache); sweep again with one --cache for all, or with --no-cache`,
    ];
  const of = parts[0]?.part.of ?? 0;
  const there = new Set(parts.map(({ part }) => part.index));
  const absent = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !there.has(index));
  return [`${designs}: those of part${absent.length === 1 ? "" : "s"} ${absent.join(", ")} of ${of}`];
}

/** Tools and their versions, where one part has none in common with another. */
function otherTools(parts: readonly NamedPart[]): string[] {
  const feet = (parts[0]?.results.columns ?? []).filter(({ place }) => place === "foot");
  return feet.flatMap(({ field, title }) => {
    const said = parts
      .map(({ name, results }) => ({ name, values: valuesOf(results, field) }))
      .filter(({ values }) => values.size > 0);
    const [one] = said;
    const other = said.find(
      ({ values }) => one !== undefined && [...values].every((value) => !one.values.has(value)),
    );
    if (one === undefined || other === undefined) return [];
    return [`the parts were not made with the same ${title}: ${listed(one)}, ${listed(other)}`];
  });
}

const valuesOf = ({ designs }: Results, field: string): Set<Value> =>
  new Set(designs.map(({ figures }) => figures[field] ?? null).filter((value) => value !== null));

const listed = ({ name, values }: { name: string; values: ReadonlySet<Value> }): string =>
  `${[...values].join(", ")} in ${name}`;
