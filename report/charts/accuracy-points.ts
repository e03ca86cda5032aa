import { figure } from "../numbers.js";
import { textWidth } from "../svg-text.js";
import { rectangle, svg, type Mark, type Text } from "./chart.js";
import { linear, roundTicks, tickText } from "./scale.js";

/** A row's share of images that are classified right, in per cent, and its standard error. */
export interface AccuracyPoint {
  readonly name: string;
  readonly percent: number;
  readonly standardError: number;
  /** What is said behind the figure. */
  readonly note: string;
}

const [left, plot, top, row] = [24, 300, 62, 40] as const;

/**
 * Accuracies as points with two standard errors to each side, an SVG file. The axis has the part of 0..100 % in which they lie, so
 * they are points and no bars: a bar would begin at 0.
 */
export function accuracyChart(
  title: string,
  description: readonly string[],
  points: readonly AccuracyPoint[],
): string {
  const ends = points.flatMap(({ percent, standardError: error }) => [
    percent - 2 * error,
    percent + 2 * error,
  ]);
  const low = Math.max(0, Math.floor(Math.min(...ends)));
  const high = Math.max(low + 1, Math.min(100, Math.ceil(Math.max(...ends))));
  const from = left + 16 + Math.ceil(Math.max(...points.map(({ name }) => textWidth(name, 13))));
  const x = linear([low, high], [from, from + plot]);
  const inside = (value: number): number => x(Math.min(high, Math.max(low, value)));
  const bottom = top + points.length * row;
  const marks: Mark[] = [];
  const texts: Text[] = [];
  for (const [index, { name, percent, standardError, note }] of points.entries()) {
    const y = top + (index + 0.5) * row;
    const [first, last] = [inside(percent - 2 * standardError), inside(percent + 2 * standardError)];
    marks.push({ path: rectangle(first, y - 1, last - first, 2) });
    marks.push({ path: rectangle(x(percent) - 4, y - 8, 8, 16) });
    texts.push({ x: left, y: y + 4, text: name, anchor: "start" });
    const said = [`${figure(percent, 2)} %`, ...(note === "" ? [] : [note])].join(", ");
    texts.push({ x: from + plot + 16, y: y + 4, text: said, anchor: "start" });
  }
  const ticks = roundTicks(low, high, 5);
  return svg({
    title,
    description,
    width: from + plot + 260,
    height: bottom + 52,
    left,
    marks,
    grid: ticks.map((tick) => `M${x(tick).toFixed(1)} ${top}V${bottom}`),
    lines: [`M${from} ${bottom}H${from + plot}`],
    texts: [
      ...texts,
      ...ticks.map((tick): Text => ({ x: x(tick), y: bottom + 18, text: tickText(tick), anchor: "middle" })),
      { x: from + plot / 2, y: bottom + 40, text: "top-1, %", anchor: "middle" },
    ],
  });
}
