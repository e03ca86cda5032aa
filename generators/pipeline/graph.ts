import { references, type Expression } from "../hdl/expression.js";
import type { Module, Output } from "../hdl/module.js";
import type { Signal } from "../hdl/signal.js";
import { pathDelays } from "./estimate.js";

/** Bits of an earlier step's value, `high` down to `low`. */
export interface Use {
  readonly of: Step;
  readonly high: number;
  readonly low: number;
  /** Extra delay of this edge, added to the step's; default 0. */
  readonly delay?: number;
}

/** One step of a combinational datapath: an input, a wire, the value of an output, or an output's port. */
export interface Step {
  readonly index: number;
  readonly kind: "input" | "wire" | "value" | "port";
  /** The input or wire; null for outputs. */
  readonly signal: Signal | null;
  readonly name: string;
  readonly width: number;
  /** From the latest operand; 0 for an input. All times are in the graph's unit: FO4 where they are estimated. */
  readonly delay: number;
  /** Clock-to-output delay of a register that holds the value; default 0. */
  readonly launch?: number;
  readonly uses: readonly Use[];
}

/** Bits of one value that the same steps use; they cross the same stage boundaries. */
export interface Bundle {
  readonly source: Step;
  readonly consumers: readonly Step[];
  readonly bits: number;
}

export interface StepGraph {
  /** In topological order: inputs, wires, outputs. */
  readonly steps: readonly Step[];
  /** Wires that depend on no input; they have one value in every stage. */
  readonly constants: readonly Signal[];
  readonly outputs: readonly { readonly output: Output; readonly value: Step }[];
}

/** The dependency graph of a combinational module, with estimated delays. */
export function stepGraph(m: Module): StepGraph {
  const steps: Step[] = [];
  const constants: Signal[] = [];
  const bySignal = new Map<Signal, Step>();
  const pathsTo = pathDelays(m);
  const add = (step: Omit<Step, "index" | "delay">): Step => {
    const added = { ...step, delay: 0, index: steps.length };
    steps.push(added);
    return added;
  };
  const usesOf = (value: Expression, width: number): Use[] => {
    const pathDelay = pathsTo(value, width);
    return references(value.node).flatMap((from) => {
      const of = bySignal.get(from.signal);
      return of === undefined ? [] : [{ of, high: from.high, low: from.low, delay: pathDelay(from) }];
    });
  };
  for (const signal of m.inputs)
    if (signal.width > 0) bySignal.set(signal, add({ kind: "input", ...named(signal), uses: [] }));
  for (const signal of m.wires) {
    const uses = signal.value === null ? [] : usesOf(signal.value, signal.width);
    if (uses.length === 0) constants.push(signal);
    else bySignal.set(signal, add({ kind: "wire", ...named(signal), uses }));
  }
  const outputs = m.outputs.map((output) => {
    const { name, width, value: driver } = output;
    const value = add({ kind: "value", signal: null, name, width, uses: usesOf(driver, width) });
    const uses = [{ of: value, high: width - 1, low: 0 }];
    add({ kind: "port", signal: null, name, width, uses });
    return { output, value };
  });
  return { steps, constants, outputs };
}

const named = (signal: Signal) => ({ signal, name: signal.name, width: signal.width });

/** The bits of each value, grouped by the steps that use them. */
export function bundlesOf({ steps }: StepGraph): Bundle[] {
  const users = steps.map(({ width }) => Array.from({ length: width }, () => new Set<Step>()));
  for (const step of steps)
    for (const { of, high, low } of step.uses)
      for (let bit = low; bit <= high; bit++) users[of.index]?.[bit]?.add(step);
  return steps.flatMap((source) => {
    const bundles = new Map<string, { source: Step; consumers: Step[]; bits: number }>();
    for (const consumers of users[source.index] ?? []) {
      if (consumers.size === 0) continue;
      const key = [...consumers].map(({ index }) => index).join();
      const bundle = bundles.get(key);
      if (bundle === undefined) bundles.set(key, { source, consumers: [...consumers], bits: 1 });
      else bundle.bits++;
    }
    return [...bundles.values()];
  });
}
