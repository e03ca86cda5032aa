import type { Design } from "./design.js";
import { dependencies, type Expression } from "./hdl/expression.js";
import type { Module, Register } from "./hdl/module.js";
import type { Signal } from "./hdl/signal.js";
import { latencyOf } from "./pipeline/pipeline.js";

/** A box of a block diagram. */
interface Block {
  readonly kind: "input" | "output" | "logic" | "state";
  /** A port with its range, `x[15:0]`; a section's comment; a register that holds state. */
  readonly text: string;
  /** The stage of a pipeline in which it computes, from 0. */
  readonly stage: number;
}

/** What goes from one box to another. */
interface Link {
  /** Indices of the boxes. */
  readonly from: number;
  readonly to: number;
  /** Names with their ranges: `x_count[3:0]`. */
  readonly signals: readonly string[];
  /** Of all signals together. */
  readonly bits: number;
}

/** A datapath as boxes: the sections of its Verilog, its ports, the registers that hold state. Plain data. */
export interface BlockDiagram {
  readonly design: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  /** Registers of a pipeline, by the stage that they begin: bits from the boxes above to those below. */
  readonly cuts: readonly { readonly stage: number; readonly bits: number }[];
  /** Inputs that go to registers alone, a reset for example: they have no box. */
  readonly controls: readonly string[];
}

/**
 * A design's datapath as it stands in its Verilog: a box for each section, a link for the signals that go from one to another.
 * In a pipeline each box is in the stage that computes it, and registers are cuts between stages.
 */
export const blockDiagram = (design: Design): BlockDiagram =>
  new Builder(design.module(), latencyOf(design.pipeline) > 0).diagram(design.spec);

/** Where the next wire goes if it has the same comment and stage. */
interface Section {
  readonly comment: string;
  readonly stage: number;
  readonly index: number;
}

type Mutable = { -readonly [Key in keyof Block]: Block[Key] };

class Builder {
  private readonly blocks: Mutable[] = [];
  private readonly blockOf = new Map<Signal, number>();
  private readonly stageOf = new Map<Signal, number>();
  private readonly links = new Map<string, { from: number; to: number; signals: Set<Signal> }>();
  private readonly isRead = new Set<Signal>();
  private readonly registers: ReadonlyMap<Signal, Register>;

  /** @param isPipeline whether its registers are ranks between stages; else they hold state */
  constructor(
    private readonly m: Module,
    private readonly isPipeline: boolean,
  ) {
    this.registers = new Map(m.registers.map((register) => [register.signal, register]));
  }

  diagram(design: string): BlockDiagram {
    for (const input of this.m.inputs) if (input.width > 0) this.place(input, "input");
    this.addSections();
    if (!this.isPipeline) for (const register of this.registers.values()) this.addNextState(register);
    this.addOutputs();
    const linked = new Set([...this.links.values()].flatMap(({ from, to }) => [from, to]));
    const kept = this.blocks.map((_, index) => index).filter((index) => linked.has(index));
    const place = new Map(kept.map((index, at) => [index, at]));
    return {
      design,
      blocks: kept.flatMap((index) => this.blocks[index] ?? []),
      links: [...this.links.values()].map(({ from, to, signals }) => ({
        from: place.get(from) ?? 0,
        to: place.get(to) ?? 0,
        signals: [...signals].map(ranged),
        bits: [...signals].reduce((sum, { width }) => sum + width, 0),
      })),
      cuts: this.cuts(),
      controls: this.m.inputs
        .filter((input) => !linked.has(this.blockOf.get(input) ?? -1) && input.width > 0)
        .map(({ name }) => name),
    };
  }

  /** Wires as they follow each other: a box ends where the section changes, or the stage. */
  private addSections(): void {
    const retained = new Set(this.m.retained);
    let last: Section | undefined;
    for (const item of this.m.items) {
      if (item.kind !== "declaration") continue;
      const { signal } = item;
      if (signal.kind === "register") {
        if (!this.isPipeline) this.place(signal, "state");
        continue;
      }
      if (signal.value === null || retained.has(signal)) continue;
      const sources = this.sourcesOf(signal.value);
      const stage = Math.max(0, ...sources.map((source) => this.stage(source)));
      const comment = folded(item.section);
      if (last?.comment !== comment || last.stage !== stage)
        last = { comment, stage, index: this.blocks.push({ kind: "logic", text: "", stage }) - 1 };
      const block = this.blocks[last.index];
      if (block !== undefined) block.text = textOf(item.section, block.text, signal);
      this.blockOf.set(signal, last.index);
      this.stageOf.set(signal, stage);
      this.link(sources, last.index);
      this.move(sources, stage);
    }
  }

  private addNextState({ signal, value, enable, reset }: Register): void {
    const to = this.blockOf.get(signal);
    if (to === undefined) return;
    for (const driver of [value, enable, reset])
      if (driver !== null) this.link(this.sourcesOf(driver), to, true);
  }

  private addOutputs(): void {
    const stages = Math.max(0, ...this.m.registers.map(({ signal }) => this.stage(signal)));
    for (const { name, width, value } of this.m.outputs) {
      if (width === 0) continue;
      const stage = this.isPipeline ? stages : 0;
      const index = this.blocks.push({ kind: "output", text: ranged({ name, width }), stage }) - 1;
      this.link(this.sourcesOf(value), index);
    }
  }

  private cuts(): { stage: number; bits: number }[] {
    if (!this.isPipeline) return [];
    const bits = new Map<number, number>();
    for (const signal of this.registers.keys()) {
      const stage = this.stage(signal);
      bits.set(stage, (bits.get(stage) ?? 0) + signal.width);
    }
    return [...bits].map(([stage, count]) => ({ stage, bits: count })).sort((a, b) => a.stage - b.stage);
  }

  private place(signal: Signal, kind: Block["kind"]): void {
    this.blockOf.set(signal, this.blocks.push({ kind, text: ranged(signal), stage: 0 }) - 1);
  }

  private link(sources: readonly Signal[], to: number, isNextState = false): void {
    for (const signal of sources.flatMap((source) => this.origins(source))) {
      const from = this.blockOf.get(signal);
      if (from === undefined || (from === to && !isNextState)) continue;
      const key = `${from} ${to}`;
      const link = this.links.get(key) ?? { from, to, signals: new Set<Signal>() };
      link.signals.add(signal);
      this.links.set(key, link);
    }
  }

  /** An input that no register carries stands in the stage that reads it. */
  private move(sources: readonly Signal[], stage: number): void {
    for (const signal of sources) {
      const block = this.blocks[this.blockOf.get(signal) ?? -1];
      if (block?.kind !== "input" || this.isCarried(signal)) continue;
      block.stage = this.isRead.has(signal) ? Math.min(block.stage, stage) : stage;
      this.isRead.add(signal);
    }
  }

  private isCarried(input: Signal): boolean {
    return [...this.registers.values()].some(({ value }) => dependencies(value).has(input));
  }

  private readonly sourcesOf = (value: Expression): Signal[] => [...dependencies(value)];

  /** The stage in which a signal is read: that of its wire, or the one that its register begins. */
  private stage(signal: Signal): number {
    const known = this.stageOf.get(signal);
    if (known !== undefined) return known;
    const register = this.isPipeline ? this.registers.get(signal) : undefined;
    const stage =
      register === undefined
        ? 0
        : 1 + Math.max(0, ...this.sourcesOf(register.value).map((source) => this.stage(source)));
    this.stageOf.set(signal, stage);
    return stage;
  }

  /** Through a pipeline's registers back to the wires and inputs that they carry. */
  private origins(signal: Signal): Signal[] {
    const register = this.isPipeline ? this.registers.get(signal) : undefined;
    if (register === undefined) return [signal];
    return this.sourcesOf(register.value).flatMap((source) => this.origins(source));
  }
}

/** `log[18:0]`, `sign` */
const ranged = ({ name, width }: { readonly name: string; readonly width: number }): string =>
  width === 1 ? name : `${name}[${width - 1}:0]`;

/** Levels of a tree are one box. */
const folded = (section: string): string => (level.test(section) ? "levels" : section);
const level = /^Level (\d+): /;

/** A box's text with one more wire in it: the section's comment, or wires' names where it has none. */
function textOf(section: string, before: string, { name }: Signal): string {
  if (section === "") return before === "" ? name : `${before}, ${name}`;
  const [, own] = level.exec(section) ?? [];
  const first = /^Levels? (\d+)/.exec(before)?.[1] ?? own;
  if (own === undefined || first === own) return section;
  return `Levels ${first} to ${own} of the tree: columns of bits are brought down to two`;
}
