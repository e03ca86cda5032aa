import { attribute, groupsOf, numberAttribute, type Group } from "../text/syntax.js";
import { condition } from "./arcs.js";
import { numbers, quoted, type WrittenGroup } from "./print.js";
import type { Scale } from "./scale.js";
import { quantityOf, surfaceOf, tableIn, type Surface, type Table } from "./tables.js";
import type { TemplateUse } from "./templates.js";
import type { FileWriting } from "./writing.js";

/** The internal power of a pin's changes. */
export function powers(pin: Group, { scale, templates }: FileWriting, use: TemplateUse): WrittenGroup[] {
  return groupsOf(pin, "internal_power").flatMap((power) => {
    const table = (kind: string, edge: string): WrittenGroup[] => {
      const read = tableIn(power, kind, templates);
      const surface = surfaceOf(read);
      return read === undefined || surface === undefined ? [] : [powerTable(edge, read, surface, scale, use)];
    };
    // A group `power` is for both edges.
    const tables = ["rise", "fall"].flatMap((edge) => [
      ...table(`${edge}_power`, edge),
      ...table("power", edge),
    ]);
    if (tables.length === 0) return [];
    return {
      kind: "internal_power",
      name: "",
      attributes: [
        ["related_pin", text(power, "related_pin")],
        ["related_pg_pin", text(power, "related_pg_pin")],
        ["when", condition(power)],
      ],
      groups: tables,
    };
  });
}

/** The axes that the file has, the slew first, under the names that OpenSTA reads in a table of powers. */
function powerTable(
  edge: string,
  { axes }: Table,
  { slews, loads, values }: Surface,
  { time, capacitance, energy }: Scale,
  use: TemplateUse,
): WrittenGroup {
  const has = (quantity: string): boolean => axes.some(({ variable }) => quantityOf(variable) === quantity);
  const written = [
    ...(has("time") ? [{ variable: "input_transition_time", points: slews.map(time) }] : []),
    ...(has("capacitance")
      ? [{ variable: "total_output_net_capacitance", points: loads.map(capacitance) }]
      : []),
  ];
  const rows = written.length === 1 ? [values.flat()] : values;
  return {
    kind: `${edge}_power`,
    name: use("power", written),
    attributes: [
      ...written.map(({ points }, i) => [`index_${i + 1}`, [numbers(points)]] as const),
      ["values", rows.map((row) => numbers(row.map(energy)))],
    ],
  };
}

/** A cell's leakage, by state. */
export const leakages = (cell: Group, { leakage }: Scale): WrittenGroup[] =>
  groupsOf(cell, "leakage_power").flatMap((group) => {
    const value = numberAttribute(group, "value");
    if (value === undefined) return [];
    return {
      kind: "leakage_power",
      name: "",
      attributes: [
        ["related_pg_pin", text(group, "related_pg_pin")],
        ["when", condition(group)],
        ["value", String(leakage(value))],
      ],
    };
  });

function text(group: Group, name: string): string | undefined {
  const value = attribute(group, name);
  return value === undefined ? undefined : quoted(value.replaceAll(",", " "));
}
