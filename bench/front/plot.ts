import { pixels, svg, type Mark, type Text } from "../../report/charts/chart.js";
import { linear, roundTicks, roundUp, tickText } from "../../report/charts/scale.js";

/** A multiplier on the front's plot. */
export interface FrontPoint {
  readonly name: string;
  readonly area_um2: number;
  /** In per cent; 0 is exact, and is not drawn. */
  readonly errors: readonly [mred: number, nmed: number];
}

/** Points of one kind. */
export interface FrontSeries {
  readonly name: string;
  /** As SVG writes it. */
  readonly fill: string;
  /** Whether each point bears its name. */
  readonly isNamed: boolean;
  readonly points: readonly FrontPoint[];
}

const [width, height] = [1120, 470];
const [top, bottom] = [56, 400];
/** Left and right ends of the two panels. */
const panels = [
  { left: 70, right: 540, title: "MRED, %" },
  { left: 640, right: 1110, title: "NMED, %" },
] as const;

/** Area over error, a panel for each of two measures, errors on a logarithmic axis. */
export function frontPlot(
  title: string,
  description: readonly string[],
  all: readonly FrontSeries[],
): string {
  const points = all.flatMap((series) => series.points);
  const largest = Math.max(...points.map(({ area_um2 }) => area_um2));
  const step = roundUp(largest / 6);
  const highest = Math.ceil(largest / step) * step;
  const y = linear([0, highest], [bottom, top]);
  const yTicks = roundTicks(0, highest, 6);
  const marks: Mark[] = [];
  const texts: Text[] = [];
  const grid: string[] = [];
  const lines: string[] = [];
  panels.forEach(({ left, right, title: axis }, panel) => {
    const errors = points.flatMap((point) => point.errors[panel] ?? []).filter((error) => error > 0);
    const [least, most] = [Math.min(...errors), Math.max(...errors)].map(Math.log10) as [number, number];
    const ends = [Math.floor(least), Math.ceil(most)] as const;
    const x = linear(ends, [left, right]);
    const powers = Array.from({ length: ends[1] - ends[0] + 1 }, (_, at) => ends[0] + at);
    grid.push(...yTicks.map((tick) => `M${left} ${pixels(y(tick))}H${right}`));
    lines.push(`M${left} ${bottom}H${right}`, ...powers.map((power) => `M${pixels(x(power))} ${bottom}v5`));
    texts.push(
      ...powers.map((power): Text => ({
        x: x(power),
        y: bottom + 18,
        text: tickText(10 ** power),
        anchor: "middle",
      })),
      ...yTicks.map((tick): Text => ({ x: left - 8, y: y(tick) + 4, text: tickText(tick), anchor: "end" })),
      { x: (left + right) / 2, y: bottom + 42, text: axis, anchor: "middle" },
      { x: left - 50, y: (top + bottom) / 2, text: "area, µm²", anchor: "middle", turned: true },
    );
    for (const { points: own, fill, isNamed } of all)
      for (const { name, area_um2, errors: of } of own) {
        const error = of[panel] ?? 0;
        if (error <= 0) continue;
        const [px, py] = [x(Math.log10(error)), y(area_um2)];
        marks.push({ path: dot(px, py), fill });
        if (isNamed) texts.push({ x: px + 6, y: py - 5, text: name, anchor: "start" });
      }
  });
  all.forEach(({ name, fill }, at) => {
    marks.push({ path: dot(panels[0].left + 220 * at, height - 12), fill });
    texts.push({ x: panels[0].left + 220 * at + 10, y: height - 8, text: name, anchor: "start" });
  });
  return svg({ title, description, width, height, left: panels[0].left, marks, grid, lines, texts });
}

/** A disc of 4 pixels' radius. */
const dot = (x: number, y: number): string => `M${pixels(x - 4)} ${pixels(y)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`;
