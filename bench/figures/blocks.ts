/** When a figure is made again: with every test, with the long ones, or by hand only. */
export type Pace = "fast" | "deep" | "slow";

/**
 * A measured table or text in a page, with the command that makes it:
 *
 *     <!-- figures: tapir synth PositMult n=16 es=1 --markdown -->
 *
 *     | design | … |
 *
 * `figures fast:` is made again with every test, `figures:` with the long ones, `figures slow:` by hand only. What follows is a
 * table, or a block between fences; nothing else of the command's output is kept. `figures without seconds, verdict:` leaves out
 * these columns of a table, for what differs from run to run.
 */
export interface FigureBlock {
  readonly command: string;
  readonly pace: Pace;
  /** Titles of columns that the page leaves out. */
  readonly without: readonly string[];
  /** The table, or what is between the fences. */
  readonly text: string;
  /** Where `text` begins in the page. */
  readonly at: number;
  readonly isTable: boolean;
}

const marker =
  /^<!-- figures(?: (?<pace>fast|slow))?(?: without (?<without>[^:]+))?: (?<command>[^>]*?) -->\n\n?(?:```\w*\n(?<fenced>[^]*?)\n```|(?<table>(?:\|.*\n?)+))/dgm;

/** The measured blocks of a page. @throws {Error} a marker has neither a table nor a block behind it */
export function figureBlocks(page: string): FigureBlock[] {
  const found = [...page.matchAll(marker)].map(({ groups = {}, indices }): FigureBlock => {
    const isTable = groups.table !== undefined;
    const text = (groups.table ?? groups.fenced ?? "").trimEnd();
    return {
      command: (groups.command ?? "").replaceAll(/\s+/g, " "),
      pace: (groups.pace as Pace | undefined) ?? "deep",
      without: groups.without?.split(", ") ?? [],
      text,
      at: indices?.groups?.[isTable ? "table" : "fenced"]?.[0] ?? 0,
      isTable,
    };
  });
  // a page that speaks of markers has them within a line
  const markers = page.match(/^<!-- figures/gm)?.length ?? 0;
  if (markers !== found.length)
    throw new Error(`${markers - found.length} of ${markers} markers have no table or block behind them`);
  return found;
}

/** What a block would hold of a command's output. @throws {Error} there is no column of a title that is left out */
export function shownOf({ isTable, without }: FigureBlock, output: string): string {
  if (!isTable) return output.trimEnd();
  const rows = output
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map(cellsOf);
  const titles = rows[0]?.map((cell) => cell.trim()) ?? [];
  const strange = without.find((title) => !titles.includes(title));
  if (strange !== undefined) throw new Error(`no column is '${strange}', among ${titles.join(", ")}`);
  return rows
    .map((row) => `|${row.filter((_, index) => !without.includes(titles[index] ?? "")).join("|")}|`)
    .join("\n");
}

/** `| a | b |` is [" a ", " b "]: the space that lines up columns is kept, and a bar in a cell is `\|`. */
const cellsOf = (line: string): string[] => line.split(/(?<!\\)\|/).slice(1, -1);

/** The page with the blocks' texts replaced. */
export function withTexts(page: string, texts: ReadonlyMap<FigureBlock, string>): string {
  const fromTheEnd = [...texts].sort(([one], [other]) => other.at - one.at);
  return fromTheEnd.reduce(
    (made, [{ at, text }, replacement]) => made.slice(0, at) + replacement + made.slice(at + text.length),
    page,
  );
}
