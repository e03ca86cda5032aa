/** A function by the rows of its table that are 1: `01- 1`. */
export interface Table {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly rows: readonly string[];
}

/** A flip-flop. */
export interface Register {
  /** The signal that it takes. */
  readonly d: string;
  /** The signal that it drives. */
  readonly q: string;
  readonly clock: string;
  /** `re` for the rising edge. */
  readonly edge: string;
}

/** A circuit in Berkeley's logic interchange format, taken apart. */
export interface Blif {
  readonly top: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly tables: readonly Table[];
  readonly registers: readonly Register[];
  /** Kinds of cells that are neither gates nor such registers. */
  readonly cells: readonly string[];
}

/**
 * Reads what Yosys writes, one line a statement. Its registers with enable or reset, for which the format has no word,
 * become plain ones with gates before them.
 */
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
  const originOf = originsIn({ tables });
  const cells: string[] = [];
  for (const { kind, pins } of subcircuits) {
    const plain = plainRegister(kind, pins, originOf);
    if (plain === null) cells.push(kind);
    else {
      registers.push(plain.register);
      tables.push(...plain.tables);
    }
  }
  const [top = ""] = named[".model"];
  return { top, inputs: named[".inputs"], outputs: named[".outputs"], tables, registers, cells };
}

/** Signals by the pins that they are connected to. */
type Pins = Readonly<Record<string, string>>;

/** `$_DFFE_PP_ C=clk D=d E=en Q=q` */
function subcircuit([kind = "", ...connections]: readonly string[]): { kind: string; pins: Pins } {
  return { kind, pins: Object.fromEntries(connections.map((each) => each.split("=") as [string, string])) };
}

/**
 * What a flip-flop of Yosys does, whose kind says it: the edges and levels that are active, and to what it is reset.
 * An asynchronous reset must be tied off. Null for all other cells.
 */
function plainRegister(kind: string, pins: Pins, originOf: (signal: string) => Origin) {
  const [, name, levels = ""] = /^\$_(DFF|DFFE|SDFF|SDFFE|SDFFCE)_([PN01]+)_$/.exec(kind) ?? [];
  if (name === undefined) return null;
  const { C: clock = "", D = "", Q: q = "", R = "", E = "" } = pins;
  const isReset = "R" in pins;
  const [edge, resetLevel, resetValue] = levels;
  const enableLevel = levels.at(-1);
  const register = (d: string) => ({ d, q, clock, edge: edge === "P" ? "re" : "fe" });
  if (isReset && !name.startsWith("S")) {
    const { signal, inverted } = originOf(R);
    const idle = ((signal === "$true") !== inverted) === (resetLevel === "N");
    const isTied = idle && /^\$(?:true|false)$/.test(signal);
    return isTied && !("E" in pins) ? { register: register(D), tables: [] } : null;
  }
  const tables: Table[] = [];
  const chosen = (level: string | undefined, control: string, then: string | null, otherwise: string) => {
    const output = `next${tables.length}.${q}`;
    const bit = level === "P" ? "1" : "0";
    const not = level === "P" ? "0" : "1";
    // then: a signal, or null for the value that a reset gives
    tables.push(
      then === null
        ? {
            inputs: [control, otherwise],
            output,
            rows: resetValue === "1" ? [`${bit}- 1`, `-1 1`] : [`${not}1 1`],
          }
        : { inputs: [control, then, otherwise], output, rows: [`${bit}1- 1`, `${not}-1 1`] },
    );
    return output;
  };
  const enabled = (d: string) => ("E" in pins ? chosen(enableLevel, E, d, q) : d);
  const reset = (d: string) => (isReset ? chosen(resetLevel, R, null, d) : d);
  // SDFFCE is reset only where it is enabled
  return { register: register(name === "SDFFCE" ? enabled(reset(D)) : reset(enabled(D))), tables };
}

/** A table as text. */
export const printTable = ({ inputs, output, rows }: Table): string =>
  [`.names ${[...inputs, output].join(" ")}`, ...rows].join("\n");

/** What a signal is the same as, or the complement of. */
export interface Origin {
  readonly signal: string;
  readonly inverted: boolean;
}

/** Looks through buffers and inverters, back to what drives a signal. */
export function originsIn({ tables }: Pick<Blif, "tables">): (signal: string) => Origin {
  const drivers = new Map(tables.map((table) => [table.output, table]));
  return (signal) => {
    const seen = new Set<string>();
    let origin: Origin = { signal, inverted: false };
    // a loop of buffers has no origin
    while (!seen.has(origin.signal)) {
      seen.add(origin.signal);
      const driver = drivers.get(origin.signal);
      const [from] = driver?.inputs ?? [];
      const [row] = driver?.rows ?? [];
      if (driver?.inputs.length !== 1 || driver.rows.length !== 1 || from === undefined) break;
      if (row !== "1 1" && row !== "0 1") break;
      origin = { signal: from, inverted: origin.inverted !== (row === "0 1") };
    }
    return origin;
  };
}

/**
 * Why a circuit is not one of plain registers that all take what they are given at the rising edge of `clk`;
 * undefined where it is.
 */
export function clockFault(blif: Blif): string | undefined {
  const [cell] = blif.cells;
  if (cell !== undefined) return `a ${cell} is no plain register`;
  const originOf = originsIn(blif);
  const other = blif.registers.find(({ clock, edge }) => {
    const { signal, inverted } = originOf(clock);
    return signal !== "clk" || inverted === (edge === "re");
  });
  return other && `the register of ${other.q} is not clocked by the rising edge of clk`;
}
