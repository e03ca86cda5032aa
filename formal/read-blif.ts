import { constant, type Blif, type Register, type Table } from "./blif.js";
import { plainFlipFlop, type Pins } from "./flip-flops.js";
import { constantsIn } from "./origins.js";

/** A network of which some signals were left open; they are 0. */
export interface ReadBlif extends Blif {
  /** Those that Yosys' `setundef -anyseq` made of what is undefined. */
  readonly undefinedSignals: readonly string[];
}

/** Reads what Yosys writes, one line a statement. Its flip-flops become plain registers where they can. */
export function readBlif(text: string): ReadBlif {
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
  const undefinedSignals: string[] = [];
  for (const { kind, pins } of subcircuits) {
    if (kind === "$anyseq") {
      undefinedSignals.push(...Object.values(pins));
      continue;
    }
    const plain = plainFlipFlop(kind, pins, constantOf);
    if (plain === null) cells.push(kind);
    else {
      registers.push(plain.register);
      tables.push(...plain.tables);
    }
  }
  tables.push(...undefinedSignals.map((signal) => constant(false, signal)));
  const [top = ""] = named[".model"];
  return {
    ...{ top, inputs: named[".inputs"], outputs: named[".outputs"] },
    ...{ tables, registers, cells, undefinedSignals },
  };
}

/** `$_DFFE_PP_ C=clk D=d E=en Q=q` */
function subcircuit([kind = "", ...connections]: readonly string[]): { kind: string; pins: Pins } {
  return { kind, pins: Object.fromEntries(connections.map((each) => each.split("=") as [string, string])) };
}
