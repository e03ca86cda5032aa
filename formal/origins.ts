import type { Blif } from "./blif.js";

/** The signal that another one equals, or is the complement of. */
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

/** What keeps a network from being one of plain registers at the rising edge of `clk`; undefined where nothing does. */
export function clockObstacle(blif: Blif): string | undefined {
  const [cell] = blif.cells;
  if (cell !== undefined) return `a ${cell} is no plain register`;
  const originOf = originsIn(blif);
  const other = blif.registers.find(({ clock, edge }) => {
    const { signal, inverted } = originOf(clock);
    return signal !== "clk" || inverted === (edge === "re");
  });
  return other && `the register of ${other.q} is not clocked by the rising edge of clk`;
}
