import type { Block } from "./block.js";
import { Expression, type Node } from "./expression.js";
import { declared, LocalBlock, nameOf, runsOf, usedAcross, type Run } from "./local-block.js";
import type { Instance, Item, Module, Output, Register } from "./module.js";
import { concat, slice } from "./nodes.js";
import { Signal } from "./signal.js";
import { substitute } from "./substitute.js";
import { print } from "./print.js";
import { printedView, type ModuleView, type Printed } from "./view.js";

/*
 * A module whose blocks are printed as modules of their own:
 *
 *     x_sign, x_tail, … │ y_sign, y_tail, … │ product, … │ r         a flat module, its wires marked with their blocks
 *            │                   │                │
 *            └───── decoder ─────┘           multiplier              one module for blocks that read alike
 *
 * Ports are as wide as the bits that are used on their other side, so that no linter finds a bit that nobody reads.
 */

/** The top module, behind it those of its blocks, each kind once. */
export function hierarchicalViews(m: Module): ModuleView[] {
  const { items, outputs } = m;
  const blocks = [...new Set(items.flatMap((item) => blockOf(item) ?? []))];
  const used = usedAcross(items, outputs);
  const kinds = sharedModules(
    m.name,
    blocks.map((block) => new LocalBlock(block, items, used)),
  );
  const top = topModule(m, kinds);
  return [printedView(top), ...kinds.map(({ printed }) => printedView(printed))];
}

/** Whether a module has blocks. */
export const hasBlocks = (m: Module): boolean => m.items.some((item) => blockOf(item) !== null);

const blockOf = (item: Item): Block | null => (item.kind === "declaration" ? item.signal.block : null);

/** A module, and the blocks that it is printed for. */
interface SharedModule {
  readonly printed: Printed;
  readonly blocks: readonly LocalBlock[];
  /** Its outputs: bits of its wires, by name there. A block uses all bits of an output, or none. */
  readonly outputs: ReadonlyMap<string, readonly Run[]>;
}

function sharedModules(top: string, blocks: readonly LocalBlock[]): SharedModule[] {
  const alike = new Map<string, LocalBlock[]>();
  for (const local of blocks) {
    const key = local.block.kind + local.text;
    alike.set(key, [...(alike.get(key) ?? []), local]);
  }
  const counts = new Map<string, number>();
  return [...alike.values()].map((members): SharedModule => {
    const [first] = members;
    if (first === undefined) throw new RangeError("no blocks");
    const { kind } = first.block;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const locals = first.wires.map(({ local }) => local);
    const usersOf = (name: string, bit: number): string =>
      members.flatMap(({ exported }, index) => (exported.get(name)?.has(bit) ? [index] : [])).join();
    const runs = new Map(
      locals.map(({ name, width }) => [name, runsOf(width, (bit) => usersOf(name, bit))] as const),
    );
    const isWhole = ({ name, width }: Signal): boolean =>
      runs.get(name)?.[0]?.low === 0 && runs.get(name)?.[0]?.high === width - 1;
    const outputs = locals.flatMap((local): Output[] =>
      isWhole(local)
        ? []
        : (runs.get(local.name) ?? []).map((run) => ({
            name: nameOf(local.name, run, local.width),
            width: run.high - run.low + 1,
            value: local.bits(run.high, run.low),
          })),
    );
    return {
      blocks: members,
      outputs: runs,
      printed: {
        name: `${top}_${kind}${count === 1 ? "" : `_${count}`}`,
        inputs: first.imports.map(({ local }) => local),
        items: declared(locals),
        outputs,
        isClocked: false,
        ports: new Set(locals.filter(isWhole)),
      },
    };
  });
}

/** The whole module with instances in the place of its blocks. */
function topModule(m: Module, kinds: readonly SharedModule[]): Printed {
  const outputs = new Map(
    kinds.flatMap((shared) => shared.blocks.map((local) => [local.block, outputsOf(local, shared)] as const)),
  );
  const wires = new Map<Signal, BlockOutput[]>();
  for (const output of [...outputs.values()].flat())
    wires.set(output.signal, [...(wires.get(output.signal) ?? []), output]);
  const bitsOf = (signal: Signal, high: number, low: number): Node => {
    const parts = wires.get(signal);
    if (parts === undefined) return slice(signal, high, low);
    const own = parts.filter(({ run }) => run.low <= high && run.high >= low);
    return concat(
      own.map(({ run, wire }) =>
        slice(wire, Math.min(high, run.high) - run.low, Math.max(low, run.low) - run.low),
      ),
    );
  };
  const rewrite = ({ node }: Expression): Expression => new Expression(substitute(node, bitsOf));
  const instances = new Map(
    kinds.flatMap(({ printed: { name }, blocks }) =>
      blocks.map((local): [Block, Instance] => [
        local.block,
        {
          module: name,
          name: instanceName(local.block, m),
          connections: [
            ...local.imports.map(({ signal, run, local: { name } }): [string, string] => [
              name,
              print(rewrite(signal.bits(run.high, run.low)).node),
            ]),
            ...(outputs.get(local.block) ?? []).map(({ port, wire }): [string, string] => [port, wire.name]),
          ],
        },
      ]),
    ),
  );
  const places = new Map<Block, Signal[]>();
  for (const item of m.items)
    if (item.kind === "declaration" && item.signal.block !== null)
      places.set(item.signal.block, [...(places.get(item.signal.block) ?? []), item.signal]);
  const items = m.items.flatMap((item): Item[] => {
    if (item.kind === "instance") return [item];
    if (item.kind === "next") return [{ ...item, register: rewritten(item.register, rewrite) }];
    const { signal } = item;
    const { name, width, value, section, block, kind } = signal;
    if (block === null)
      return [{ ...item, signal: new Signal(kind, name, width, value && rewrite(value), section) }];
    const own = places.get(block) ?? [];
    const comment = own[0]?.section ?? "";
    const instance = instances.get(block);
    return [
      ...(own[0] === signal
        ? (outputs.get(block) ?? []).map(({ wire }): Item => ({
            kind: "declaration",
            section: comment,
            signal: wire,
          }))
        : []),
      ...(own.at(-1) === signal && instance !== undefined
        ? [{ kind: "instance" as const, section: comment, instance }]
        : []),
    ];
  });
  return {
    name: m.name,
    inputs: m.inputs,
    items,
    outputs: m.outputs.map((output) => ({ ...output, value: rewrite(output.value) })),
    isClocked: m.registers.length > 0,
    ports: new Set(),
  };
}

/** An output of a block's instance, and the wire that it drives. */
interface BlockOutput {
  readonly signal: Signal;
  readonly run: Run;
  readonly port: string;
  readonly wire: Signal;
}

/** Where only others like it are asked for an output, its wire says that it is unused, in a word that linters know. */
function outputsOf({ wires, exported }: LocalBlock, { outputs }: SharedModule): BlockOutput[] {
  return wires.flatMap(({ signal, local: { name } }) =>
    (outputs.get(name) ?? []).map((run): BlockOutput => {
      const isUsed = exported.get(name)?.has(run.low) === true;
      const called = nameOf(signal.name, run, signal.width) + (isUsed ? "" : "_unused");
      const wire = new Signal("wire", called, run.high - run.low + 1, null, signal.section);
      return { signal, run, port: nameOf(name, run, signal.width), wire };
    }),
  );
}

function rewritten(register: Register, rewrite: (value: Expression) => Expression): Register {
  const { value, enable, reset, asynchronous } = register;
  return {
    ...register,
    value: rewrite(value),
    enable: enable && rewrite(enable),
    reset: reset && rewrite(reset),
    asynchronous: asynchronous && {
      ...asynchronous,
      clear: asynchronous.clear && rewrite(asynchronous.clear),
    },
  };
}

function instanceName({ prefix, kind }: Block, m: Module): string {
  const name = prefix + kind;
  const isTaken = m.items.some((item) => item.kind === "declaration" && item.signal.name === name);
  return isTaken ? `${name}_block` : name;
}
