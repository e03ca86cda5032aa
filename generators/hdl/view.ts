import type { Item, Module, Register } from "./module.js";
import { print } from "./print.js";
import type { Signal } from "./signal.js";

/** A module as the template prints it: strings and arrays only. */
export interface ModuleView {
  readonly name: string;
  /** Port declarations, each with its separating comma where one follows. */
  readonly ports: readonly string[];
  /** In the order in which the generator gave them; a section may have declarations, next states, or both. */
  readonly sections: readonly {
    readonly comment: string;
    readonly lines: readonly string[];
    /** Assignments of next states at the clock's edge. */
    readonly clocked: readonly string[];
  }[];
  readonly outputs: readonly string[];
}

const range = (width: number): string => (width === 1 ? "" : `[${width - 1}:0]`);

export function moduleView(m: Module): ModuleView {
  const clock = m.registers.length > 0 ? [{ direction: "input ", name: "clk", width: 1 }] : [];
  const ports = [
    ...clock,
    ...m.inputs.map(({ name, width }) => ({ direction: "input ", name, width })),
    ...m.outputs.map(({ name, width }) => ({ direction: "output", name, width })),
  ];
  const portRange = Math.max(...ports.map(({ width }) => range(width).length));
  return {
    name: m.name,
    ports: ports.map(({ direction, name, width }, index) => {
      const bits = range(width).padEnd(portRange);
      return `${direction} wire ${bits}${portRange > 0 ? " " : ""}${name}${index + 1 < ports.length ? "," : ""}`;
    }),
    sections: sections(m),
    outputs: m.outputs.map(({ name, width, value }) => `assign ${name} = ${print(value.node, width)};`),
  };
}

/**
 * The items, split where the section changes; a section's comment may recur, in another scope. Declarations after next
 * states begin a group of their own, without a comment.
 */
function sections({ items }: Module): ModuleView["sections"] {
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
      comment: section === groups[index - 1]?.[0]?.section ? "" : section,
      lines: declarations(members.flatMap((item) => (item.kind === "next" ? [] : [item.signal]))),
      clocked: clockedLines(members.flatMap((item) => (item.kind === "next" ? [item.register] : []))),
    };
  });
}

function declarations(signals: readonly Signal[]): string[] {
  const [wires, registers] = (["wire", "register"] as const).map((kind) =>
    signals.filter((signal) => signal.kind === kind),
  ) as [Signal[], Signal[]];
  const widest = Math.max(0, ...signals.map(({ width }) => range(width).length));
  const bits = (width: number): string => (widest > 0 ? `${range(width).padEnd(widest)} ` : "");
  return [
    ...registers.map(({ name, width }) => `reg  ${bits(width)}${name};`),
    ...wires.map(
      ({ name, width, value }) =>
        `wire ${bits(width)}${name} = ${value === null ? "" : print(value.node, width)};`,
    ),
  ];
}

/** Assignments of next states; neighbours with the same controls stand in one block. */
function clockedLines(registers: readonly Register[]): string[] {
  const alike: Register[][] = [];
  for (const register of registers) {
    const group = alike.at(-1);
    if (group?.[0] !== undefined && controls(group[0]) === controls(register)) group.push(register);
    else alike.push([register]);
  }
  return alike.flatMap((group) => {
    const [{ enable, reset } = { enable: null, reset: null }] = group;
    const take = group.map(({ signal: { name, width }, value }) => `${name} <= ${print(value.node, width)};`);
    const clear = group.map(({ signal: { name, width } }) => `${name} <= ${width}'b0;`);
    const enabled = enable === null ? "" : `if (${print(enable.node)})`;
    if (reset === null) return statement(enabled, take);
    return [...statement(`if (${print(reset.node)})`, clear), ...statement(`else ${enabled}`.trim(), take)];
  });
}

const controls = ({ enable, reset }: Register): string =>
  [enable, reset].map((value) => (value === null ? "" : print(value.node))).join("|");

/** Assignments behind a condition, in a block if there are several. */
function statement(before: string, body: readonly string[]): string[] {
  if (before === "") return [...body];
  if (body.length === 1) return [`${before} ${body[0]}`];
  return [`${before} begin`, ...body.map((line) => `  ${line}`), "end"];
}
