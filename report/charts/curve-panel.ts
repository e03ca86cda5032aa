import { pixels } from "./chart.js";
import { linear, roundTicks, roundUp, tickText } from "./scale.js";

/** A figure of several trainings over their epochs. */
export interface EpochCurve {
  readonly name: string;
  /** Of each training, an epoch each. */
  readonly runs: readonly (readonly number[])[];
  /** Of each epoch, what is said of it beside its number: `W2A2`. */
  readonly notes?: readonly string[];
}

/** A figure over epochs as it is drawn; texts and paths are SVG's. */
export interface CurvePanel {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly curves: readonly {
    readonly name: string;
    /** Means over the trainings, as far as all have come. */
    readonly path: string;
    /** From the least to the largest of the trainings; empty with one. */
    readonly band: string;
    readonly points: readonly { readonly x: string; readonly y: string; readonly text: string }[];
  }[];
}

interface Tick {
  readonly at: string;
  readonly text: string;
}

const [width, height] = [560, 320];
/** Of the area where curves are. */
export const curveBox = { left: 52, right: 548, top: 12, bottom: 286 } as const;

/**
 * @param bounds of the axis; without an end, that of the figures
 * @param decimals of a point's figure
 */
export function curvePanel(
  title: string,
  curves: readonly EpochCurve[],
  { low, high, decimals }: { readonly low?: number; readonly high?: number; readonly decimals: number },
): CurvePanel {
  const all = curves.flatMap(({ runs }) => runs.flat());
  const epochs = Math.max(2, ...curves.flatMap(({ runs }) => runs.map(({ length }) => length)));
  const ends = axisOf(low ?? Math.min(...all), high ?? Math.max(...all));
  const x = linear([1, epochs], [curveBox.left, curveBox.right]);
  const y = linear(ends, [curveBox.bottom, curveBox.top]);
  return {
    title,
    width,
    height,
    xTicks: roundTicks(1, epochs, 10)
      .filter(Number.isInteger)
      .map((tick) => ({ at: pixels(x(tick)), text: tickText(tick) })),
    yTicks: roundTicks(...ends, 6).map((tick) => ({ at: pixels(y(tick)), text: tickText(tick) })),
    curves: curves.map(({ name, runs, notes }) => {
      const spans = spansOf(runs);
      const place = (epoch: number, value: number): string => `${pixels(x(epoch + 1))} ${pixels(y(value))}`;
      const upper = spans.map(({ most }, epoch) => place(epoch, most));
      const lower = spans.map(({ least }, epoch) => place(epoch, least)).reverse();
      return {
        name,
        path: lineThrough(spans.map(({ mean }, epoch) => place(epoch, mean))),
        band: runs.length > 1 && spans.length > 1 ? `${lineThrough([...upper, ...lower])}Z` : "",
        points: spans.map(({ mean }, epoch) => ({
          x: pixels(x(epoch + 1)),
          y: pixels(y(mean)),
          text: `${name}, epoch ${[epoch + 1, ...(notes?.[epoch] === undefined ? [] : [notes[epoch]])].join(", ")}: ${mean.toFixed(decimals)}`,
        })),
      };
    }),
  };
}

/** Round ends of an axis about figures. */
function axisOf(least: number, most: number): [number, number] {
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 1];
  const step = roundUp(Math.max(most - least, Math.abs(most) * 1e-3, 1e-9) / 6);
  return [
    Math.floor(least / step + 1e-9) * step,
    Math.ceil(most / step - 1e-9) * step + (most === least ? step : 0),
  ];
}

/** A figure over several trainings, of each epoch that all have come to. */
export function spansOf(
  runs: readonly (readonly number[])[],
): { readonly least: number; readonly most: number; readonly mean: number }[] {
  const length = runs.length === 0 ? 0 : Math.min(...runs.map((run) => run.length));
  return Array.from({ length }, (_, epoch) => {
    const values = runs.map((run) => run[epoch] ?? NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { least: Math.min(...values), most: Math.max(...values), mean };
  });
}

const lineThrough = (points: readonly string[]): string =>
  points.length === 0 ? "" : `M${points.join("L")}`;
