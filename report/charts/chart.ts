import { linesOf } from "../svg-text.js";
import { renderTemplate } from "../../tools/template.js";

/** A filled path; without a colour of its own, in the colour of bars. */
export interface Mark {
  readonly path: string;
  /** As SVG writes it. */
  readonly fill?: string;
}

/** A line in a colour, as SVG writes it. */
interface Curve {
  readonly path: string;
  readonly stroke: string;
  readonly isDashed?: boolean;
}

export interface Text {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
  /** Reads upwards. */
  readonly turned?: boolean;
}

/** A chart: what is drawn where, in pixels from the top left. The heading takes the upper 46. */
export interface Chart {
  readonly title: string;
  /** Lines beneath the title; long ones are broken. Also what a screen reader says. */
  readonly description: readonly string[];
  readonly width: number;
  readonly height: number;
  /** Where title and description begin. */
  readonly left: number;
  readonly marks: readonly Mark[];
  /** Paths behind the marks. */
  readonly grid: readonly string[];
  readonly curves?: readonly Curve[];
  /** Paths before the marks: axes. */
  readonly lines: readonly string[];
  readonly texts: readonly Text[];
}

/**
 * The chart as an SVG file that needs nothing else: no script, no font, no style but its own. It is light or dark as the
 * reader's screen is.
 */
export function svg({ title, description, width, height, left, ...drawn }: Chart): string {
  const lines = description.flatMap((line) => linesOf(line, (width - left) / letterWidth));
  const headingHeight = lines.length * lineHeight;
  return renderTemplate("report/chart.svg.hbs", {
    title: escaped(title),
    description: escaped(description.join("; ")),
    heading: lines.map((line, i) => ({ y: String(42 + i * lineHeight), text: escaped(line) })),
    width: String(width),
    height: String(height + headingHeight),
    shift: String(headingHeight),
    left: String(left),
    grid: drawn.grid.map((path) => ({ path })),
    marks: drawn.marks.map(({ path, fill }) => ({ path, fill: fill ?? false })),
    curves: (drawn.curves ?? []).map(({ path, stroke, isDashed = false }) => ({ path, stroke, isDashed })),
    lines: drawn.lines.map((path) => ({ path })),
    texts: drawn.texts.map(({ x, y, text, anchor, turned = false }) => ({
      x: pixels(x),
      y: pixels(y),
      text: escaped(text),
      anchor,
      turned,
    })),
  });
}

/** Of the description, in pixels. Letters are narrower than this on average. */
const [lineHeight, letterWidth] = [18, 7.6];

/** A coordinate, to a hundredth. */
export const pixels = (value: number): string => String(Math.round(100 * value) / 100);

/** The path of a rectangle. */
export const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${pixels(x)} ${pixels(y)}h${pixels(width)}v${pixels(height)}h${pixels(-width)}z`;

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
