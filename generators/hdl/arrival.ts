import { estimateDelay } from "./delay.js";
import { dependencies, type Expression } from "./expression.js";
import type { Module } from "./module.js";
import type { Signal } from "./signal.js";

/** When each wire settles, in FO4 after inputs and clock, by the estimated delays; and the last of all ends. */
export interface Arrivals {
  readonly of: ReadonlyMap<Signal, number>;
  readonly latest: number;
}

export function arrivals(m: Module): Arrivals {
  const starts = [...m.inputs, ...m.registers.map(({ signal }) => signal)];
  const of = new Map<Signal, number>(starts.map((signal) => [signal, 0]));
  const ready = (value: Expression): number =>
    Math.max(0, ...[...dependencies(value)].map((signal) => of.get(signal) ?? 0));
  for (const signal of m.wires) if (signal.value !== null) of.set(signal, ready(signal.value) + signal.delay);
  const ends = [...m.outputs, ...m.registers.map(({ signal, value }) => ({ value, width: signal.width }))];
  const latest = ends.map(({ value, width }) => ready(value) + estimateDelay(value.node, width));
  return { of, latest: Math.max(0, ...latest) };
}
