import type { Block } from "./block.js";
import { Expression, references } from "./expression.js";
import { isKeyword } from "./keywords.js";
import type { Item, Output } from "./module.js";
import { slice } from "./nodes.js";
import { Signal } from "./signal.js";
import { substitute } from "./substitute.js";
import { printedView } from "./view.js";

/** Which bits of a signal are used in a block, or outside of all: null. */
export type Uses = ReadonlyMap<Signal, ReadonlyMap<Block | null, ReadonlySet<number>>>;

export function usedAcross(items: readonly Item[], outputs: readonly Output[]): Uses {
  const uses = new Map<Signal, Map<Block | null, Set<number>>>();
  const note = (where: Block | null, value: Expression | null): void => {
    for (const { signal, high, low } of value === null ? [] : references(value.node)) {
      const users = uses.get(signal) ?? new Map<Block | null, Set<number>>();
      const bits = users.get(where) ?? new Set();
      for (let bit = low; bit <= high; bit++) bits.add(bit);
      uses.set(signal, users.set(where, bits));
    }
  };
  for (const item of items)
    if (item.kind === "declaration") note(item.signal.block, item.signal.value);
    else if (item.kind === "next")
      for (const value of [item.register.value, item.register.enable, item.register.reset]) note(null, value);
  for (const { value } of outputs) note(null, value);
  return uses;
}

/** Neighbouring bits. */
export interface Run {
  readonly high: number;
  readonly low: number;
}

/** Neighbouring bits of which a function says the same, the highest first; those of which it says nothing are left out. */
export function runsOf(width: number, of: (bit: number) => string): Run[] {
  const runs: (Run & { readonly said: string })[] = [];
  for (let bit = width - 1; bit >= 0; bit--) {
    const said = of(bit);
    const last = runs.at(-1);
    if (said === "") continue;
    if (last?.low === bit + 1 && last.said === said) runs[runs.length - 1] = { ...last, low: bit };
    else runs.push({ high: bit, low: bit, said });
  }
  return runs;
}

/** A run's name: the signal's where it is all of it. */
export const nameOf = (name: string, { high, low }: Run, width: number): string =>
  high - low + 1 === width ? name : high === low ? `${name}_${high}` : `${name}_${high}_${low}`;

/** A block in the words of its own module. */
export class LocalBlock {
  /** Signals of the whole by name there, in the order of the text. */
  readonly imports: readonly { readonly signal: Signal; readonly run: Run; readonly local: Signal }[];
  readonly wires: readonly { readonly signal: Signal; readonly local: Signal }[];
  /** Bits of its wires that are used outside. */
  readonly exported: ReadonlyMap<string, ReadonlySet<number>>;
  /** What it computes, in its own names. */
  readonly text: string;

  constructor(
    readonly block: Block,
    items: readonly Item[],
    uses: Uses,
  ) {
    const own = items.flatMap((item) =>
      item.kind === "declaration" && item.signal.block === block ? [item.signal] : [],
    );
    const taken = new Set(own.map((signal) => this.#plain(signal.name)));
    this.imports = [...uses].flatMap(([signal, users]) => {
      const bits = signal.block === block ? undefined : users.get(block);
      if (bits === undefined) return [];
      const plain = this.#plain(signal.name);
      const name = taken.has(plain) ? `${plain}_in` : plain;
      return runsOf(signal.width, (bit) => (bits.has(bit) ? "used" : "")).map((run) => {
        const local = new Signal("input", nameOf(name, run, signal.width), run.high - run.low + 1, null, "");
        return { signal, run, local };
      });
    });
    const made = new Map<Signal, Signal>();
    this.wires = own.map((signal) => {
      const local = new Signal(
        "wire",
        this.#plain(signal.name),
        signal.width,
        signal.value && this.#rewritten(signal.value, made),
        this.#section(signal.section),
      );
      made.set(signal, local);
      return { signal, local };
    });
    this.exported = new Map(
      this.wires.flatMap(({ signal, local }) => {
        const outside = [...(uses.get(signal) ?? [])].filter(([user]) => user !== block);
        const bits = new Set(outside.flatMap(([, each]) => [...each]));
        return bits.size === 0 ? [] : [[local.name, bits] as const];
      }),
    );
    this.text = JSON.stringify(
      printedView({
        name: "",
        inputs: this.imports.map(({ local }) => local),
        items: declared(this.wires.map(({ local }) => local)),
        outputs: [],
        isClocked: false,
        ports: new Set(),
      }),
    );
  }

  /** A pipeline's registers are called after what they hold: `x_s1`. */
  #plain(name: string): string {
    const { prefix, operands } = this.block;
    const [, held = name, stage = ""] = /^(.*?)(_s\d+|_stage\d+)?$/.exec(name) ?? [];
    const operand = operands.get(name) ?? operands.get(held);
    if (operand !== undefined) return operand + (operands.has(name) ? "" : stage);
    const behind = prefix !== "" && name.startsWith(prefix) ? name.slice(prefix.length) : "";
    return /^[a-zA-Z]/.test(behind) && !isKeyword(behind) ? behind : name;
  }

  #section(comment: string): string {
    return [...this.block.operands].reduce(
      (text, [name, local]) => text.replaceAll(new RegExp(`\\b${name}(?=:)`, "g"), local),
      comment,
    );
  }

  #rewritten({ node }: Expression, made: ReadonlyMap<Signal, Signal>): Expression {
    return new Expression(
      substitute(node, (signal, high, low) => {
        const own = made.get(signal);
        if (own !== undefined) return slice(own, high, low);
        const found = this.imports.find(
          ({ signal: from, run }) => from === signal && run.high >= high && run.low <= low,
        );
        return found === undefined
          ? slice(signal, high, low)
          : slice(found.local, high - found.run.low, low - found.run.low);
      }),
    );
  }
}

export const declared = (signals: readonly Signal[]): Item[] =>
  signals.map((signal) => ({ kind: "declaration", section: signal.section, signal }));
