import { pixels, rectangle, svg, type Mark, type Text } from "./chart.js";
import { divergingColour, shades } from "./colours.js";
import { linear, roundTicks, roundUp, tickText } from "./scale.js";

/** An axis of operands, in order of their values. */
interface HeatmapAxis {
  readonly name: string;
  readonly format: string;
  readonly bins: number;
  readonly ticks: readonly { readonly at: number; readonly value: string }[];
}

/** A heatmap's data. */
export interface HeatmapData {
  readonly x: HeatmapAxis;
  readonly y: HeatmapAxis;
  /** By y's bin, then x's; null where there is nothing to show. */
  readonly mean_percent: readonly (readonly (number | null)[])[];
}

const [width, height] = [690, 600];
const box = { left: 100, right: 580, top: 52, bottom: 532 };
const key = { left: 606, right: 622 };

/** Mean signed relative errors over two operands as an SVG file. */
export function heatmapChart(design: string, operands: string, data: HeatmapData): string {
  const x = linear([0, data.x.bins], [box.left, box.right]);
  const y = linear([0, data.y.bins], [box.bottom, box.top]);
  const means = data.mean_percent.flat().filter((mean) => mean !== null);
  const most = extent(means);
  return svg({
    title: "Mean relative error over two operands",
    description: [design, `${operands}; patterns in the order of their values`],
    width,
    height,
    left: box.left,
    marks: [...cells(data, most, x, y), ...keyOf(means, most).marks],
    grid: [],
    lines: [
      rectangle(box.left, box.top, box.right - box.left, box.bottom - box.top),
      ...data.x.ticks.map(({ at }) => `M${pixels(x(at * data.x.bins))} ${box.bottom}v5`),
      ...data.y.ticks.map(({ at }) => `M${box.left} ${pixels(y(at * data.y.bins))}h-5`),
    ],
    texts: [
      ...data.x.ticks.map(({ at, value }): Text => ({
        x: x(at * data.x.bins),
        y: box.bottom + 18,
        text: minus(value),
        anchor: "middle",
      })),
      ...data.y.ticks.map(({ at, value }): Text => ({
        x: box.left - 8,
        y: y(at * data.y.bins) + 4,
        text: minus(value),
        anchor: "end",
      })),
      { x: (box.left + box.right) / 2, y: box.bottom + 44, text: label(data.x), anchor: "middle" },
      { x: 18, y: (box.top + box.bottom) / 2, text: label(data.y), anchor: "middle", turned: true },
      ...keyOf(means, most).texts,
    ],
  });
}

const label = ({ name, format }: HeatmapAxis): string => `${name}, ${format}`;

const minus = (text: string): string => text.replaceAll("-", "−");

/** Colours span all but the worst fiftieth of cells: a few that are far worse would make all others look alike. */
function extent(means: readonly number[]): number {
  const sorted = means.map(Math.abs).sort((a, b) => a - b);
  return roundUp(Math.max(sorted[Math.floor(0.98 * (sorted.length - 1))] ?? 0, 1e-6));
}

/** One path a shade, neighbours in a row as one rectangle. */
function cells(
  data: HeatmapData,
  most: number,
  x: (bin: number) => number,
  y: (bin: number) => number,
): Mark[] {
  const paths = new Map<string, string>();
  for (const [row, means] of data.mean_percent.entries()) {
    const fills = means.map((mean) => (mean === null ? null : divergingColour(mean / most)));
    for (let from = 0, to = 0; from < fills.length; from = to) {
      const fill = fills[from] ?? null;
      for (to = from + 1; to < fills.length && fills[to] === fill;) to++;
      if (fill === null) continue;
      const run = rectangle(x(from), y(row + 1), x(to) - x(from), y(row) - y(row + 1));
      paths.set(fill, (paths.get(fill) ?? "") + run);
    }
  }
  return [...paths].map(([fill, path]) => ({ path, fill }));
}

/** What the colours mean: a bar of those that can occur. */
function keyOf(means: readonly number[], most: number): { marks: Mark[]; texts: Text[] } {
  const low = Math.min(...means, 0);
  const high = Math.max(...means, 0);
  const from = low < 0 ? -most : 0;
  const to = high > 0 || low === 0 ? most : 0;
  const y = linear([from, to], [box.bottom, box.top]);
  const steps = shades * (from < 0 && to > 0 ? 2 : 1);
  const step = (to - from) / steps;
  const marks = Array.from({ length: steps }, (_, i) => {
    const value = from + (i + 0.5) * step;
    const [top, bottom] = [y(from + (i + 1) * step), y(from + i * step)];
    return {
      path: rectangle(key.left, top, key.right - key.left, bottom - top),
      fill: divergingColour(value / most),
    };
  });
  const bound = (tick: number): string =>
    tick === from && low < from ? "≤ " : tick === to && high > to ? "≥ " : "";
  const texts = roundTicks(from, to, 8).map((tick): Text => ({
    x: key.right + 6,
    y: y(tick) + 4,
    text: `${bound(tick)}${tickText(tick)}`,
    anchor: "start",
  }));
  return { marks, texts: [...texts, { x: key.left, y: box.top - 14, text: "error, %", anchor: "start" }] };
}
