import { attribute, groupsOf, numberAttribute, parseGroup, type Group } from "./text/syntax.js";
import { tidy, type Units } from "./text/units.js";

/** What a library was characterised at, and what its times mean. */
export interface OperatingConditions {
  /** Supply, in V; undefined if the library names none. */
  readonly voltage: number | undefined;
  readonly temperature: number;
  /** In percent of the supply, by Liberty's attribute. */
  readonly thresholds: Readonly<Record<string, number>>;
}

/** Liberty has no defaults; these are what OpenSTA and most libraries take. */
const usualThresholds: Readonly<Record<string, number>> = {
  input_threshold_pct_rise: 50,
  input_threshold_pct_fall: 50,
  output_threshold_pct_rise: 50,
  output_threshold_pct_fall: 50,
  slew_lower_threshold_pct_rise: 20,
  slew_lower_threshold_pct_fall: 20,
  slew_upper_threshold_pct_rise: 80,
  slew_upper_threshold_pct_fall: 80,
};

/**
 * The supply is that of the default operating conditions; else the nominal one, at which tables are characterised; else
 * that of the first conditions that name one; else the highest of the supply pins'.
 */
export function conditionsOf(library: Group, text: string, { voltage_V }: Units): OperatingConditions {
  const opened = new Set(["operating_conditions"]);
  const all = groupsOf(library, "operating_conditions").map(({ start }) =>
    parseGroup(text, "operating_conditions", opened, start),
  );
  const usual = all.find(({ names }) => names[0] === attribute(library, "default_operating_conditions"));
  const positive = (value: number | undefined): number | undefined =>
    value !== undefined && value > 0 ? value : undefined;
  const ofPins = library.entries.flatMap(([name, values]) =>
    name === "voltage_map" ? Number.parseFloat(values[1] ?? "") : [],
  );
  const voltage =
    positive(usual && numberAttribute(usual, "voltage")) ??
    positive(numberAttribute(library, "nom_voltage")) ??
    all.map((each) => positive(numberAttribute(each, "voltage"))).find((value) => value !== undefined) ??
    positive(Math.max(...ofPins.filter(Number.isFinite)));
  const thresholds = Object.entries(usualThresholds).map(
    ([name, value]) => [name, numberAttribute(library, name) ?? value] as const,
  );
  return {
    voltage: voltage === undefined ? undefined : tidy(voltage * voltage_V),
    temperature:
      (usual && numberAttribute(usual, "temperature")) ?? numberAttribute(library, "nom_temperature") ?? 25,
    thresholds: Object.fromEntries(thresholds),
  };
}
