import { attribute, type Group } from "./syntax.js";

/** The library's unit of time in ns; 1 ns, Liberty's default, if it names none. */
export function timeUnit_ns(library: Group): number {
  const [, count = "1", unit = "ns"] = /^([\d.]+)\s*(\w+)$/.exec(attribute(library, "time_unit") ?? "") ?? [];
  return Number(count) * ({ s: 1e9, ms: 1e6, us: 1e3, ns: 1, ps: 1e-3, fs: 1e-6 }[unit] ?? 1);
}

/** The library's unit of capacitance in fF; 1 pF if it names none. */
export function capacitanceUnit_fF(library: Group): number {
  const [count = "1", unit = "pf"] = library.attributes.get("capacitive_load_unit") ?? [];
  return Number.parseFloat(count) * ({ nf: 1e6, pf: 1e3, ff: 1 }[unit.toLowerCase()] ?? 1e3);
}
