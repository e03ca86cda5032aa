import type { Module, Register } from "./module.js";
import { print } from "./print.js";
import type { Signal } from "./signal.js";

/** A module as the template prints it: strings and arrays only. */
export interface ModuleView {
  readonly name: string;
  /** Port declarations, each with its separating comma where one follows. */
  readonly ports: readonly string[];
  readonly sections: readonly { readonly comment: string; readonly lines: readonly string[] }[];
  /** Declarations of the registers. */
  readonly registers: readonly string[];
  /** What each register takes at the clock. */
  readonly clocked: readonly string[];
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
    registers: m.registers.map(({ signal: { name, width } }) =>
      ["reg", range(width), `${name};`].filter((part) => part !== "").join(" "),
    ),
    clocked: m.registers.flatMap(clockedLines),
    outputs: m.outputs.map(({ name, width, value }) => `assign ${name} = ${print(value.node, width)};`),
  };
}

/** The wires, split where the section changes: a section's name may recur in another scope. */
function sections(m: Module): ModuleView["sections"] {
  const groups: Signal[][] = [];
  for (const wire of m.wires) {
    const current = groups.at(-1);
    if (current?.[0]?.section === wire.section) current.push(wire);
    else groups.push([wire]);
  }
  return groups.map((members) => ({ comment: members[0]?.section ?? "", lines: declarations(members) }));
}

function declarations(wires: readonly Signal[]): string[] {
  const widest = Math.max(...wires.map(({ width }) => range(width).length));
  return wires.map(({ name, width, value }) => {
    const bits = widest > 0 ? `${range(width).padEnd(widest)} ` : "";
    return `wire ${bits}${name} = ${value === null ? "" : print(value.node, width)};`;
  });
}

function clockedLines({ signal: { name, width }, value, enable, reset }: Register): string[] {
  const take = `${name} <= ${print(value.node, width)};`;
  const enabled = enable === null ? take : `if (${print(enable.node)}) ${take}`;
  if (reset === null) return [enabled];
  return [`if (${print(reset.node)}) ${name} <= ${width}'b0;`, `else ${enabled}`];
}
