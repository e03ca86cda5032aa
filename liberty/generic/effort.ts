import { parseFunction, type BooleanFunction } from "../text/function.js";

/**
 * A CMOS stage after Sutherland, Sproull and Harris, *Logical Effort*: a pull-down network and its dual, the pull-up
 * network. Transistors are so wide that every path conducts as well as an inverter's. Unit width is an inverter's
 * n-transistor; a p-transistor is twice as wide for the same conductance.
 */
export interface Stage {
  /** Logical effort of each input net: the load on it, in inverter input capacitances. */
  readonly effort: ReadonlyMap<string, number>;
  /** Parasitic delay in units of an inverter's. */
  readonly parasitic: number;
  /** The largest drive, in inverters, at which every transistor fits in one finger; at most 1. */
  readonly fit: number;
  /** The stage's width in a row of cells, in columns of transistor pairs. The drive is in inverters. */
  columns(drive: number): number;
}

/** Conductance of the widest transistor with a single finger, in unit transistors. */
const finger = 2;

/** @param network the pull-down network, `*` in series and `+` in parallel */
export function cmosStage(network: string): Stage {
  const parsed = parseFunction(network);
  if (!parsed) throw new RangeError(`no network: ${network}`);
  const { transistors, n, p } = size(parsed, 0, 0);
  const effort = new Map<string, number>();
  for (const t of transistors) effort.set(t.gate, (effort.get(t.gate) ?? 0) + (t.n + 2 * t.p) / 3);
  const widest = Math.max(...transistors.map((t) => Math.max(t.n, t.p)));
  return {
    effort,
    parasitic: (n + 2 * p) / 3,
    fit: Math.min(1, finger / widest),
    columns: (drive) =>
      transistors.reduce((sum, t) => sum + Math.ceil((Math.max(t.n, t.p) * drive) / finger - 1e-9), 0),
  };
}

interface Sized {
  /** The pairs of transistors, each with its conductances in units of the inverter's. */
  readonly transistors: readonly { readonly gate: string; readonly n: number; readonly p: number }[];
  /** Conductance of the transistors that touch the output: their diffusion loads it. */
  readonly n: number;
  readonly p: number;
}

/**
 * Sizes a part of a network.
 * @param n transistors in series with the part, on the longest path through it, in the pull-down network
 * @param p likewise in the pull-up network
 */
function size(network: BooleanFunction, n: number, p: number): Sized {
  if (network.kind === "pin")
    return { transistors: [{ gate: network.name, n: n + 1, p: p + 1 }], n: n + 1, p: p + 1 };
  if (network.kind !== "and" && network.kind !== "or") throw new RangeError(`no network: ${network.kind}`);
  const series = network.kind === "and";
  const parts = network.of.map((part, i) => {
    const others = network.of.filter((_, k) => k !== i);
    const inSeries = others.reduce((sum, other) => sum + longestPath(other, network.kind), 0);
    return size(part, series ? n + inSeries : n, series ? p : p + inSeries);
  });
  // Parts in parallel all touch the output. Of parts in series, the one with the least diffusion is placed next to it.
  const least = (widths: number[]) => Math.min(...widths);
  const sum = (widths: number[]) => widths.reduce((a, b) => a + b);
  return {
    transistors: parts.flatMap(({ transistors }) => transistors),
    n: (series ? least : sum)(parts.map((part) => part.n)),
    p: (series ? sum : least)(parts.map((part) => part.p)),
  };
}

/** Transistors on the longest path. Parts of a `series` node are in series: "and" for pull-down, "or" for pull-up. */
function longestPath(network: BooleanFunction, series: "and" | "or" | "xor"): number {
  if (network.kind !== "and" && network.kind !== "or") return 1;
  const lengths = network.of.map((part) => longestPath(part, series));
  return network.kind === series ? lengths.reduce((a, b) => a + b) : Math.max(...lengths);
}
