import { pixels, rectangle, svg, type Mark, type Text } from "./chart.js";
import { linear, roundTicks, tickText, type Scale } from "./scale.js";

/** An error curve's data. */
export interface ErrorCurveData {
  readonly name: string;
  readonly format: string;
  readonly points: readonly {
    readonly log2: number;
    readonly mean_percent: number;
    readonly lowest_percent: number;
    readonly highest_percent: number;
  }[];
}

/** Errors of results of one regime. */
export interface RegimeErrors {
  readonly regime: number;
  readonly mean_percent: number;
  readonly worst_negative_percent: number;
  readonly worst_positive_percent: number;
}

const width = 760;
const box = { left: 70, right: 736, top: 52, bottom: 300 };
const lower = { ...box, top: 390, bottom: 560 };
const colour = "#d55e00";

/** Relative errors over log2 of an operand, and of posits by the regime of the exact result: an SVG file. */
export function errorCurveChart(
  design: string,
  operands: string,
  { name, format, points }: ErrorCurveData,
  regimes: readonly RegimeErrors[] | null,
): string {
  const logs = points.map(({ log2 }) => log2);
  const x = linear([Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))], [box.left, box.right]);
  const y = heights(
    points.flatMap((point) => [point.lowest_percent, point.highest_percent]),
    box,
  );
  const xTicks = roundTicks(Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs)), 12).filter(
    Number.isInteger,
  );
  const through = (value: (point: (typeof points)[number]) => number): string[] =>
    points.map((point) => `${pixels(x(point.log2))} ${pixels(y.scale(value(point)))}`);
  const band = [
    ...through(({ highest_percent }) => highest_percent),
    ...through(({ lowest_percent }) => lowest_percent).reverse(),
  ];
  const below = regimes === null ? null : regimeBars(regimes);
  return svg({
    title: `Relative error over log2 of ${name}${regimes === null ? "" : ", and by regime"}`,
    description: [design, `${operands}; the line is the mean over the other operands, the band all errors`],
    width,
    height: below === null ? box.bottom + 60 : lower.bottom + 60,
    left: box.left,
    marks: [{ path: `M${band.join("L")}z`, fill: "#8a939c66" }, ...(below?.marks ?? [])],
    curves: [{ path: `M${through(({ mean_percent }) => mean_percent).join("L")}`, stroke: colour }],
    grid: [...y.grid, ...(below?.grid ?? [])],
    lines: [
      `M${box.left} ${box.bottom}H${box.right}`,
      ...xTicks.map((tick) => `M${pixels(x(tick))} ${box.bottom}v5`),
      ...(below?.lines ?? []),
    ],
    texts: [
      ...y.texts,
      ...xTicks.map((tick): Text => ({
        x: x(tick),
        y: box.bottom + 20,
        text: tickText(tick),
        anchor: "middle",
      })),
      {
        x: (box.left + box.right) / 2,
        y: box.bottom + 44,
        text: `log2 |${name}|, ${format}`,
        anchor: "middle",
      },
      { x: 20, y: (box.top + box.bottom) / 2, text: "relative error, %", anchor: "middle", turned: true },
      ...(below?.texts ?? []),
    ],
  });
}

/** An axis of percents that has zero on it. */
function heights(percents: readonly number[], { left, right, top, bottom }: typeof box) {
  const ends = [Math.min(0, ...percents), Math.max(0, ...percents)] as const;
  const scale: Scale = linear(ends[0] === ends[1] ? [0, 1] : ends, [bottom, top]);
  const ticks = roundTicks(...(ends[0] === ends[1] ? ([0, 1] as const) : ends), 6);
  return {
    scale,
    grid: ticks.map((tick) => `M${left} ${pixels(scale(tick))}H${right}`),
    texts: ticks.map((tick): Text => ({
      x: left - 8,
      y: scale(tick) + 4,
      text: tickText(tick),
      anchor: "end",
    })),
  };
}

/** Bars of means, with strokes from the worst error below to the worst above. */
function regimeBars(regimes: readonly RegimeErrors[]) {
  const y = heights(
    regimes.flatMap((each) => [each.worst_negative_percent, each.worst_positive_percent]),
    lower,
  );
  const step = (lower.right - lower.left) / Math.max(regimes.length, 1);
  const middle = (index: number): number => lower.left + (index + 0.5) * step;
  const bar = Math.min(24, 0.6 * step);
  const every = Math.ceil(34 / step);
  const zero = y.scale(0);
  return {
    grid: y.grid,
    marks: regimes.map(({ mean_percent }, index): Mark => {
      const end = y.scale(mean_percent);
      return {
        path: rectangle(middle(index) - bar / 2, Math.min(end, zero), bar, Math.abs(end - zero)),
        fill: colour,
      };
    }),
    lines: [
      `M${lower.left} ${pixels(zero)}H${lower.right}`,
      ...regimes.map(
        ({ worst_negative_percent, worst_positive_percent }, index) =>
          `M${pixels(middle(index))} ${pixels(y.scale(worst_negative_percent))}V${pixels(y.scale(worst_positive_percent))}`,
      ),
    ],
    texts: [
      ...y.texts,
      ...regimes.flatMap(({ regime }, index): Text[] =>
        index % every === 0
          ? [{ x: middle(index), y: lower.bottom + 20, text: tickText(regime), anchor: "middle" }]
          : [],
      ),
      {
        x: (lower.left + lower.right) / 2,
        y: lower.bottom + 44,
        text: "regime of the exact result; bars are means, strokes reach the worst errors",
        anchor: "middle",
      },
      {
        x: 20,
        y: (lower.top + lower.bottom) / 2,
        text: "relative error, %",
        anchor: "middle",
        turned: true,
      },
    ] satisfies Text[],
  };
}
