import type { MappedNetlist } from "../../circuit/mapped-netlist.js";
import { openStaFailed, runOpenSta, type StaOptions } from "./opensta.js";

export type Edge = "rise" | "fall";

/** A timing arc to a pin. It begins at the wire's driver, an input of the same cell, or a register's clock. */
export interface Arc {
  /** `A`: a pin of the same cell. `x[3]` or `_12_/Y`: the port or pin that drives a wire. */
  readonly from: string;
  readonly isWire: boolean;
  /** One for each pair of edges, at the arc's beginning and at its end. An XOR has all four. */
  readonly delays: readonly ArcDelay[];
}

/** In ns: `min_ns` for the steepest slew that may arrive, `max_ns` for the flattest. */
interface ArcDelay {
  readonly begin: Edge;
  readonly end: Edge;
  readonly min_ns: number;
  readonly max_ns: number;
}

/** The timing arcs to each pin of a netlist, `_12_/Y`, and to each bit of an output port, `r[3]`. */
export type GateDelays = ReadonlyMap<string, readonly Arc[]>;

/**
 * The delay of each timing arc of a netlist, by OpenSTA. It depends on slews and loads, and on the library's default
 * wire load where there is one.
 * @throws {ToolError} OpenSTA is missing, fails or takes too long
 */
export async function gateDelays(netlist: MappedNetlist, options: StaOptions): Promise<GateDelays> {
  const { stdout, stderr } = await runOpenSta("sta/gate-delays", netlist, options);
  const delays = readGateDelays(stdout);
  // OpenSTA always ends with exit code 0. It gives an unknown cell no delay.
  if (delays.size === 0 || /black box/i.test(stdout + stderr))
    throw openStaFailed(`reported no delays of ${netlist.module}:\n${stdout.slice(0, 500)}`);
  return delays;
}

/**
 * Reads what the script prints: `pin NAME`, then its arcs. An arc is `FROM -> TO kind`, then lines such as
 * `  ^ -> v 0.01:0.02`. Timing checks, such as `CLK -> D setup`, are no arcs.
 */
export function readGateDelays(report: string): GateDelays {
  const delays = new Map<string, Arc[]>();
  let arcs: Arc[] = [];
  let found: ArcDelay[] = [];
  for (const line of report.split("\n")) {
    const [, pin] = /^pin (\S+)$/.exec(line) ?? [];
    const [, from, kind = ""] = /^(\S+) -> \S+ (.*)$/.exec(line) ?? [];
    const [, begin, end, min, max] = /^ +([v^]) -> ([v^]) ([\d.-]+):([\d.-]+)$/.exec(line) ?? [];
    if (pin !== undefined) delays.set(pin, (arcs = []));
    else if (from !== undefined) {
      found = [];
      if (!timingCheck.test(kind)) arcs.push({ from, isWire: kind === "wire", delays: found });
    } else if (max !== undefined)
      found.push({ begin: edge(begin), end: edge(end), min_ns: Number(min), max_ns: Number(max) });
  }
  return delays;
}

const timingCheck = /\b(setup|hold|recovery|removal|skew|width|period|nochange)\b/;

const edge = (sign: string | undefined): Edge => (sign === "^" ? "rise" : "fall");
