import { pixels, svg, type Text } from "./chart.js";
import { linear, roundTicks, roundUp, tickText } from "./scale.js";

/** A training's losses, an epoch each. */
export interface LossCurve {
  readonly name: string;
  readonly losses: readonly number[];
}

const [width, height] = [920, 404];
const box = { left: 70, right: 560, top: 48, bottom: 348 };

/** Told apart by the colour-blind too: M. Okabe, K. Ito, "Color universal design". */
const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31"];
/** Curves with a legend of their own; further ones are drawn without. */
const mostNames = 15;

/** Loss over epochs as an SVG file. */
export function lossChart(
  title: string,
  description: readonly string[],
  curves: readonly LossCurve[],
): string {
  const epochs = Math.max(2, ...curves.map(({ losses }) => losses.length));
  const most = roundUp(Math.max(...curves.flatMap(({ losses }) => losses), 1e-9));
  const x = linear([1, epochs], [box.left, box.right]);
  const y = linear([0, most], [box.bottom, box.top]);
  const xTicks = roundTicks(1, epochs, 10).filter(Number.isInteger);
  const yTicks = roundTicks(0, most, 6);
  const colour = (at: number): string => colours[at % colours.length] ?? "";
  const isDashed = (at: number): boolean => at >= colours.length;
  const shown = curves.slice(0, mostNames);
  const texts: Text[] = [
    ...xTicks.map((tick): Text => ({
      x: x(tick),
      y: box.bottom + 18,
      text: tickText(tick),
      anchor: "middle",
    })),
    ...yTicks.map((tick): Text => ({ x: box.left - 8, y: y(tick) + 4, text: tickText(tick), anchor: "end" })),
    { x: (box.left + box.right) / 2, y: box.bottom + 42, text: "epoch", anchor: "middle" },
    { x: 20, y: (box.top + box.bottom) / 2, text: "loss, nats", anchor: "middle", turned: true },
    ...shown.map(({ name }, at): Text => ({ x: 610, y: box.top + 4 + 20 * at, text: name, anchor: "start" })),
  ];
  return svg({
    title,
    description,
    width,
    height,
    left: box.left,
    marks: [],
    grid: yTicks.map((tick) => `M${box.left} ${pixels(y(tick))}H${box.right}`),
    curves: [
      ...curves.map(({ losses }, at) => ({
        path: pathOf(losses.map((loss, epoch) => [x(epoch + 1), y(loss)])),
        stroke: colour(at),
        isDashed: isDashed(at),
      })),
      ...shown.map((_, at) => ({
        path: `M580 ${box.top + 20 * at}h22`,
        stroke: colour(at),
        isDashed: isDashed(at),
      })),
    ],
    lines: [
      `M${box.left} ${box.bottom}H${box.right}`,
      ...xTicks.map((tick) => `M${pixels(x(tick))} ${box.bottom}v5`),
    ],
    texts,
  });
}

/** A line through points; a single one becomes a short stroke. */
function pathOf(points: readonly (readonly number[])[]): string {
  const text = points
    .map(([x = 0, y = 0], at) => `${at === 0 ? "M" : "L"}${pixels(x)} ${pixels(y)}`)
    .join("");
  return points.length === 1 ? `${text}h4` : text;
}
