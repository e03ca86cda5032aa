import { rectangle, svg, type Text } from "./chart.js";
import { linear, roundTicks, tickText } from "./scale.js";

/** A histogram's data. */
export interface HistogramData {
  /** Where bins begin, and the last one ends. */
  readonly edges_percent: readonly number[];
  readonly share_percent: readonly number[];
  /** What lies beyond the bins. */
  readonly below_percent: number;
  readonly above_percent: number;
  readonly correct_percent: number;
}

const [width, height] = [720, 404];
const box = { left: 70, right: 700, top: 48, bottom: 348 };

/** Signed relative errors as an SVG file. */
export function histogramChart(design: string, operands: string, data: HistogramData): string {
  const [low = 0, high = 1] = [data.edges_percent[0], data.edges_percent.at(-1)];
  const most = Math.max(...data.share_percent) || 1;
  const x = linear([low, high], [box.left, box.right]);
  const y = linear([0, most], [box.bottom, box.top]);
  const xTicks = roundTicks(low, high, 10);
  const yTicks = roundTicks(0, most, 6);
  const beyond = data.below_percent + data.above_percent;
  const texts: Text[] = [
    ...xTicks.map((tick) => ({
      x: x(tick),
      y: box.bottom + 18,
      text: tickText(tick),
      anchor: "middle" as const,
    })),
    ...yTicks.map((tick) => ({
      x: box.left - 8,
      y: y(tick) + 4,
      text: tickText(tick),
      anchor: "end" as const,
    })),
    {
      x: (box.left + box.right) / 2,
      y: box.bottom + 42,
      text: "relative error, %",
      anchor: "middle",
    },
    { x: 20, y: (box.top + box.bottom) / 2, text: "share of operands, %", anchor: "middle", turned: true },
  ];
  const bars = data.share_percent.flatMap((share, i) => {
    const [from = 0, to = 0] = data.edges_percent.slice(i, i + 2);
    return share === 0 ? [] : [rectangle(x(from), y(share), x(to) - x(from), box.bottom - y(share))];
  });
  return svg({
    title: "Distribution of the relative error",
    description: [
      design,
      [
        operands,
        `${data.correct_percent.toFixed(2)} % right`,
        ...(beyond > 0 ? [`${beyond.toFixed(2)} % beyond the axis`] : []),
      ].join("; "),
    ],
    width,
    height,
    left: box.left,
    marks: [{ path: bars.join("") }],
    grid: yTicks.map((tick) => `M${box.left} ${y(tick)}H${box.right}`),
    lines: [
      `M${box.left} ${box.bottom}H${box.right}`,
      ...xTicks.map((tick) => `M${x(tick)} ${box.bottom}v5`),
      ...(low < 0 && high > 0 ? [`M${x(0)} ${box.top}V${box.bottom}`] : []),
    ],
    texts,
  });
}
