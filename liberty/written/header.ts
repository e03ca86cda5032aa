import { reopened, type LibertyFile } from "../file.js";
import { attribute, groupsOf, numberAttribute, type Group } from "../text/syntax.js";
import { named, quoted, type WrittenGroup } from "./print.js";
import type { Scale, WrittenUnits } from "./scale.js";

/** The library group of a text for the tools, without its templates and cells: units, conditions, defaults. */
export function header(file: LibertyFile, scale: Scale, units: WrittenUnits): WrittenGroup {
  const { library, conditions } = file;
  const { voltage, temperature, thresholds } = conditions;
  const number = (name: string, scaled: (value: number) => number) => {
    const value = numberAttribute(library, name);
    return [name, value === undefined ? undefined : String(scaled(value))] as const;
  };
  const word = (name: string) => {
    const value = attribute(library, name);
    return [name, value === undefined ? undefined : quoted(value)] as const;
  };
  return {
    kind: "library",
    name: named(library.names[0] ?? ""),
    attributes: [
      ["delay_model", "table_lookup"],
      ["time_unit", quoted(`1${units.time}`)],
      ["capacitive_load_unit", ["1", units.capacitance]],
      ["voltage_unit", quoted("1V")],
      ["current_unit", quoted("1mA")],
      ["pulling_resistance_unit", quoted("1kohm")],
      ["leakage_power_unit", quoted("1nW")],
      ["nom_process", "1"],
      ["nom_temperature", String(temperature)],
      ["nom_voltage", voltage === undefined ? undefined : String(voltage)],
      ...Object.entries(thresholds).map(([name, value]) => [name, String(value)] as const),
      number("slew_derate_from_library", same),
      number("default_max_transition", scale.time),
      number("default_max_capacitance", scale.capacitance),
      number("default_max_fanout", same),
      number("default_fanout_load", same),
      number("default_input_pin_cap", scale.capacitance),
      number("default_output_pin_cap", scale.capacitance),
      number("default_inout_pin_cap", scale.capacitance),
      number("default_cell_leakage_power", scale.leakage),
      word("default_wire_load_mode"),
    ],
    groups: [
      ...(voltage === undefined ? [] : [operatingConditions(voltage, temperature)]),
      ...wireLoads(file, scale),
    ],
    references: [
      word("default_wire_load"),
      word("default_wire_load_selection"),
      ["default_operating_conditions", voltage === undefined ? undefined : "characterised"],
    ],
  };
}

const same = (value: number): number => value;

const operatingConditions = (voltage: number, temperature: number): WrittenGroup => ({
  kind: "operating_conditions",
  name: "characterised",
  attributes: [
    ["process", "1"],
    ["temperature", String(temperature)],
    ["voltage", String(voltage)],
  ],
});

/** OpenSTA estimates the capacitance of wires by them. */
function wireLoads(file: LibertyFile, scale: Scale): WrittenGroup[] {
  const scaled: Readonly<Record<string, (value: number) => number>> = {
    capacitance: scale.capacitance,
    resistance: scale.resistance,
  };
  const kinds = ["wire_load", "wire_load_selection"];
  return kinds.flatMap((kind) =>
    groupsOf(file.library, kind).map((outline) => {
      const group: Group = reopened(file, outline, new Set([kind]));
      return {
        kind,
        name: quoted(group.names[0] ?? ""),
        attributes: group.entries.map(([name, values]) => {
          const [value = ""] = values;
          const of = scaled[name];
          const isNumber = /^[-+\d.]/.test(value) && values.length === 1;
          if (isNumber) return [name, String(of === undefined ? Number(value) : of(Number(value)))] as const;
          return [name, values.map((each) => (/^[-+\d.]/.test(each) ? each : quoted(each)))] as const;
        }),
      };
    }),
  );
}
