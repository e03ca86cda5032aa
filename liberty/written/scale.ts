import { tidy, type Units } from "../text/units.js";

/** The units of a text that tapir writes; all tools read `1ns`, `1ps`, `1pf` and `1ff` alike. */
export interface WrittenUnits {
  readonly time: "ns" | "ps";
  readonly capacitance: "pf" | "ff";
}

/** What a library's numbers are multiplied by to be in the written units. */
export interface Scale {
  readonly time: (value: number) => number;
  readonly capacitance: (value: number) => number;
  readonly voltage: (value: number) => number;
  readonly resistance: (value: number) => number;
  readonly leakage: (value: number) => number;
  /** Liberty's unit of internal power is that of capacitance times that of voltage squared. */
  readonly energy: (value: number) => number;
}

/** The nearest to a library's own: 1 ns stays 1 ns, and its numbers stay as they are. */
export const unitsNear = ({ time_ns, capacitance_fF }: Units): WrittenUnits => ({
  time: time_ns < 1 ? "ps" : "ns",
  capacitance: capacitance_fF < 1000 ? "ff" : "pf",
});

export function scaleTo(units: Units, written: WrittenUnits): Scale {
  const time = tidy(units.time_ns * (written.time === "ps" ? 1000 : 1));
  const capacitance = tidy(units.capacitance_fF / (written.capacitance === "pf" ? 1000 : 1));
  return {
    time: times(time),
    capacitance: times(capacitance),
    voltage: times(units.voltage_V),
    resistance: times(units.resistance_kohm),
    leakage: times(units.leakage_nW),
    energy: times(capacitance * units.voltage_V ** 2),
  };
}

const times =
  (factor: number) =>
  (value: number): number =>
    factor === 1 ? value : tidy(value * factor);
