import { once } from "../tools/once.js";
import { paretoFront } from "./pareto.js";
import type { Figure, Results, Row } from "./results.js";

/** Two figures of which designs are compared. */
interface Plot {
  readonly x: Figure;
  readonly y: Figure;
}

/** What is usually plotted, as kinds of figures: y over x. */
const usual = [
  { y: "accuracy", x: "inference" },
  { y: "error", x: "area" },
  { y: "area", x: "delay" },
  { y: "energy", x: "delay" },
] as const;

/** The fields of each kind of figure; the first that there is becomes the axis. */
const kinds: Readonly<Record<(typeof usual)[number]["x" | "y"], RegExp>> = {
  area: /^(area_um2|nand2_equivalents)$/,
  delay: /^delay_(ns|fo4)$/,
  error: /^mred_/,
  energy: /^energy_pj$/,
  accuracy: /^top1_percent$/,
  inference: /^energy_per_inference_/,
};

/** The figures that can be an axis: one value is better than another, and there are some. */
export const axesOf = ({ columns, designs }: Results): Figure[] =>
  columns.filter(
    ({ field, better }) =>
      better !== undefined && designs.some(({ figures }) => typeof figures[field] === "number"),
  );

/** The usual plots of which there are both figures. */
export function usualPlots(results: Results): Plot[] {
  const axes = axesOf(results);
  const first = (kind: keyof typeof kinds) => axes.find(({ field }) => kinds[kind].test(field));
  return usual.flatMap((kind) => {
    const [x, y] = [first(kind.x), first(kind.y)];
    return x === undefined || y === undefined ? [] : [{ x, y }];
  });
}

/** A design's place on an axis; null where it has none. Of what is measured of approximate designs, an exact one has the best. */
export function placeOf({ figures, exact: isExact }: Row, { field, exact }: Figure): number | null {
  const value = figures[field];
  if (typeof value === "number") return value;
  return isExact && exact !== undefined ? exact : null;
}

/** Designs that could replace each other: of one function and formats, measured in one library. */
interface Alternatives {
  readonly class: string;
  /** Undefined where there is only one. */
  readonly library: string | undefined;
  readonly rows: readonly Row[];
}

/** In the order in which they first appear. */
export function alternatives({ designs, libraries }: Results): Alternatives[] {
  const groups = new Map<string, Row[]>();
  for (const row of designs) {
    const key = JSON.stringify([row.class, row.library]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    return [
      { class: first.class, library: libraries.length > 1 ? (first.library ?? undefined) : undefined, rows },
    ];
  });
}

/** The front of one plot among alternatives. */
interface Front extends Alternatives {
  readonly plot: Plot;
  /** Those of `rows` that have both figures. */
  readonly placed: readonly Row[];
  readonly front: ReadonlySet<Row>;
}

/** The fronts of the usual plots, each within its alternatives; none where there is nothing to choose from. */
function frontsOf(results: Results): readonly Front[] {
  const fronts = knownFronts.get(results) ?? newFronts(results);
  knownFronts.set(results, fronts);
  return fronts;
}

/** A report has them in its table, below it and in CSV. */
const knownFronts = new WeakMap<Results, readonly Front[]>();

function newFronts(results: Results): Front[] {
  const plots = usualPlots(results);
  return alternatives(results).flatMap((group) =>
    plots.flatMap((plot) => {
      const placed = group.rows.filter((row) =>
        [plot.x, plot.y].every((axis) => placeOf(row, axis) !== null),
      );
      const front = paretoFront(placed, [(row) => costOf(row, plot.x), (row) => costOf(row, plot.y)]);
      return placed.length > 1 ? [{ ...group, plot, placed, front: new Set(front) }] : [];
    }),
  );
}

function costOf(row: Row, axis: Figure): number | null {
  const place = placeOf(row, axis);
  return place === null || axis.better !== "more" ? place : -place;
}

/** On which fronts of its alternatives a row is: `MRED/area, area/delay`; null for none. */
export function frontsOfRows(results: Results): (row: Row) => string | null {
  // Of a thousand designs there may be hundreds of fronts: they are gone through once, and not once a row.
  const namesOfRows = once(() => {
    const names = new Map<Row, string[]>();
    for (const { plot, front } of frontsOf(results))
      for (const row of front) names.set(row, [...(names.get(row) ?? []), `${plot.y.title}/${plot.x.title}`]);
    return names;
  });
  return (row) => namesOfRows().get(row)?.join(", ") ?? null;
}

/** A line for each set of alternatives: how many are on its fronts. */
export function frontNotes(results: Results): string[] {
  const fronts = frontsOf(results);
  const named = new Map<string, string[]>();
  for (const { class: name, library, plot, placed, front } of fronts) {
    const group = library === undefined ? name : `${name} in ${library}`;
    const count = `${front.size} of ${placed.length} by ${plot.y.title} and ${plot.x.title}`;
    named.set(group, [...(named.get(group) ?? []), count]);
  }
  return [...named].map(([group, counts]) => `On the front of ${group}: ${counts.join(", ")}.`);
}
