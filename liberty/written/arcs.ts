import type { Pin } from "../cells.js";
import { senseOf } from "../timing-sense.js";
import { attribute, groupsOf, type Group } from "../text/syntax.js";
import { parseFunction } from "../text/function.js";
import { relatedPins } from "../text/related-pins.js";
import { printFunction } from "../text/print-function.js";
import { numbers, quoted, type WrittenGroup } from "./print.js";
import { surfaceGroup } from "./surface-group.js";
import { quantityOf, surfaceOf, tableIn, type Surface, type Table } from "./tables.js";
import type { TemplateUse } from "./templates.js";
import type { FileWriting } from "./writing.js";

/** Delays through gates and registers, and what a register checks. Others are read by no tool here. */
const types =
  /^(combinational(_rise|_fall)?|(rising|falling)_edge|clear|preset|(setup|hold|recovery|removal)_(rising|falling))$/;

/** The timing groups of a pin, one for each related pin. */
export function arcs(pin: Pin, group: Group, writing: FileWriting, use: TemplateUse): WrittenGroup[] {
  return groupsOf(group, "timing").flatMap((timing) => {
    const type = attribute(timing, "timing_type");
    if (type !== undefined && !types.test(type)) return [];
    const tables = tablesOf(timing, writing, use);
    if (tables.length === 0) return [];
    return relatedPins(timing).map((from) => ({
      kind: "timing",
      name: "",
      attributes: [
        ["related_pin", quoted(from)],
        ["timing_sense", sense(pin, timing, from)],
        ["timing_type", type],
        ["when", condition(timing)],
      ],
      groups: tables,
    }));
  });
}

/** Where a library leaves it out, the output's function says it. ABC would take it for the general one. */
function sense(pin: Pin, timing: Group, from: string): string | undefined {
  const said = attribute(timing, "timing_sense");
  const type = attribute(timing, "timing_type") ?? "combinational";
  if (said !== undefined || pin.function === undefined || !type.startsWith("combinational")) return said;
  return senseOf(pin.function, from);
}

/** A condition in the one notation of functions, or as it is where it is none. */
export function condition(group: Group): string | undefined {
  const when = attribute(group, "when");
  const of = when === undefined ? undefined : parseFunction(when);
  return when === undefined ? undefined : quoted(of === undefined ? when : printFunction(of));
}

function tablesOf(timing: Group, { scale, templates }: FileWriting, use: TemplateUse): WrittenGroup[] {
  const surface = (kind: string): Surface | undefined => surfaceOf(tableIn(timing, kind, templates));
  const delays = (["rise", "fall"] as const).flatMap((edge) => {
    const delay = surface(`cell_${edge}`);
    if (delay === undefined) return [];
    const slew = surface(`${edge}_transition`) ?? {
      ...delay,
      values: delay.values.map((row) => row.map(() => 0)),
    };
    return [
      [`cell_${edge}`, delay],
      [`${edge}_transition`, slew],
    ] as const;
  });
  const checks = ["rise", "fall"].flatMap((edge) => {
    const kind = `${edge}_constraint`;
    const written = checkTable(kind, tableIn(timing, kind, templates), scale, use);
    return written === undefined ? [] : [written];
  });
  return [...delays.map(([kind, of]) => surfaceGroup(kind, of, scale, use)), ...checks];
}

/** A table with the axes that the file has; undefined if a tool could not read one of them. */
function checkTable(
  kind: string,
  table: Table | undefined,
  scale: FileWriting["scale"],
  use: TemplateUse,
): WrittenGroup | undefined {
  if (table === undefined) return undefined;
  const { axes, values } = table;
  const quantities = axes.map(({ variable }) => quantityOf(variable));
  if (quantities.includes(undefined)) return undefined;
  const width = axes.at(-1)?.points.length ?? 1;
  const rows = Array.from({ length: values.length / width }, (_, i) =>
    values.slice(i * width, (i + 1) * width),
  );
  const points = axes.map((axis, i) => {
    const of = { time: scale.time, capacitance: scale.capacitance, number: same }[quantities[i] ?? "number"];
    return [`index_${i + 1}`, [numbers(axis.points.map(of))]] as const;
  });
  return {
    kind,
    name: use("check", axes),
    attributes: [...points, ["values", rows.map((row) => numbers(row.map(scale.time)))]],
  };
}

const same = (value: number): number => value;
