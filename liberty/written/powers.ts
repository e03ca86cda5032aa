import { attribute, groupsOf, numberAttribute, type Group } from "../text/syntax.js";
import { condition, writtenTable } from "./arcs.js";
import { quoted, type WrittenGroup } from "./print.js";
import type { Scale } from "./scale.js";
import { tableIn } from "./tables.js";
import type { TemplateUse } from "./templates.js";
import type { FileWriting } from "./writing.js";

/** The internal power of a pin's changes. */
export function powers(pin: Group, { scale, templates }: FileWriting, use: TemplateUse): WrittenGroup[] {
  return groupsOf(pin, "internal_power").flatMap((power) => {
    const table = (kind: string, edge: string): WrittenGroup[] => {
      const read = tableIn(power, kind, templates);
      const written = writtenTable(`${edge}_power`, read, "power", scale.energy, scale, use);
      return written === undefined ? [] : [written];
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
