import { runOpenSta, type StaOptions } from "./opensta.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";

export type Edge = "rise" | "fall";

/** A way to a pin: along a wire, from an input of its cell, or from a register's clock. */
export interface Way {
  /** The pin of the same cell, or for a wire the port or pin that drives it. */
  readonly from: string;
  /** By what happens at its beginning and at its end, ns. */
  readonly delays: readonly { readonly begin: Edge; readonly end: Edge; readonly ns: number }[];
}

/** The ways to each pin of a netlist, `instance/pin`. */
export type GateDelays = ReadonlyMap<string, readonly Way[]>;

/**
 * What each wire and each way through a cell takes in a netlist, with its slopes and loads, by OpenSTA.
 * @throws {ToolError} OpenSTA is missing, fails or takes too long
 */
export async function gateDelays(netlist: MappedNetlist, options: StaOptions): Promise<GateDelays> {
  const { stdout } = await runOpenSta("sta/gate-delays", netlist, options);
  return readGateDelays(stdout);
}

/** Reads what the script prints: `pin NAME`, then for each way `FROM -> TO kind` and lines such as `  ^ -> v 0.01:0.02`. */
export function readGateDelays(report: string): GateDelays {
  const delays = new Map<string, Way[]>();
  let ways: Way[] = [];
  let found: Way["delays"][number][] = [];
  for (const line of report.split("\n")) {
    const [, pin] = /^pin (\S+)$/.exec(line) ?? [];
    const [, from] = /^(\S+) -> \S+ /.exec(line) ?? [];
    const [, begin, end, ns] = /^ +([v^]) -> ([v^]) [\d.-]+:([\d.-]+)$/.exec(line) ?? [];
    if (pin !== undefined) delays.set(pin, (ways = []));
    else if (from !== undefined) ways.push({ from, delays: (found = []) });
    else if (ns !== undefined) found.push({ begin: edge(begin), end: edge(end), ns: Number(ns) });
  }
  return delays;
}

const edge = (sign: string | undefined): Edge => (sign === "^" ? "rise" : "fall");
