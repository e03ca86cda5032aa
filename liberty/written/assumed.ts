import { inputsOf, type Cell } from "../cells.js";
import { senseOf } from "../timing-sense.js";
import { pinsOf } from "../text/print-function.js";
import { quoted, type WrittenGroup } from "./print.js";
import { surfaceGroup } from "./surface-group.js";
import type { TemplateUse } from "./templates.js";

/**
 * One unit of delay from each input of a gate to each output. ABC maps to no cell without delays, so a library that has
 * none gets these; no figure is made of them.
 */
export function withAssumedDelays(written: WrittenGroup, cell: Cell, use: TemplateUse): WrittenGroup {
  if (cell.sequential || inputsOf(cell).length === 0) return written;
  return {
    ...written,
    groups: written.groups?.map((group) => {
      const of = cell.pins.find(({ name }) => name === group.name)?.function;
      if (group.kind !== "pin" || of === undefined) return group;
      return { ...group, groups: pinsOf(of).map((from) => arc(from, senseOf(of, from), use)) };
    }),
  };
}

function arc(from: string, sense: string, use: TemplateUse): WrittenGroup {
  const points = [0, 1, 2];
  const table = (kind: string, value: number): WrittenGroup =>
    surfaceGroup(
      kind,
      { slews: points, loads: points, values: points.map(() => points.map(() => value)) },
      unscaled,
      use,
    );
  return {
    kind: "timing",
    name: "",
    attributes: [
      ["related_pin", quoted(from)],
      ["timing_sense", sense],
    ],
    groups: [
      ...[table("cell_rise", 1), table("rise_transition", 0)],
      ...[table("cell_fall", 1), table("fall_transition", 0)],
    ],
  };
}

const unscaled = { time: (value: number) => value, capacitance: (value: number) => value };
