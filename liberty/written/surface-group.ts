import { numbers, type WrittenGroup } from "./print.js";
import type { Scale } from "./scale.js";
import { widened, type Surface } from "./tables.js";
import type { TemplateUse } from "./templates.js";

/** A table group of delays or slews, `cell_rise` and its like: the slew first, then the load. */
export function surfaceGroup(
  kind: string,
  surface: Surface,
  { time, capacitance }: Pick<Scale, "time" | "capacitance">,
  use: TemplateUse,
): WrittenGroup {
  const { slews, loads, values } = widened(surface);
  return {
    kind,
    name: use("delay", [
      { variable: "input_net_transition", points: slews },
      { variable: "total_output_net_capacitance", points: loads },
    ]),
    attributes: [
      ["index_1", [numbers(slews.map(time))]],
      ["index_2", [numbers(loads.map(capacitance))]],
      ["values", values.map((row) => numbers(row.map(time)))],
    ],
  };
}
