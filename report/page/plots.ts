import embed, { type Result, type VisualizationSpec } from "vega-embed";
import type { PageColumn, PageData, PageRow } from "./data.js";
import { onlyChild } from "./dom.js";
import { paretoFront, type Better, type Point } from "./front.js";
import type { Table } from "./table.js";

/** A column that can be an axis. */
type Axis = PageColumn & { readonly better: Better };

interface Plotted extends Point {
  readonly row: PageRow;
}

const darkness = matchMedia("(prefers-color-scheme: dark)");

/** Draws every plot that the page has room for, again whenever its axes, the rows or the colours change. */
export function livePlots(data: PageData, table: Table, open: (index: number) => void): void {
  const axes = data.columns.filter((column): column is Axis => column.better !== undefined);
  for (const figure of document.querySelectorAll<HTMLElement>("figure.plot")) {
    const plot = new Plot(figure, data, axes, open);
    const draw = (): void => {
      plot.draw(table.visible());
    };
    for (const select of figure.querySelectorAll("select")) select.addEventListener("change", draw);
    table.onChange(draw);
    darkness.addEventListener("change", draw);
    draw();
  }
}

/** One plot: two axes to choose, its points, and their Pareto front. */
class Plot {
  readonly #selects: readonly [HTMLSelectElement, HTMLSelectElement];
  /** Of all rows, so that a series keeps its colour and shape in every plot, whatever the filter leaves. */
  readonly #series: readonly string[];
  #drawing: Promise<Result | undefined> = Promise.resolve(undefined);
  #wanted: readonly number[] = [];
  #isWaiting = false;

  constructor(
    private readonly figure: HTMLElement,
    private readonly data: PageData,
    private readonly axes: readonly Axis[],
    private readonly open: (index: number) => void,
  ) {
    this.#series = [...new Set(data.rows.map(({ series }) => series))];
    this.#selects = [
      onlyChild(figure, "select.x", HTMLSelectElement),
      onlyChild(figure, "select.y", HTMLSelectElement),
    ];
  }

  /** Draws these rows when the last drawing is done; of several requests meanwhile, the last. */
  draw(rows: readonly number[]): void {
    this.#wanted = rows;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#drawing = this.#drawing.then(async (last) => {
      await nextFrame();
      this.#isWaiting = false;
      last?.finalize();
      return this.#drawNow(this.#wanted);
    });
  }

  async #drawNow(rows: readonly number[]): Promise<Result | undefined> {
    const [x, y] = this.#selects.map(({ value }) => this.axes.find(({ field }) => field === value));
    if (x === undefined || y === undefined) return undefined;
    const points = rows.flatMap((key) => this.#point(key, x, y));
    const front = paretoFront(points, { x: x.better, y: y.better });
    this.#describe(x, y, points, front);
    const chart = onlyChild(this.figure, ".chart", HTMLElement);
    chart.replaceChildren();
    if (points.length === 0) return undefined;
    const result = await embed(chart, specOf(x, y, points, front, this.#series), {
      actions: { export: true, source: false, compiled: false, editor: false },
      renderer: "canvas",
      tooltip: { theme: darkness.matches ? "dark" : "light" },
    });
    result.view.addEventListener("click", (_, item) => {
      const datum = item?.datum as { readonly key?: number } | undefined;
      if (datum?.key !== undefined) this.open(datum.key);
    });
    return result;
  }

  #point(key: number, x: Axis, y: Axis): Plotted[] {
    const row = this.data.rows[key];
    const [atX, atY] = [row?.values[x.field], row?.values[y.field]];
    return row !== undefined && typeof atX === "number" && typeof atY === "number"
      ? [{ key, x: atX, y: atY, row }]
      : [];
  }

  /** The front as a list too: for those who do not see the plot, and for everybody. */
  #describe(x: Axis, y: Axis, points: readonly Plotted[], front: readonly Plotted[]): void {
    onlyChild(this.figure, ".front summary", HTMLElement).textContent =
      points.length === 0
        ? "no design has both figures"
        : `${front.length} of ${points.length} designs are on the front`;
    const items = front.map(({ key, row }) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = row.design;
      button.addEventListener("click", () => {
        this.open(key);
      });
      item.append(button, ` ${x.title} ${row.texts[x.field] ?? ""}, ${y.title} ${row.texts[y.field] ?? ""}`);
      return item;
    });
    onlyChild(this.figure, ".front ol", HTMLOListElement).replaceChildren(...items);
  }
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

function specOf(
  x: Axis,
  y: Axis,
  points: readonly Plotted[],
  front: readonly Plotted[],
  series: readonly string[],
): VisualizationSpec {
  const onFront = new Set(front.map(({ key }) => key));
  const values = points.map(({ key, x: atX, y: atY, row }) => ({
    key,
    x: atX,
    y: atY,
    design: row.design,
    series: row.series,
    atX: row.texts[x.field],
    atY: row.texts[y.field],
    front: onFront.has(key),
  }));
  const channel = (name: "x" | "y", { title }: Axis) => ({
    field: name,
    type: "quantitative" as const,
    title,
    axis: { tickCount: 8 },
    scale: scaleOf(points.map((point) => point[name])),
  });
  const encoding = { x: channel("x", x), y: channel("y", y) };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${y.title} over ${x.title} of ${points.length} designs; the same figures are in the table`,
    width: "container",
    height: 300,
    autosize: { type: "fit", contains: "padding" },
    background: "transparent",
    config: colours(),
    layer: [
      {
        data: { values: front.map(({ x, y }) => ({ x, y })) },
        mark: { type: "line", interpolate: "step-after", strokeWidth: 1.5, strokeDash: [4, 3], color: ink() },
        encoding: { ...encoding, order: { field: "x", type: "quantitative" } },
      },
      {
        data: { values },
        mark: { type: "point", filled: true, cursor: "pointer", size: 55 },
        encoding: {
          ...encoding,
          color: {
            field: "series",
            type: "nominal",
            title: null,
            scale: { scheme: "tableau10", domain: [...series] },
            legend: { orient: "bottom", columns: { expr: legendColumns(series) }, symbolOpacity: 1 },
          },
          shape: { field: "series", type: "nominal", title: null, scale: { domain: [...series] } },
          opacity: { condition: { test: "datum.front", value: 1 }, value: 0.45 },
          tooltip: [
            { field: "design", title: "design" },
            { field: "atX", title: x.title },
            { field: "atY", title: y.title },
          ],
        },
      },
    ],
  };
}

/** As many as fit side by side in the plot's width in pixels, at 7 a letter and 40 for a symbol and what is around it. */
function legendColumns(series: readonly string[]): string {
  const letters = series.reduce((most, { length }) => Math.max(most, length), 0);
  return `max(1, floor(width / ${7 * letters + 40}))`;
}

/** Logarithmic where the largest value is more than 30 times the smallest. */
function scaleOf(values: readonly number[]): { type: "log" | "linear"; zero?: boolean } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least > 0 && most / least > 30 ? { type: "log" } : { type: "linear", zero: false };
}

const ink = (): string => getComputedStyle(document.body).color;

/** The page's own colours and letters. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const text = ink();
  const line = style.getPropertyValue("--line");
  return {
    font: getComputedStyle(document.body).fontFamily,
    axis: { labelColor: text, titleColor: text, gridColor: line, domainColor: line, tickColor: line },
    legend: { labelColor: text, labelLimit: 260 },
    view: { stroke: line },
  };
}
