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
 * table, or a block between fences; nothing else of the command's output is kept.
 */
export interface FigureBlock {
  readonly command: string;
  readonly pace: Pace;
  /** The table, or what is between the fences. */
  readonly text: string;
  /** Where `text` begins in the page. */
  readonly at: number;
  readonly isTable: boolean;
}

const marker =
  /^<!-- figures(?: (?<pace>fast|slow))?: (?<command>[^>]*?) -->\n\n?(?:```\w*\n(?<fenced>[^]*?)\n```|(?<table>(?:\|.*\n?)+))/dgm;

/** The measured blocks of a page. @throws {Error} a marker has neither a table nor a block behind it */
export function figureBlocks(page: string): FigureBlock[] {
  const found = [...page.matchAll(marker)].map(({ groups = {}, indices }): FigureBlock => {
    const isTable = groups.table !== undefined;
    const text = (groups.table ?? groups.fenced ?? "").trimEnd();
    return {
      command: (groups.command ?? "").replaceAll(/\s+/g, " "),
      pace: (groups.pace as Pace | undefined) ?? "deep",
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

/** What a block would hold of a command's output. */
export const shownOf = ({ isTable }: FigureBlock, output: string): string =>
  isTable
    ? output
        .split("\n")
        .filter((line) => line.startsWith("|"))
        .join("\n")
    : output.trimEnd();

/** The page with the blocks' texts replaced. */
export function withTexts(page: string, texts: ReadonlyMap<FigureBlock, string>): string {
  const fromTheEnd = [...texts].sort(([one], [other]) => other.at - one.at);
  return fromTheEnd.reduce(
    (made, [{ at, text }, replacement]) => made.slice(0, at) + replacement + made.slice(at + text.length),
    page,
  );
}
