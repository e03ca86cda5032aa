import { figure } from "../numbers.js";
import { textWidth } from "../svg-text.js";
import { rectangle, svg, type Mark, type Text } from "./chart.js";
import { linear } from "./scale.js";

/** A design's area by parts. */
export interface AreaBar {
  readonly design: string;
  /** In the unit of the chart. */
  readonly parts: Readonly<Record<string, number>>;
  /** What is said at the bar's end, behind its area. */
  readonly note: string;
}

/** Told apart by the colour-blind too: M. Okabe, K. Ito, "Color universal design". */
const colours: Readonly<Record<string, string>> = {
  decode: "#56b4e9",
  core: "#e69f00",
  encode: "#009e73",
  registers: "#8a939c",
};

/** Another figure of the same designs, a bar each. */
export interface OtherBars {
  /** With its unit. */
  readonly title: string;
  readonly decimals: number;
  readonly bars: readonly { readonly design: string; readonly value: number }[];
}

const [width, left, right] = [760, 24, 736];
const [top, row, height] = [62, 76, 26];
/** Of another figure: how high its heading is, and a design's row; how long its bars are, and what is said behind them. */
const [otherHeading, otherRow, otherBar, behind] = [40, 24, 310, 150] as const;

/**
 * Areas as stacked bars, an SVG file. Beneath each bar stand its parts, so that colours say nothing alone.
 * @param others other figures, drawn below, with their ratio to the first design's
 */
export function areaChart(
  unit: string,
  description: readonly string[],
  bars: readonly AreaBar[],
  others: readonly OtherBars[] = [],
): string {
  const sums = bars.map(({ parts }) => Object.values(parts).reduce((sum, area) => sum + area, 0));
  const x = linear([0, Math.max(...sums, 1e-9)], [left, right]);
  const marks: Mark[] = [];
  const texts: Text[] = [];
  for (const [index, { design, parts, note }] of bars.entries()) {
    const y = top + index * row;
    const sum = sums[index] ?? 0;
    const said = [`${figure(sum, sum < 100 ? 1 : 0)} ${unit}`, ...(note === "" ? [] : [note])].join(", ");
    texts.push({ x: left, y: y - 7, text: `${design}: ${said}`, anchor: "start" });
    let from = 0;
    const shares: string[] = [];
    for (const [part, area] of Object.entries(parts)) {
      if (area === 0) continue;
      const path = rectangle(x(from), y, x(from + area) - x(from), height);
      marks.push({ path, fill: colours[part] ?? "#8a939c" });
      shares.push(`${part} ${figure((100 * area) / sum, 0)} %`);
      from += area;
    }
    texts.push({ x: left, y: y + height + 17, text: shares.join(" · "), anchor: "start" });
  }
  const legend = Object.entries(colours).filter(([part]) => bars.some(({ parts }) => (parts[part] ?? 0) > 0));
  const bottom = top + bars.length * row;
  for (const [index, [part, fill]] of legend.entries()) {
    marks.push({ path: rectangle(left + index * 110, bottom, 14, 14), fill });
    texts.push({ x: left + index * 110 + 20, y: bottom + 12, text: part, anchor: "start" });
  }
  let below = bottom + 32;
  const from = left + 24 + Math.ceil(Math.max(...bars.map(({ design }) => textWidth(design, 13))));
  for (const other of others) {
    const drawn = otherBars(other, from, below);
    marks.push(...drawn.marks);
    texts.push(...drawn.texts);
    below = drawn.bottom;
  }
  return svg({
    title: others.length === 0 ? "Area by parts" : "Area by parts, and what else it costs",
    description,
    width: others.length === 0 ? width : Math.max(width, from + otherBar + behind),
    height: below,
    left,
    marks,
    grid: [],
    lines: [],
    texts,
  });
}

function otherBars({ title, decimals, bars }: OtherBars, from: number, top: number) {
  const values = bars.map(({ value }) => value);
  const x = linear([0, Math.max(...values, 1e-9)], [from, from + otherBar]);
  const marks: Mark[] = [];
  const texts: Text[] = [{ x: left, y: top + 26, text: title, anchor: "start" }];
  for (const [index, { design, value }] of bars.entries()) {
    const y = top + otherHeading + index * otherRow;
    marks.push({ path: rectangle(from, y, x(value) - from, otherRow - 8) });
    texts.push({ x: left, y: y + 13, text: design, anchor: "start" });
    const ratio = index === 0 ? "" : `, ${figure(value / (values[0] ?? value), 2)}×`;
    texts.push({ x: x(value) + 8, y: y + 13, text: `${figure(value, decimals)}${ratio}`, anchor: "start" });
  }
  return { marks, texts, bottom: top + otherHeading + bars.length * otherRow + 4 };
}
