import { textWidth } from "../svg-text.js";
import { rectangle, svg, type Text } from "./chart.js";
import { linear, roundTicks, tickText } from "./scale.js";

/** A cell on a path: when its output comes, and how much later than its input. */
export interface PathBar {
  readonly name: string;
  readonly arrival: number;
  readonly increment: number;
}

const [left, plot, top, row] = [24, 420, 58, 20] as const;

/** A path as bars from where a cell's input comes to where its output does: an SVG file. @param unit ns or FO4 */
export function pathChart(
  title: string,
  description: readonly string[],
  unit: string,
  steps: readonly PathBar[],
): string {
  const most = Math.max(...steps.map(({ arrival }) => arrival), 1e-9);
  const bars = left + 16 + Math.ceil(Math.max(...steps.map(({ name }) => textWidth(name, 13))));
  const right = bars + plot;
  const x = linear([0, most], [bars, right]);
  const bottom = top + steps.length * row;
  const ticks = roundTicks(0, most, 6);
  const yOf = (index: number): number => top + index * row;
  return svg({
    title,
    description,
    width: right + 24,
    height: bottom + 52,
    left,
    marks: steps.map(({ arrival, increment }, index) => ({
      path: rectangle(x(arrival - increment), yOf(index) + 3, x(arrival) - x(arrival - increment), row - 6),
    })),
    grid: ticks.map((tick) => `M${x(tick).toFixed(1)} ${top}V${bottom}`),
    lines: [`M${bars} ${bottom}H${right}`],
    texts: [
      ...steps.map(({ name }, index): Text => ({ x: left, y: yOf(index) + 14, text: name, anchor: "start" })),
      ...ticks.map((tick): Text => ({ x: x(tick), y: bottom + 18, text: tickText(tick), anchor: "middle" })),
      { x: (bars + right) / 2, y: bottom + 40, text: `since the path's start, ${unit}`, anchor: "middle" },
    ],
  });
}
