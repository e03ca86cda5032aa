import { estimateDelay } from "./delay.js";
import { dependencies, type Expression } from "./expression.js";
import type { Module } from "./module.js";
import type { Signal } from "./signal.js";

/** When each wire settles, in FO4 after the inputs, by the estimated delays; and the longest to an output. */
export interface Arrivals {
  readonly of: ReadonlyMap<Signal, number>;
  readonly latest: number;
}

export function arrivals(m: Module): Arrivals {
  const of = new Map<Signal, number>(m.inputs.map((signal) => [signal, 0]));
  const ready = (value: Expression): number =>
    Math.max(0, ...[...dependencies(value)].map((signal) => of.get(signal) ?? 0));
  for (const signal of m.wires) if (signal.value !== null) of.set(signal, ready(signal.value) + signal.delay);
  const latest = m.outputs.map(({ value, width }) => ready(value) + estimateDelay(value.node, width));
  return { of, latest: Math.max(0, ...latest) };
}
