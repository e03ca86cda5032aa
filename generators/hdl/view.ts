import type { Instance, Item, Module, Register } from "./module.js";
import type { Node } from "./expression.js";
import { layOut, lineWidth, wrap } from "./layout.js";
import { print } from "./print.js";
import { resetEvent, resetPort, type ResetStyle } from "./reset.js";
import type { Signal } from "./signal.js";

/** A module as the template prints it: strings and arrays only. */
export interface ModuleView {
  readonly name: string;
  /** Port declarations, each with its separating comma where one follows. */
  readonly ports: readonly string[];
  /** In the order in which the generator gave them; a section may have declarations, next states, or both. */
  readonly sections: readonly {
    /** The comment's lines, if it has one. */
    readonly comment: readonly string[];
    readonly lines: readonly string[];
    /** Assignments of next states: at the clock's edge, and in blocks of their own for what is reset without it. */
    readonly clocked: readonly { readonly event: string; readonly lines: readonly string[] }[];
  }[];
  readonly outputs: readonly string[];
}

const range = (width: number): string => (width === 1 ? "" : `[${width - 1}:0]`);

/** What is printed of a module. */
export interface Printed extends Pick<Module, "name" | "inputs" | "items" | "outputs"> {
  readonly isClocked: boolean;
  /** Wires that are output ports: assigned where they are defined, and declared in the header. */
  readonly ports: ReadonlySet<Signal>;
}

export const moduleView = (m: Module): ModuleView =>
  printedView({
    name: m.name,
    inputs: m.inputs,
    items: m.items,
    outputs: m.outputs,
    isClocked: m.registers.length > 0,
    ports: new Set(),
  });

export function printedView(m: Printed): ModuleView {
  const clock = m.isClocked ? [{ direction: "input ", name: "clk", width: 1 }] : [];
  const ports = [
    ...clock,
    ...m.inputs.map(({ name, width }) => ({ direction: "input ", name, width })),
    ...[...m.ports, ...m.outputs].map(({ name, width }) => ({ direction: "output", name, width })),
  ];
  const portRange = Math.max(...ports.map(({ width }) => range(width).length));
  return {
    name: m.name,
    ports: ports.map(({ direction, name, width }, index) => {
      const bits = range(width).padEnd(portRange);
      return `${direction} wire ${bits}${portRange > 0 ? " " : ""}${name}${index + 1 < ports.length ? "," : ""}`;
    }),
    sections: sections(m),
    outputs: m.outputs.flatMap(({ name, width, value }) =>
      layOut(`assign ${name} = ${print(value.node, width)};`, lineWidth - 2),
    ),
  };
}

/**
 * The items, split where the section changes; a section's comment may recur, in another scope. Declarations after next
 * states begin a group of their own, without a comment.
 */
function sections({ items, ports }: Printed): ModuleView["sections"] {
  const groups: Item[][] = [];
  for (const item of items) {
    const last = groups.at(-1)?.at(-1);
    const continues = last?.section === item.section && !(last.kind === "next" && item.kind !== "next");
    if (continues) groups.at(-1)?.push(item);
    else groups.push([item]);
  }
  return groups.map((members, index) => {
    const section = members[0]?.section ?? "";
    return {
      comment:
        section === "" || section === groups[index - 1]?.[0]?.section ? [] : wrap(section, lineWidth - 5),
      lines: [
        ...declarations(
          members.flatMap((item) => (item.kind === "declaration" ? [item.signal] : [])),
          ports,
        ),
        ...members.flatMap((item) => (item.kind === "instance" ? instanceLines(item.instance) : [])),
      ],
      clocked: clockedBlocks(members.flatMap((item) => (item.kind === "next" ? [item.register] : []))),
    };
  });
}

const instanceLines = ({ module, name, connections }: Instance): string[] => [
  ...(module.length + name.length + 5 > lineWidth ? [module, `  ${name} (`] : [`${module} ${name} (`]),
  ...connections.map(
    ([port, signal], index) => `  .${port}(${signal})${index + 1 < connections.length ? "," : ""}`,
  ),
  ");",
];

function declarations(signals: readonly Signal[], ports: ReadonlySet<Signal>): string[] {
  const [wires, registers] = (["wire", "register"] as const).map((kind) =>
    signals.filter((signal) => signal.kind === kind),
  ) as [Signal[], Signal[]];
  const widest = Math.max(0, ...signals.map(({ width }) => range(width).length));
  const bits = (width: number): string => (widest > 0 ? `${range(width).padEnd(widest)} ` : "");
  return [
    ...registers.map(({ name, width }) => `reg  ${bits(width)}${name};`),
    ...wires.flatMap((wire) => {
      const { name, width, value } = wire;
      if (value === null) return [`wire ${bits(width)}${name};`];
      const head = ports.has(wire) ? `assign ${name}` : `wire ${bits(width)}${name}`;
      return layOut(`${head} = ${print(value.node, width)};`, lineWidth - 2);
    }),
  ];
}

/** What registers react to: the clock, and an asynchronous reset. */
const eventOf = ({ asynchronous }: Register): string =>
  `posedge clk${asynchronous === null ? "" : ` or ${resetEvent(asynchronous.style)}`}`;

/**
 * Next states: one block for neighbours that react to the same. Synthesis wants an asynchronous reset's block to be one `if`,
 * so there the controls are the same too.
 */
const clockedBlocks = (registers: readonly Register[]): { event: string; lines: string[] }[] =>
  runs(registers, (each) =>
    each.asynchronous === null ? eventOf(each) : `${eventOf(each)} ${controls(each)}`,
  ).map((alike) => ({
    event: alike[0] === undefined ? "" : eventOf(alike[0]),
    lines: runs(alike, controls)
      .flatMap(clockedLines)
      .flatMap((line) => layOut(line, lineWidth - 4)),
  }));

/** Neighbours of which a function says the same, together. */
function runs<T>(items: readonly T[], of: (item: T) => string): T[][] {
  const found: T[][] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last?.[0] !== undefined && of(last[0]) === of(item)) last.push(item);
    else found.push([item]);
  }
  return found;
}

/** Assignments of the next states of registers that have the same controls. */
function clockedLines(group: readonly Register[]): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { enable, reset, asynchronous } = first;
  const take = group.map(({ signal: { name, width }, value }) => `${name} <= ${print(value.node, width)};`);
  const clear = group.map(({ signal: { name, width } }) => `${name} <= ${width}'b0;`);
  const enabled = enable === null ? "" : `if (${print(enable.node)})`;
  if (reset === null) return statement(enabled, take);
  // An asynchronous reset must stand alone, so what clears at the clock's edge follows it.
  const causes = asynchronous === null ? [condition(reset.node)] : [activeReset(asynchronous.style)];
  if (asynchronous?.clear != null) causes.push(condition(asynchronous.clear.node));
  return [
    ...causes.flatMap((cause, index) => statement(`${index > 0 ? "else " : ""}if (${cause})`, clear)),
    ...statement(`else ${enabled}`.trim(), take),
  ];
}

/** A condition; an inverted signal as is usual: `!rst_n`. */
const condition = (node: Node): string =>
  node.kind === "unary" && node.operator === "~" && node.of.kind === "signal"
    ? `!${print(node.of)}`
    : print(node);

const activeReset = (style: ResetStyle): string => `${style.active === "low" ? "!" : ""}${resetPort(style)}`;

const controls = ({ enable, reset }: Register): string =>
  [enable, reset].map((value) => (value === null ? "" : print(value.node))).join("|");

/** Assignments behind a condition, in a block if there are several. */
function statement(before: string, body: readonly string[]): string[] {
  if (before === "") return [...body];
  if (body.length === 1) return [`${before} ${body[0]}`];
  return [`${before} begin`, ...body.map((line) => `  ${line}`), "end"];
}
