import { Module, v, type Expression, type Signal } from "../hdl/index.js";
import type { ResetStyle } from "../hdl/reset.js";
import { hasControls, latencyOf, type Pipeline } from "./pipeline.js";

/** The controls of a pipeline's registers. */
export interface Controls {
  /** Clock enable of the data registers; without `enable` they are loaded at every edge. */
  readonly enable: { readonly enable?: Signal };
  /** Carries the valid bit into a stage. */
  carry(stage: number): void;
  /** Adds the outputs. */
  finish(): void;
}

/** Declares a pipeline's control ports, and a valid bit beside the operands in each stage. */
export function controlsOf(m: Module, pipeline: Pipeline, reset: ResetStyle): Controls {
  const { ce, handshake } = pipeline;
  // A scope of their own, as an operator's signals may have the same names.
  const own = m.scope("pipeline");
  const enables: Expression[] = ce ? [m.input("ce", 1).all] : [];
  if (handshake === "none")
    return { enable: enabled(own, enables), carry: () => undefined, finish: () => undefined };

  const rst = m.reset(reset);
  const valids = [m.input("in_valid", 1)];
  const ready = handshake === "ready" ? m.input("out_ready", 1) : null;
  m.section("Whether each stage holds operands");
  for (let stage = 1; stage <= latencyOf(pipeline); stage++) valids.push(own.register(`valid_s${stage}`, 1));
  const last = valids.at(-1) ?? rst;
  if (ready !== null) {
    m.section("All stages advance, unless a valid result is not taken");
    enables.push(v`${ready} | ~${last}`);
  }
  const enable = enabled(own, enables);
  return {
    enable,
    carry(stage) {
      const [from, to] = valids.slice(stage - 1);
      if (from !== undefined && to !== undefined) m.next(to, { value: from, reset: rst, ...enable });
    },
    finish() {
      m.output("out_valid", 1, last);
      if (enable.enable !== undefined && ready !== null) m.output("in_ready", 1, enable.enable);
    },
  };
}

function enabled(m: Module, conditions: readonly Expression[]): Controls["enable"] {
  const [first, second] = conditions;
  if (first === undefined) return {};
  return { enable: m.wire("advance", 1, second === undefined ? first : v`(${first}) & (${second})`) };
}

/** A pipeline's controls alone, the clock enable of its data registers as output `advance`; null without controls. */
export function controlModule(name: string, pipeline: Pipeline, reset: ResetStyle): Module | null {
  if (!hasControls(pipeline)) return null;
  const m = Module.create(name);
  const controls = controlsOf(m, pipeline, reset);
  for (let stage = 1; stage <= latencyOf(pipeline); stage++) controls.carry(stage);
  controls.finish();
  m.output("advance", 1, controls.enable.enable ?? v`1'b1`);
  return m;
}
