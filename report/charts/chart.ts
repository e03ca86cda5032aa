import { renderTemplate } from "../../tools/template.js";

/** A filled path; without a colour of its own, in the colour of bars. */
export interface Mark {
  readonly path: string;
  /** As SVG writes it. */
  readonly fill?: string;
}

export interface Text {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
  /** Reads upwards. */
  readonly turned?: boolean;
}

/** A chart: what is drawn where, in pixels from the top left. */
export interface Chart {
  readonly title: string;
  /** One line beneath the title, and what a screen reader says. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Where title and description begin. */
  readonly left: number;
  readonly marks: readonly Mark[];
  /** Paths behind the marks. */
  readonly grid: readonly string[];
  /** Paths before the marks: axes. */
  readonly lines: readonly string[];
  readonly texts: readonly Text[];
}

/**
 * The chart as an SVG file that needs nothing else: no script, no font, no style but its own; light or dark as its
 * reader's screen is.
 */
export function svg({ title, description, width, height, left, ...drawn }: Chart): string {
  return renderTemplate("report/chart.svg.hbs", {
    title: escaped(title),
    description: escaped(description),
    width: String(width),
    height: String(height),
    left: String(left),
    grid: drawn.grid.map((path) => ({ path })),
    marks: drawn.marks.map(({ path, fill }) => ({ path, fill: fill ?? false })),
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

/** A coordinate, to a hundredth. */
export const pixels = (value: number): string => String(Math.round(100 * value) / 100);

/** The path of a rectangle. */
export const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${pixels(x)} ${pixels(y)}h${pixels(width)}v${pixels(height)}h${pixels(-width)}z`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
