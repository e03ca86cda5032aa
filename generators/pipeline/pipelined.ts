import { Expression, Module, type Signal } from "../hdl/index.js";
import { StagedBlocks } from "../hdl/block.js";
import type { Node } from "../hdl/expression.js";
import { concat, slice } from "../hdl/nodes.js";
import type { ResetStyle } from "../hdl/reset.js";
import { substitute } from "../hdl/substitute.js";
import { controlsOf, type Controls } from "./controls.js";
import { divided } from "./divide.js";
import { stepGraph, type StepGraph, type Step } from "./graph.js";
import { latencyOf, type Pipeline } from "./pipeline.js";
import { latest, schedule } from "./schedule.js";

/**
 * A combinational module as a pipeline: ranks of registers stand at the boundaries that `schedule` finds. A register is
 * named after its value and the stage that it begins: `product_s2`.
 */
export function pipelined(core: Module, name: string, pipeline: Pipeline, reset: ResetStyle): Module {
  const graph = stepGraph(divided(core, divisible * (latest(stepGraph(core)) / pipeline.stages)));
  const m = Module.create(name);
  const controls = controlsOf(m, pipeline, reset);
  const stages = new StagedDatapath(m, graph, stagesOf(graph, pipeline), controls);
  for (const { name, width } of core.inputs) stages.input(name, width);
  stages.emit(latencyOf(pipeline));
  return m;
}

/** An addition that takes a greater share of a stage than this is divided. */
const divisible = 0.4;

/**
 * The stage of each step, from 0; an output's port is in the last, behind all registers.
 * @param relaxed as `schedule` takes it
 */
export function stagesOf(graph: StepGraph, pipeline: Pipeline, relaxed = 1): number[] {
  const { stages, registered } = pipeline;
  const { stageOf } = schedule(graph, registered === "inside" ? stages : stages - 1, relaxed);
  const before = registered === "both" ? 1 : 0;
  const found: number[] = [];
  const used = new Set(graph.steps.flatMap(({ uses }) => uses.map(({ of }) => of)));
  for (const step of graph.steps) {
    const own = (stageOf[step.index] ?? 0) + before;
    const earliest = Math.max(0, ...step.uses.map(({ of }) => found[of.index] ?? 0));
    if (step.kind === "input") found.push(0);
    else if (step.kind === "port") found.push(latencyOf(pipeline));
    // A wire that marks bits as unused stands in the stage of those bits.
    else found.push(used.has(step) ? own : earliest);
  }
  return found;
}

/** Bits of a step's value that are carried into a stage, and the register for them alone. */
interface Carried {
  readonly register: Signal;
  /** The lowest first. */
  readonly bits: readonly number[];
}

class StagedDatapath {
  /** Each step's signal, in the stage that computes it. */
  private readonly made = new Map<Step, Signal>();
  private readonly carried = new Map<Step, Carried>();
  private readonly blocks = new StagedBlocks();
  private readonly bySignal: ReadonlyMap<Signal, Step>;
  private readonly constants = new Map<Signal, Signal>();
  private readonly names: ReadonlySet<string>;
  /** The last stage that uses each bit of each step. */
  private readonly lastUse: readonly number[][];

  constructor(
    private readonly m: Module,
    private readonly graph: StepGraph,
    private readonly stageOf: readonly number[],
    private readonly controls: Controls,
  ) {
    this.bySignal = new Map(
      graph.steps.flatMap((step) => (step.signal === null ? [] : [[step.signal, step]])),
    );
    this.names = new Set([...this.bySignal.keys()].map(({ name }) => name));
    const lastUse = graph.steps.map(({ width }) => Array.from({ length: width }, () => -1));
    for (const step of graph.steps)
      for (const { of, high, low } of step.uses)
        for (let bit = low; bit <= high; bit++) {
          const uses = lastUse[of.index];
          if (uses !== undefined) uses[bit] = Math.max(uses[bit] ?? -1, stageOf[step.index] ?? 0);
        }
    this.lastUse = lastUse;
  }

  input(name: string, width: number): void {
    const signal = this.m.input(name, width);
    const step = this.graph.steps.find((each) => each.kind === "input" && each.name === name);
    if (step !== undefined) this.made.set(step, signal);
  }

  emit(latency: number): void {
    for (const signal of this.graph.constants) this.constants.set(signal, this.declare(signal, 0));
    for (let stage = 0; stage <= latency; stage++) {
      if (stage > 0) this.carry(stage);
      for (const step of this.graph.steps)
        if (step.kind === "wire" && step.signal !== null && this.stage(step) === stage) {
          const wire = this.declare(step.signal, stage);
          this.made.set(step, wire);
          if (this.lastUse[step.index]?.every((use) => use < 0) === true) this.m.retain(wire);
        }
    }
    for (const { output, value } of this.graph.outputs)
      this.m.output(output.name, output.width, this.valueOf(value, latency));
    this.controls.finish();
  }

  /** One rank of registers: values computed before `stage` and used in it or later. */
  private carry(stage: number): void {
    const all = this.graph.steps
      .filter((step) => this.stage(step) < stage)
      .map((step) => ({ step, bits: this.bitsUsedFrom(step, stage) }))
      .filter(({ bits }) => bits.length > 0);
    const count = all.reduce((sum, { bits }) => sum + bits.length, 0);
    this.m.section(`Stage ${stage}: ${count} bits of registers begin it`);
    const ranks = all.map(({ step, bits }) => ({
      step,
      value: this.packed(step, bits, stage - 1),
      carried: { register: this.m.register(this.nameOf(step, stage), bits.length), bits },
    }));
    for (const { step, value, carried } of ranks) {
      this.m.next(carried.register, { value, ...this.controls.enable });
      this.carried.set(step, carried);
    }
    this.controls.carry(stage);
  }

  private nameOf({ name }: Step, stage: number): string {
    const wanted = `${name}_s${stage}`;
    return this.names.has(wanted) ? `${name}_stage${stage}` : wanted;
  }

  private stage = ({ index }: Step): number => this.stageOf[index] ?? 0;

  private bitsUsedFrom({ index }: Step, stage: number): number[] {
    return (this.lastUse[index] ?? []).flatMap((use, bit) => (use >= stage ? [bit] : []));
  }

  /** Some bits of a step's value, as an expression of `stage`. */
  private packed(step: Step, bits: readonly number[], stage: number): Expression {
    // An output's value has no wire: its expression is its register's next state.
    if (step.kind === "value") return this.valueOf(step, stage);
    const parts = bits.map((bit) => this.bitsOf(step, bit, bit, stage)).toReversed();
    return new Expression(concat(parts));
  }

  /** An output's value: its expression in the stage that computes it, its register in later ones. */
  private valueOf(step: Step, stage: number): Expression {
    const carried = this.carried.get(step);
    if (carried !== undefined) return carried.register.all;
    const found = this.graph.outputs.find(({ value }) => value === step);
    if (found === undefined) throw new Error(`${step.name} is no output`);
    return this.rewritten(found.output.value, stage);
  }

  private declare(signal: Signal, stage: number): Signal {
    if (signal.value === null) throw new Error(`${signal.name} has no value`);
    this.m.section(signal.section);
    const value = this.rewritten(signal.value, stage);
    return this.m.within(this.blocks.of(signal.block, stage), () =>
      this.m.wire(signal.name, signal.width, value),
    );
  }

  /** An expression of the core, as an expression of `stage`. */
  private rewritten({ node }: Expression, stage: number): Expression {
    return new Expression(
      substitute(node, (signal, high, low) => {
        const constant = this.constants.get(signal);
        if (constant !== undefined) return slice(constant, high, low);
        const step = this.bySignal.get(signal);
        return step === undefined ? slice(signal, high, low) : this.bitsOf(step, high, low, stage);
      }),
    );
  }

  private bitsOf(step: Step, high: number, low: number, stage: number): Node {
    const made = this.made.get(step);
    if (this.stage(step) === stage && made !== undefined) return slice(made, high, low);
    const carried = this.carried.get(step);
    if (carried === undefined) throw new Error(`${step.name} does not reach stage ${stage}`);
    const place = carried.bits.indexOf(low);
    return slice(carried.register, place + high - low, place);
  }
}
