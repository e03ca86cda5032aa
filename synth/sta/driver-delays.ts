import type { Library } from "../../liberty/library.js";
import { openStaFailed, runOpenSta } from "./opensta.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";

/**
 * How long a net takes to follow its driver's inputs, in ns, by what drives it: `_12_/Y`, an instance's pin, or `x[3]`,
 * a bit of an input. The mean of all inputs, of rising and falling; of an input's bit, what its driver's load adds.
 */
export type DriverDelays = ReadonlyMap<string, number>;

export interface DelayOptions {
  readonly library: Library;
  /** Seconds that OpenSTA may take. */
  readonly timeLimit: number;
  /** The clock's port, where there are registers. */
  readonly clockPort: string | null;
  /** MHz. */
  readonly clock: number;
}

/**
 * The delay of every driver in a netlist, with slopes, loads and, where the library has one, its default wire load.
 * @throws {ToolError} OpenSTA is missing, fails or takes too long
 */
export async function openStaDriverDelays(
  synthesis: MappedNetlist,
  { library, timeLimit, clockPort, clock }: DelayOptions,
): Promise<DriverDelays> {
  const options = { library, timeLimit, clock: clockPort, period_ns: 1000 / clock };
  const { stdout, stderr } = await runOpenSta("sta/delays", synthesis, options);
  const delays = readSdf(stdout);
  if (delays.size === 0 || /black box/i.test(stdout + stderr))
    throw openStaFailed(`says no delays of ${synthesis.module}:\n${stdout.slice(0, 500)}`);
  return delays;
}

/** Reads the paths through cells and the interconnections of an SDF file as OpenSTA writes it, a line each. */
export function readSdf(text: string): DriverDelays {
  const [through, between] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const [, unit = "1ns"] = /\(TIMESCALE ([^)]*)\)/.exec(text) ?? [];
  const ns = { "1ns": 1, "1ps": 1e-3, "1us": 1e3 }[unit.replaceAll(" ", "")] ?? NaN;
  let instance = "";
  for (const line of text.split("\n")) {
    const [, place] = /^\s*\(INSTANCE\s*(\S*)\)/.exec(line) ?? [];
    if (place !== undefined) instance = place;
    const [, output = "", path] = /\(IOPATH (?:\([^)]*\)|\S+) (\S+) (\(.*)\)$/.exec(line) ?? [];
    if (path !== undefined) add(through, `${instance}/${output}`, ns * meanOf(path));
    const [, driver = "", wire] = /\(INTERCONNECT (\S+) \S+ (\(.*)\)$/.exec(line) ?? [];
    if (wire !== undefined) add(between, driver, ns * meanOf(wire));
  }
  const drivers = new Set([...through.keys(), ...between.keys()]);
  return new Map(
    [...drivers].map((driver) => [
      driver.replaceAll("\\", ""),
      mean(through.get(driver) ?? []) + mean(between.get(driver) ?? []),
    ]),
  );
}

function add(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key) ?? [];
  list.push(value);
  lists.set(key, list);
}

/** `(0.1::0.3) (0.2::0.4)`: rising and falling, or both in one; minimum, typical and maximum. */
const meanOf = (delays: string): number =>
  mean(
    [...delays.matchAll(/\(([^)]*)\)/g)].map(([, triple = ""]) =>
      mean(
        triple
          .split(":")
          .filter((value) => value !== "")
          .map(Number),
      ),
    ),
  );

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
