import type { FiledCell } from "../file.js";
import { attribute, groupsOf } from "../text/syntax.js";
import { tidy } from "../text/units.js";
import { reopened } from "../file.js";
import { cellGroupsRead } from "./cell-text.js";
import { surfaceOf, tableIn, valueAt, type Surface } from "./tables.js";
import type { FileWriting } from "./writing.js";

/** An inverter's delays and slews, in its file's units. */
export interface InverterDelays {
  readonly input: string;
  readonly capacitance: number;
  readonly cell_rise: Surface;
  readonly cell_fall: Surface;
  readonly rise_transition: Surface;
  readonly fall_transition: Surface;
}

/** @returns undefined for one without delay tables over slew and load */
export function inverterDelays(
  { file, templates }: FileWriting,
  { cell: { pins: known }, group }: FiledCell,
): InverterDelays | undefined {
  const cell = reopened(file, group, cellGroupsRead);
  const pins = groupsOf(cell, "pin");
  const input = pins.find((pin) => attribute(pin, "direction") === "input");
  const timing = pins.flatMap((pin) => groupsOf(pin, "timing")).find((arc) => groupsOf(arc, "cell_rise")[0]);
  if (!input || !timing) return undefined;
  const surface = (kind: string): Surface | undefined => surfaceOf(tableIn(timing, kind, templates));
  const [cell_rise, cell_fall] = [surface("cell_rise"), surface("cell_fall")];
  const [rise_transition, fall_transition] = [surface("rise_transition"), surface("fall_transition")];
  if (!cell_rise || !cell_fall || !rise_transition || !fall_transition) return undefined;
  const name = input.names[0] ?? "";
  const capacitance_fF = known.find((pin) => pin.name === name)?.capacitance_fF ?? 0;
  const capacitance = tidy(capacitance_fF / file.units.capacitance_fF);
  return { input: name, capacitance, cell_rise, cell_fall, rise_transition, fall_transition };
}

/**
 * The FO4 delay, in the library's unit of time: an inverter drives four like itself, in a long chain of such stages.
 * It is the mean of the rising and the falling edge.
 */
export function fo4Delay({ capacitance, ...tables }: InverterDelays): number {
  const load = 4 * capacitance;
  // Along the chain the slew converges. Each edge at the output comes from the opposite one at the input.
  let [rising, falling] = [0, 0];
  for (let stage = 0; stage < 30; stage++)
    [rising, falling] = [
      valueAt(tables.rise_transition, falling, load),
      valueAt(tables.fall_transition, rising, load),
    ];
  return (valueAt(tables.cell_rise, falling, load) + valueAt(tables.cell_fall, rising, load)) / 2;
}
