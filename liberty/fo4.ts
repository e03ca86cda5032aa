import { attribute, groupsOf, numberAttribute, parseGroup, type Group } from "./text/syntax.js";

const opened = new Set([
  ...["library", "lu_table_template", "cell", "pin", "timing"],
  ...["cell_rise", "cell_fall", "rise_transition", "fall_transition"],
]);

/**
 * The FO4 delay, in the library's unit of time: an inverter drives four like itself, in a long chain of such stages.
 * It is the mean of the rising and the falling edge.
 * @param library the opened `library` group of `text`
 * @param inverter the cell's name
 * @returns undefined for a library without two-dimensional delay tables
 */
export function fo4Delay(text: string, library: Group, inverter: string): number | undefined {
  const reopen = ({ start }: Group) => parseGroup(text, "the library", opened, start);
  const outline = groupsOf(library, "cell").find(({ names }) => names[0] === inverter);
  const cell = outline && reopen(outline);
  if (!cell) return undefined;
  const pins = groupsOf(cell, "pin");
  const input = pins.find((pin) => attribute(pin, "direction") === "input");
  const timing = pins.flatMap((pin) => groupsOf(pin, "timing")).find((arc) => groupsOf(arc, "cell_rise")[0]);
  if (!input || !timing) return undefined;

  const load = 4 * (numberAttribute(input, "capacitance") ?? 0);
  const templates = groupsOf(library, "lu_table_template").map(reopen);
  const table = (kind: string) => lookUp(groupsOf(timing, kind)[0], templates, load);
  const [rise, fall] = [table("cell_rise"), table("cell_fall")];
  const [riseSlew, fallSlew] = [table("rise_transition"), table("fall_transition")];
  if (!rise || !fall || !riseSlew || !fallSlew) return undefined;

  // Along the chain the slew converges. Each edge at the output comes from the opposite one at the input.
  let [rising, falling] = [0, 0];
  for (let stage = 0; stage < 30; stage++) [rising, falling] = [riseSlew(falling), fallSlew(rising)];
  return (rise(falling) + fall(rising)) / 2;
}

/** A table as a function of the input slew, at one load. */
function lookUp(table: Group | undefined, templates: readonly Group[], load: number) {
  if (!table) return undefined;
  const template = templates.find(({ names }) => names[0] === table.names[0]);
  const index = (name: string) => numbers(table.attributes.get(name) ?? template?.attributes.get(name) ?? []);
  const [index1, index2] = [index("index_1"), index("index_2")];
  const values = numbers(table.attributes.get("values") ?? []);
  if (!template || index2.length === 0 || values.length !== index1.length * index2.length) return undefined;

  const rows = index1.map((_, i) => values.slice(i * index2.length, (i + 1) * index2.length));
  const at = (x1: number, x2: number) =>
    interpolate(
      index1,
      rows.map((row) => interpolate(index2, row, x2)),
      x1,
    );
  const loadFirst = attribute(template, "variable_1") === "total_output_net_capacitance";
  return (slew: number) => (loadFirst ? at(load, slew) : at(slew, load));
}

/** Piecewise linear interpolation; beyond the points, linear extrapolation from the first or last two. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  if (xs.length === 1) return ys[0] ?? NaN;
  const above = xs.findIndex((point, i) => i > 0 && point >= x);
  const i = above < 0 ? xs.length - 1 : above;
  const [x0, x1, y0, y1] = [xs[i - 1] ?? 0, xs[i] ?? 0, ys[i - 1] ?? 0, ys[i] ?? 0];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

const numbers = (values: readonly string[]) =>
  values.flatMap((list) =>
    list
      .split(/[\s,]+/)
      .filter((value) => value !== "")
      .map(Number),
  );
