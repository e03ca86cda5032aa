import type { Library } from "../../liberty/library.js";
import { openStaFailed, runOpenSta } from "../sta/opensta.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";

/** The power of one cell, in W. */
export interface CellPower {
  /** Within the cell, if its inputs and outputs change once per cycle. */
  readonly internal: number;
  /** To charge the net that it drives, if that changes once per cycle. */
  readonly switching: number;
  /** Within a register by the clock alone, and of cells that pass the clock on. */
  readonly clock: number;
  readonly leakage: number;
}

export interface CellPowerOptions {
  readonly library: Library;
  /** In MHz. */
  readonly clock: number;
  /** Seconds that OpenSTA may take. */
  readonly timeLimit: number;
  /** The clock's port, where there are registers. */
  readonly clockPort: string | null;
}

/**
 * The power of each cell of a netlist, by its name. It depends on slews and loads, and on the library's default wire
 * load where there is one. The driving cell and output load are those that ABC maps for.
 *
 * Every net changes once per cycle here, and the caller scales. OpenSTA 2.0 reads no simulated activities:
 * `set_power_activity -pins` loops over nothing. The activities that it derives from the inputs' are far off.
 * @throws {ToolError} OpenSTA is missing, fails or takes too long
 */
export async function openStaCellPowers(
  synthesis: MappedNetlist,
  { library, clock, timeLimit, clockPort }: CellPowerOptions,
): Promise<ReadonlyMap<string, CellPower>> {
  const options = { library, timeLimit, clock: clockPort, period_ns: 1000 / clock };
  const { stdout, stderr } = await runOpenSta("power/power", synthesis, options);
  const powers = readCellPowers(stdout);
  // OpenSTA always ends with exit code 0. It gives an unknown cell no power.
  const said = stdout + stderr;
  if (powers.size === 0 || /black box/i.test(said))
    throw openStaFailed(`says no power of ${synthesis.module}:\n${said.slice(0, 500)}`);
  return powers;
}

/** Reads the two reports of `templates/synth/power/power.tcl`: every net changes, then only the clock does. */
export function readCellPowers(report: string): ReadonlyMap<string, CellPower> {
  const [restless = "", idle = ""] = report.split("only the clock");
  const byClock = readInstances(idle);
  return new Map(
    [...readInstances(restless)].map(([name, { internal, switching, leakage }]) => {
      const clock = byClock.get(name) ?? { internal: 0, switching: 0 };
      const data = { internal: internal - clock.internal, switching: switching - clock.switching };
      return [name, { ...data, clock: clock.internal + clock.switching, leakage }];
    }),
  );
}

/** Lines of `report_power -instances`: internal, switching, leakage, total, name. */
function readInstances(report: string): Map<string, Omit<CellPower, "clock">> {
  const lines = report.matchAll(/^ *(\S+) +(\S+) +(\S+) +(\S+) +(\S+)$/gm);
  const powers = [...lines].map(([, internal, switching, leakage, , name = ""]) => ({
    name,
    power: { internal: Number(internal), switching: Number(switching), leakage: Number(leakage) },
  }));
  const known = powers.filter(({ power }) => Object.values(power).every(Number.isFinite));
  return new Map(known.map(({ name, power }) => [name, power]));
}
