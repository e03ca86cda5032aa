import { groupsOf, type Group } from "../text/syntax.js";

/** What a table's numbers stand for, as far as their unit goes. */
type Quantity = "time" | "capacitance" | "number";

/** A table as the file has it, with its template's axes where it has none of its own. */
export interface Table {
  readonly axes: readonly Axis[];
  /** The last axis runs fastest. */
  readonly values: readonly number[];
}

export interface Axis {
  /** For example `input_net_transition`. */
  readonly variable: string;
  readonly points: readonly number[];
}

/** The groups of a library's templates, by name. */
export type Templates = ReadonlyMap<string, Group>;

export const templatesOf = (library: Group): Templates =>
  new Map(
    library.groups
      .filter(({ kind }) => kind === "lu_table_template" || kind === "power_lut_template")
      .map((group) => [group.names[0] ?? "", group]),
  );

/**
 * Reads a table group, such as `cell_rise (t) { … }`.
 * @returns undefined for one without the values that its axes ask for
 */
function readTable(group: Group | undefined, templates: Templates): Table | undefined {
  if (group === undefined) return undefined;
  const template = templates.get(group.names[0] ?? "");
  const values = numbersIn(group.attributes.get("values") ?? []);
  const axes = ["1", "2", "3"].flatMap((index): Axis[] => {
    const variable = template?.attributes.get(`variable_${index}`)?.[0];
    const points = group.attributes.get(`index_${index}`) ?? template?.attributes.get(`index_${index}`);
    return variable === undefined || points === undefined ? [] : [{ variable, points: numbersIn(points) }];
  });
  const wanted = axes.reduce((product, { points }) => product * points.length, 1);
  if (values.length !== wanted || values.some(Number.isNaN)) return undefined;
  return { axes, values };
}

const numbersIn = (lists: readonly string[]): number[] =>
  lists.flatMap((list) =>
    list
      .split(/[\s,]+/)
      .filter((value) => value !== "")
      .map(Number),
  );

/** A variable's quantity; undefined for those that no tool here reads. */
export function quantityOf(variable: string): Quantity | undefined {
  if (variable.includes("transition")) return "time";
  if (variable.includes("capacitance")) return "capacitance";
  return variable === "fanout_number" ? "number" : undefined;
}

/** A delay or slew over the input's slew and the output's load. */
export interface Surface {
  readonly slews: readonly number[];
  readonly loads: readonly number[];
  /** By slew, then by load. */
  readonly values: readonly (readonly number[])[];
}

/**
 * A table of delays or slews as a surface, whichever axis the file has first and whether it has both.
 * @returns undefined for one over anything else, as the load of another output
 */
export function surfaceOf(table: Table | undefined): Surface | undefined {
  if (table === undefined || table.axes.length > 2) return undefined;
  const { axes, values } = table;
  const at = (wanted: Quantity) => axes.findIndex(({ variable }) => quantityOf(variable) === wanted);
  const [slew, load] = [at("time"), at("capacitance")];
  if (axes.length !== Number(slew >= 0) + Number(load >= 0)) return undefined;
  const slews = axes[slew]?.points ?? [0];
  const loads = axes[load]?.points ?? [0];
  const place = (s: number, l: number) =>
    slew > load && load >= 0 ? l * slews.length + s : s * loads.length + l;
  return { slews, loads, values: slews.map((_, s) => loads.map((_, l) => values[place(s, l)] ?? NaN)) };
}

/** The surface at a slew and a load. */
export const valueAt = ({ slews, loads, values }: Surface, slew: number, load: number): number =>
  interpolate(
    slews,
    values.map((row) => interpolate(loads, row, load)),
    slew,
  );

/** Piecewise linear interpolation; beyond the points, linear extrapolation from the first or last two. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  if (xs.length === 1) return ys[0] ?? NaN;
  const above = xs.findIndex((point, i) => i > 0 && point >= x);
  const i = above < 0 ? xs.length - 1 : above;
  const [x0, x1, y0, y1] = [xs[i - 1] ?? 0, xs[i] ?? 0, ys[i - 1] ?? 0, ys[i] ?? 0];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/** ABC reads past the end of an axis of fewer points. */
const fewestPoints = 3;

/** The same surface, with at least three points on each axis. */
export function widened(surface: Surface): Surface {
  const slews = morePoints(surface.slews);
  const loads = morePoints(surface.loads);
  if (slews === surface.slews && loads === surface.loads) return surface;
  return {
    slews,
    loads,
    values: slews.map((slew) => loads.map((load) => valueAt(surface, slew, load))),
  };
}

function morePoints(points: readonly number[]): readonly number[] {
  const [first = 0, last = first + 1] = points;
  if (points.length >= fewestPoints) return points;
  return points.length === 2 ? [first, (first + last) / 2, last] : [first, first + 1, first + 2];
}

/** The tables of a timing group, opened. */
export const tableIn = (timing: Group, kind: string, templates: Templates): Table | undefined =>
  readTable(groupsOf(timing, kind)[0], templates);
