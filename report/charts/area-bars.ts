import { figure } from "../numbers.js";
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

const [width, left, right] = [760, 24, 736];
const [top, row, height] = [62, 76, 26];

/** Areas as stacked bars, an SVG file. Beneath each bar stand its parts, so that colours say nothing alone. */
export function areaChart(unit: string, description: readonly string[], bars: readonly AreaBar[]): string {
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
  return svg({
    title: "Area by parts",
    description,
    width,
    height: bottom + 32,
    left,
    marks,
    grid: [],
    lines: [],
    texts,
  });
}
