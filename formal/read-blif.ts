import type { Blif, Register, Table } from "./blif.js";
import { plainFlipFlop, type Pins } from "./flip-flops.js";
import { constantsIn } from "./origins.js";

/** Reads what Yosys writes, one line a statement. Its flip-flops become plain registers where they can. */
export function readBlif(text: string): Blif {
  const named: Record<".model" | ".inputs" | ".outputs", string[]> = {
    ".model": [],
    ".inputs": [],
    ".outputs": [],
  };
  const tables: Table[] = [];
  let rows: string[] = [];
  const registers: Register[] = [];
  const subcircuits: { kind: string; pins: Pins }[] = [];
  for (const line of text.split("\n")) {
    const [word = "", ...rest] = line.trim().split(/\s+/);
    switch (word) {
      case ".model":
      case ".inputs":
      case ".outputs":
        named[word].push(...rest);
        break;
      case ".names":
        rows = [];
        tables.push({ inputs: rest.slice(0, -1), output: rest.at(-1) ?? "", rows });
        break;
      case ".latch": {
        const [d = "", q = "", edge = "", clock = ""] = rest;
        registers.push({ d, q, edge, clock });
        break;
      }
      case ".subckt":
      case ".gate":
        subcircuits.push(subcircuit(rest));
        break;
      default:
        if (/^[01-]/.test(word)) rows.push(line.trim());
    }
  }
  const constantOf = constantsIn({ tables });
  const cells: string[] = [];
  for (const { kind, pins } of subcircuits) {
    const plain = plainFlipFlop(kind, pins, constantOf);
    if (plain === null) cells.push(kind);
    else {
      registers.push(plain.register);
      tables.push(...plain.tables);
    }
  }
  const [top = ""] = named[".model"];
  return { top, inputs: named[".inputs"], outputs: named[".outputs"], tables, registers, cells };
}

/** `$_DFFE_PP_ C=clk D=d E=en Q=q` */
function subcircuit([kind = "", ...connections]: readonly string[]): { kind: string; pins: Pins } {
  return { kind, pins: Object.fromEntries(connections.map((each) => each.split("=") as [string, string])) };
}
