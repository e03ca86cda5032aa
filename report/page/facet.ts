import { curveStepAfter, curveStepBefore, line } from "d3-shape";
import { axisOf, type Axis } from "./axis.js";
import type { GroupFront, Point } from "./front.js";
import { svg } from "./svg.js";
import { colourOf, symbolOf } from "./symbols.js";

/** What a plot of one group shows. */
interface FacetContent {
  readonly front: GroupFront;
  /** The axes' titles. */
  readonly x: string;
  readonly y: string;
  readonly whole: boolean;
  /** What a point is called, for those who do not see it. */
  readonly nameOf: (point: Point) => string;
  readonly seriesOf: (point: Point) => number;
}

/** A point where it is drawn. */
export interface Drawn extends Point {
  readonly px: number;
  readonly py: number;
  readonly element: SVGGElement;
}

export interface Facet {
  readonly drawing: SVGSVGElement;
  /** From left to right. */
  readonly points: readonly Drawn[];
  /** How many points are beyond an axis' range. */
  readonly beyond: number;
  /** Puts a ring around a point; around none where the plot does not have it. */
  ring(kind: "hovered" | "selected", key: number | undefined): void;
}

const margin = { left: 50, right: 14, top: 8, bottom: 34 };
/** Square pixels. */
const symbolArea = { front: 62, other: 44 };

/** Draws one group's points and their front. */
export function drawFacet(content: FacetContent, width: number, height: number): Facet {
  const { points, front } = content.front;
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const { whole } = content;
  const x = axisOf(
    points.map((point) => point.x),
    { start: left, end: right, distance: 58, whole },
  );
  const y = axisOf(
    points.map((point) => point.y),
    { start: bottom, end: top, distance: 34, whole },
  );
  const onFront = new Set(front.map(({ key }) => key));
  const drawn = points
    .map((point) => drawPoint(point, x, y, onFront.has(point.key), content))
    .sort((one, other) => one.px - other.px || other.py - one.py);
  const rings = {
    hovered: svg("circle", { class: "ring hovered", r: 9 }),
    selected: svg("circle", { class: "ring selected", r: 9 }),
  };
  const drawing = svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "listbox" },
    svg("rect", { class: "frame", x: left, y: top, width: right - left, height: bottom - top }),
    ...horizontal(x, right, top, bottom),
    ...vertical(y, left, right),
    svg("text", { class: "title", x: (left + right) / 2, y: height - 4, "text-anchor": "middle" }, content.x),
    svg(
      "text",
      {
        class: "title",
        transform: `translate(10 ${(top + bottom) / 2}) rotate(-90)`,
        "text-anchor": "middle",
      },
      content.y,
    ),
    svg("path", { class: "front", d: staircase(front, x, y) }),
    // Those on the front above the others.
    ...drawn.filter(({ key }) => !onFront.has(key)).map(({ element }) => element),
    ...drawn.filter(({ key }) => onFront.has(key)).map(({ element }) => element),
    rings.selected,
    rings.hovered,
  );
  return {
    drawing,
    points: drawn,
    beyond: points.filter((point) => isOutlier(point.x, x) || isOutlier(point.y, y)).length,
    ring(kind, key) {
      const at = drawn.find((point) => point.key === key);
      rings[kind].classList.toggle("shown", at !== undefined);
      if (kind === "selected")
        for (const { key: own, element } of drawn) element.setAttribute("aria-selected", String(own === key));
      if (at === undefined) return;
      rings[kind].setAttribute("cx", String(at.px));
      rings[kind].setAttribute("cy", String(at.py));
    },
  };
}

/** Zero at the end of a logarithmic axis is where it belongs. */
const isOutlier = (value: number, axis: Axis): boolean => value !== 0 && axis.beyond(value) !== 0;

function drawPoint(
  point: Point,
  x: Axis,
  y: Axis,
  isOnFront: boolean,
  { nameOf, seriesOf }: FacetContent,
): Drawn {
  const [px, py] = [x.place(point.x), y.place(point.y)];
  const series = seriesOf(point);
  const name = `${nameOf(point)}${isOnFront ? ", on the front" : ""}`;
  const element = svg(
    "g",
    {
      class: isOnFront ? "point on-front" : "point",
      transform: `translate(${px.toFixed(1)} ${py.toFixed(1)})`,
      style: `--colour: ${colourOf(series)}`,
      role: "option",
      "aria-selected": "false",
      tabindex: -1,
      "aria-label": name,
      "data-row": point.key,
      "data-series": series,
    },
    svg("path", { d: symbolOf(series, isOnFront ? symbolArea.front : symbolArea.other) }),
    ...arrows(x.beyond(point.x), y.beyond(point.y), [point.x, point.y]),
  );
  return { ...point, px, py, element };
}

/** Which way an outlier is. */
function arrows(alongX: number, alongY: number, [x, y]: readonly [number, number]): SVGElement[] {
  const arrow = (angle: number) =>
    svg("path", { class: "arrow", d: "M8,-3.5L13,0L8,3.5", transform: `rotate(${angle})` });
  return [
    ...(alongX !== 0 && x !== 0 ? [arrow(alongX > 0 ? 0 : 180)] : []),
    ...(alongY !== 0 && y !== 0 ? [arrow(alongY > 0 ? -90 : 90)] : []),
  ];
}

/** Through the points of a front, which come from the best x on: between two of them, what the better x attains. */
function staircase(front: readonly Point[], x: Axis, y: Axis): string {
  const isAscending = (front[0]?.x ?? 0) <= (front.at(-1)?.x ?? 0);
  const path = line<Point>(
    (point) => x.place(point.x),
    (point) => y.place(point.y),
  );
  const ascending = isAscending ? front : front.toReversed();
  return path.curve(isAscending ? curveStepAfter : curveStepBefore)(ascending) ?? "";
}

function horizontal({ ticks, ends }: Axis, right: number, top: number, bottom: number): SVGElement[] {
  const label = (at: number, text: string) =>
    svg(
      "text",
      { class: "tick", x: at, y: bottom + 13, "text-anchor": at > right - 12 ? "end" : "middle" },
      text,
    );
  const rule = (kind: string, at: number) =>
    svg("line", { class: kind, x1: at, x2: at, y1: top, y2: bottom });
  return [
    ...ticks.flatMap(({ at, text }) => [rule("grid", at), label(at, text)]),
    ...ends.flatMap(({ at, border, text }) => [rule("border", border), label(at, text)]),
  ];
}

function vertical({ ticks, ends }: Axis, left: number, right: number): SVGElement[] {
  const label = (at: number, text: string) =>
    svg("text", { class: "tick", x: left - 5, y: at + 3.5, "text-anchor": "end" }, text);
  const rule = (kind: string, at: number) =>
    svg("line", { class: kind, x1: left, x2: right, y1: at, y2: at });
  return [
    ...ticks.flatMap(({ at, text }) => [rule("grid", at), label(at, text)]),
    ...ends.flatMap(({ at, border, text }) => [rule("border", border), label(at, text)]),
  ];
}
