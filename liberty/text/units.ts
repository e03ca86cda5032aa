import { RequestError } from "../../tools/errors.js";
import type { Group } from "./syntax.js";

/** A library's units. */
export interface Units {
  readonly time_ns: number;
  readonly capacitance_fF: number;
  readonly voltage_V: number;
  readonly resistance_kohm: number;
  readonly leakage_nW: number;
}

/**
 * The units that a library names, however it spells them: `"1ns"`, `1 ns`, `"1.0ns"`, `100ps`. Liberty's defaults stand
 * for those that it does not name.
 * @param source what the library is called in messages
 * @throws {RequestError} what stands there is no unit of that quantity
 */
export function unitsOf(library: Group, source: string): Units {
  const unit = (name: string, symbol: string, usual: string): number => {
    const written = library.attributes.get(name)?.join(" ") ?? usual;
    const value = readUnit(written, symbol);
    if (value === undefined)
      throw new RequestError(
        `${source}: ${name} is '${written}', which is no number of ${symbol}; "${usual}" would be one`,
      );
    return value;
  };
  return {
    time_ns: tidy(unit("time_unit", "s", "1ns") * 1e9),
    capacitance_fF: tidy(unit("capacitive_load_unit", "f", "1pf") * 1e15),
    voltage_V: tidy(unit("voltage_unit", "v", "1V")),
    resistance_kohm: tidy(unit("pulling_resistance_unit", "ohm", "1kohm") / 1e3),
    leakage_nW: tidy(unit("leakage_power_unit", "w", "1nW") * 1e9),
  };
}

const prefixes: Readonly<Record<string, number>> = {
  ...{ f: 1e-15, p: 1e-12, n: 1e-9, u: 1e-6, µ: 1e-6, μ: 1e-6, m: 1e-3, "": 1, k: 1e3, M: 1e6 },
};

/**
 * `100 ps` in s, for the symbol `s`. A count may be missing, and letters may be of either case.
 * @returns undefined for another quantity, and for no positive count
 */
function readUnit(written: string, symbol: string): number | undefined {
  const [, count = "", letters = ""] =
    /^([\d.]*(?:(?<=\d|\.)e[-+]?\d+)?)\s*,?\s*(\S+)$/i.exec(written.trim()) ?? [];
  if (!letters.toLowerCase().endsWith(symbol)) return undefined;
  const prefix = letters.slice(0, -symbol.length);
  const value =
    (count === "" ? 1 : Number(count)) * (prefixes[prefix] ?? prefixes[prefix.toLowerCase()] ?? NaN);
  return value > 0 ? value : undefined;
}

/** 10, and not the 10.000000000000002 that binary fractions make of 10 ps. */
export const tidy = (value: number): number => Number(value.toPrecision(12));
