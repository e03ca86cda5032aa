import { outputsOf, type Cell } from "../cells.js";
import type { InverterDelays } from "./inverter-delays.js";
import { escaped, quoted, type WrittenGroup } from "./print.js";
import type { Scale } from "./scale.js";
import { surfaceGroup } from "./surface-group.js";
import { valueAt, type Surface } from "./tables.js";
import type { TemplateUse } from "./templates.js";

/** Two inverters, where a library has no buffer: ABC does not work without one. Pins are `A` and `Y`. */
export const bufferName = "tapir_buffer";

/** The stand-in as a Liberty cell. @param delays of the inverter; undefined where the library has none */
export function bufferCell(
  inverter: Cell,
  delays: InverterDelays | undefined,
  scale: Scale,
  use: TemplateUse,
): WrittenGroup {
  return {
    kind: "cell",
    name: bufferName,
    attributes: [["area", String(2 * inverter.area)]],
    groups: [
      {
        kind: "pin",
        name: "A",
        attributes: [
          ["direction", "input"],
          ["capacitance", String(delays === undefined ? 0 : scale.capacitance(delays.capacitance))],
        ],
      },
      {
        kind: "pin",
        name: "Y",
        attributes: [
          ["direction", "output"],
          ["function", quoted("A")],
        ],
        groups: delays === undefined ? [] : [arc(delays, scale, use)],
      },
    ],
  };
}

/** The stand-in as a Verilog module of two inverters. */
export function bufferModule(inverter: Cell): string {
  const input = inverter.pins.find(({ direction }) => direction === "input")?.name ?? "";
  const output = outputsOf(inverter)[0]?.name ?? "";
  const place = (name: string, from: string, to: string) =>
    `  ${escaped(inverter.name)} ${name} (.${escaped(input)}(${from}), .${escaped(output)}(${to}));`;
  return [
    `module ${bufferName} (input A, output Y);`,
    "  wire between;",
    place("first", "A", "between"),
    place("second", "between", "Y"),
    "endmodule",
  ].join("\n");
}

/** Delays through two inverters: a rising output comes from a falling net between them. */
function arc(delays: InverterDelays, scale: Scale, use: TemplateUse): WrittenGroup {
  const { capacitance, cell_rise, cell_fall, rise_transition, fall_transition } = delays;
  const both = (first: Surface, slew: Surface, second: Surface, then: Surface) => {
    const at = (what: (input: number, between: number, load: number) => number): Surface => ({
      ...second,
      values: second.slews.map((input) =>
        second.loads.map((load) => what(input, valueAt(slew, input, capacitance), load)),
      ),
    });
    return {
      delay: at(
        (input, between, load) => valueAt(first, input, capacitance) + valueAt(second, between, load),
      ),
      slew: at((_, between, load) => valueAt(then, between, load)),
    };
  };
  const rise = both(cell_fall, fall_transition, cell_rise, rise_transition);
  const fall = both(cell_rise, rise_transition, cell_fall, fall_transition);
  const table = (kind: string, surface: Surface) => surfaceGroup(kind, surface, scale, use);
  return {
    kind: "timing",
    name: "",
    attributes: [
      ["related_pin", quoted("A")],
      ["timing_sense", "positive_unate"],
    ],
    groups: [
      table("cell_rise", rise.delay),
      table("rise_transition", rise.slew),
      table("cell_fall", fall.delay),
      table("fall_transition", fall.slew),
    ],
  };
}
