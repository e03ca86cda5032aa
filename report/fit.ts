import { stripVTControlCharacters } from "node:util";

/** A column of texts: its heading and a text a row. */
export interface TextColumn {
  readonly title: string;
  /** Numbers stand on the right and are never broken. */
  readonly isNumber: boolean;
  readonly cells: readonly string[];
}

const gap = "  ";

/**
 * A table of texts in a terminal's columns. One that is too wide is fitted:
 *
 *   1. headings break at spaces, then texts do, the widest first
 *   2. if that is not enough, each row becomes a list, a line for each column
 *
 * @param width of the terminal; undefined: as wide as it gets
 */
export function fit(columns: readonly TextColumn[], width = Infinity): string {
  const natural = columns.map(({ title, cells }) => widest([title, ...cells]));
  if (total(natural) <= width) return grid(columns, natural);
  const least = columns.map(({ title, isNumber, cells }) =>
    Math.max(longestWord(title), isNumber ? widest(cells) : Math.max(...cells.map(longestWord), 0)),
  );
  return total(least) <= width ? grid(columns, between(least, natural, width)) : list(columns, width);
}

const total = (widths: readonly number[]): number =>
  widths.reduce((sum, each) => sum + each, 0) + gap.length * Math.max(widths.length - 1, 0);

/** Widths of at least `least` and at most `natural` that fill a line: what is left goes to the narrowest first. */
function between(least: readonly number[], natural: readonly number[], width: number): number[] {
  const widths = [...least];
  for (let left = width - total(least); left > 0; left--) {
    const open = widths.flatMap((each, at) => (each < (natural[at] ?? 0) ? [at] : []));
    const [next] = open.sort((one, other) => (widths[one] ?? 0) - (widths[other] ?? 0));
    if (next === undefined) break;
    widths[next] = (widths[next] ?? 0) + 1;
  }
  return widths;
}

function grid(columns: readonly TextColumn[], widths: readonly number[]): string {
  const rows = columns[0]?.cells.map((_, row) => columns.map(({ cells }) => cells[row] ?? "")) ?? [];
  const lines = [columns.map(({ title }) => title), ...rows].flatMap((texts) => {
    const broken = texts.map((text, at) => wrap(text, widths[at] ?? 0));
    const height = Math.max(...broken.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      broken
        .map((parts, at) => {
          const text = parts[line] ?? "";
          const space = " ".repeat(Math.max((widths[at] ?? 0) - widthOf(text), 0));
          return columns[at]?.isNumber === true ? space + text : text + space;
        })
        .join(gap)
        .trimEnd(),
    );
  });
  return lines.join("\n");
}

/** Each row as a list: its headings on the left, its texts on the right; a heading that is empty goes with the one before. */
function list(columns: readonly TextColumn[], width: number): string {
  const titles = columns.map(({ title }) => title);
  const pad = widest(titles);
  const room = Math.max(width - pad - gap.length, 10);
  const rows = columns[0]?.cells.map((_, row) =>
    columns
      .flatMap(({ title, cells }) => {
        const text = cells[row] ?? "";
        return text === ""
          ? []
          : wrap(text, room).map((part, line) => `${(line === 0 ? title : "").padEnd(pad)}${gap}${part}`);
      })
      .map((line) => line.trimEnd())
      .join("\n"),
  );
  return (rows ?? []).join("\n\n");
}

/** Breaks a text at spaces into lines of a width; a longer word stays whole. */
function wrap(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ +/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

const longestWord = (text: string): number => widest(text.split(" "));

const widest = (texts: readonly string[]): number => Math.max(...texts.map(widthOf), 0);

/** Characters, colours left out; those of twice the width do not occur in designs and figures. */
const widthOf = (text: string): number => stripVTControlCharacters(text).length;
