import type { Library } from "../../liberty/library.js";
import type { SignalNames } from "./signal-names.js";

/** Where a path begins or ends. */
export interface PathEnd {
  readonly kind: "input" | "output" | "register";
  /** The RTL's name of the port's or register's bit. A register without one goes by its instance. */
  readonly name: string;
}

/** A net on a path, and its driver. Times are null in units that the library does not know. */
export interface PathStep {
  /** The cell that drives the net, by type and instance; null for an input port. */
  readonly cell: string | null;
  readonly instance: string | null;
  readonly net: string;
  /** The RTL's bit on the net: `log[3]`, or `~log[3]` for its complement. Null where there is none. */
  readonly signal: string | null;
  readonly edge: "rise" | "fall";
  /** Pins that the net drives. */
  readonly fanout: number;
  readonly load_ff: number | null;
  /** From one net of the path to the next. */
  readonly increment_ns: number | null;
  readonly increment_fo4: number | null;
  /** Since the clock's edge. */
  readonly arrival_ns: number | null;
  readonly arrival_fo4: number | null;
}

/** The path with the least slack. Plain data. */
export interface CriticalPath {
  readonly start: PathEnd;
  readonly end: PathEnd;
  readonly steps: readonly PathStep[];
  /** Setup time of the register at the path's end; 0 at a port. */
  readonly setup_ns: number | null;
  readonly setup_fo4: number | null;
}

/** A path as OpenSTA reports it, times in the library's ns. */
export interface ReportedPath {
  readonly start: { readonly name: string; readonly isPort: boolean };
  readonly end: { readonly name: string; readonly isPort: boolean };
  readonly steps: readonly ReportedStep[];
  /** Of all of the path. */
  readonly delay: number;
  readonly setup: number;
}

interface ReportedStep {
  readonly cell: string | null;
  readonly instance: string | null;
  readonly net: string;
  readonly edge: "rise" | "fall";
  readonly fanout: number;
  readonly load_fF: number;
  readonly increment: number;
  readonly arrival: number;
}

/**
 * Reads `report_checks -fields {net capacitance}`.
 * @returns undefined where it reports no path
 */
export function readPath(report: string): ReportedPath | undefined {
  const end = (what: string) => {
    const [, name = "", kind = ""] = new RegExp(`^${what}: (\\S+)\\s+\\((.*)\\)$`, "m").exec(report) ?? [];
    return { name, isPort: kind.includes(" port ") };
  };
  const number = (label: string) => Number(new RegExp(`^ *(-?[\\d.]+) .*${label}`, "m").exec(report)?.[1]);
  const delay = number("data arrival time");
  if (Number.isNaN(delay)) return undefined;
  const setup = number("library setup time");
  return {
    start: end("Startpoint"),
    end: end("Endpoint"),
    steps: [...report.matchAll(step)].map(readStep),
    delay,
    setup: Number.isNaN(setup) ? 0 : -setup,
  };
}

/** Two lines: `delay time ^ instance/pin (cell)`, or `… port (in)`, then `fanout load net (net)`. */
const step = /^ *(-?[\d.]+) +(-?[\d.]+) ([v^]) (\S+) \((\S+)\)\n +(\d+) +([\d.]+) +(\S+) \(net\)$/gm;

function readStep(found: RegExpMatchArray): ReportedStep {
  const [, increment, arrival, edge, pin = "", cell = "", fanout, load, net = ""] = found;
  const isPort = cell === "in";
  return {
    cell: isPort ? null : cell,
    instance: isPort ? null : pin.slice(0, pin.lastIndexOf("/")),
    net,
    edge: edge === "^" ? "rise" : "fall",
    fanout: Number(fanout),
    load_fF: Number(load),
    increment: Number(increment),
    arrival: Number(arrival),
  };
}

/** A reported path in the library's units. Its ends and nets have the netlist's names; `named` adds the RTL's. */
export function criticalPath(path: ReportedPath, library: Library): CriticalPath {
  const ns = (time: number): number | null => (library.normalised ? null : rounded(time));
  const fo4 = (time: number): number | null =>
    library.fo4_ns === undefined ? null : rounded(time / library.fo4_ns);
  const kindOf = (isPort: boolean, port: "input" | "output") => (isPort ? port : "register");
  return {
    start: { kind: kindOf(path.start.isPort, "input"), name: path.start.name },
    end: { kind: kindOf(path.end.isPort, "output"), name: path.end.name },
    steps: path.steps.map(({ load_fF, increment, arrival, ...rest }) => ({
      ...rest,
      signal: null,
      load_ff: library.normalised ? null : rounded(load_fF),
      increment_ns: ns(increment),
      increment_fo4: fo4(increment),
      arrival_ns: ns(arrival),
      arrival_fo4: fo4(arrival),
    })),
    setup_ns: ns(path.setup),
    setup_fo4: fo4(path.setup),
  };
}

const rounded = (value: number): number => Number(value.toFixed(6));

/** The path with the RTL's names for its ends and nets. */
export function named(path: CriticalPath, { nets, registers }: SignalNames): CriticalPath {
  const end = ({ kind, name }: PathEnd): PathEnd => ({ kind, name: registers.get(name) ?? name });
  return {
    ...path,
    start: end(path.start),
    end: end(path.end),
    steps: path.steps.map((each) => ({ ...each, signal: nets.get(each.net) ?? null })),
  };
}
