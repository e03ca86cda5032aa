import type { PageData } from "./data.js";
import { element } from "./dom.js";
import { drawFacet, type Drawn, type Facet } from "./facet.js";
import type { GroupFront } from "./front.js";
import { layoutFor } from "./layout.js";
import type { Model, View } from "./model.js";
import { save } from "./save.js";
import { standalone } from "./svg.js";
import { textElement, Tip } from "./tip.js";

/** Of plots in one row, in pixels. */
const rowHeight = 170;
/** What of a state decides how plots are drawn. */
const decisive = ["x", "y", "whole", "group", "filter"] as const;
/** The pointer is at a point from this many pixels on. */
const reach = 26;

/** The plots: one for each class that has designs with both figures. */
export class Plots {
  readonly #place = element("facets", HTMLElement);
  readonly #tip = new Tip();
  readonly #facets = new Map<number, Facet>();

  constructor(
    private readonly model: Model,
    private readonly open: (row: number) => void,
  ) {
    model.onChange((view, before) => {
      if (decisive.some((name) => view.state[name] !== before?.[name])) this.#draw(view);
      this.#select(view.state.selected, before?.selected !== view.state.selected && before !== undefined);
    });
    model.onHover((row) => {
      for (const facet of this.#facets.values()) facet.ring("hovered", row);
      if (row === undefined) this.#tip.hide();
    });
    const sizeNow = (): string => `${this.#place.clientWidth} ${innerHeight}`;
    let size = sizeNow();
    new ResizeObserver(() => {
      if (sizeNow() === size) return;
      size = sizeNow();
      this.#draw(model.view);
      this.#select(model.view.state.selected, false);
    }).observe(this.#place);
  }

  #draw(view: View): void {
    this.#tip.hide();
    this.#facets.clear();
    const shown = view.fronts.filter(({ points }) => points.length > 0);
    const figures = shown.map((front) => this.#figure(front));
    this.#place.replaceChildren(...figures, ...this.#absent(view));
    // On a narrow screen they stand in one row, as high as they are.
    const isRow = getComputedStyle(this.#place).gridAutoFlow === "column";
    const { clientWidth: width, clientHeight: room } = this.#place;
    const { columns, height } = isRow
      ? { columns: 1, height: rowHeight }
      : layoutFor(shown.length, width, room);
    this.#place.style.gridTemplateColumns = isRow ? "" : `repeat(${columns}, minmax(0, 1fr))`;
    this.#place.classList.toggle("single", shown.length === 1);
    shown.forEach((front, index) => {
      const figure = figures[index];
      if (figure !== undefined) this.#fill(figure, front, view, height);
    });
  }

  /** The classes of which nothing can be drawn. */
  #absent({ rows, fronts }: View): HTMLElement[] {
    const { data } = this.model;
    const shown = new Set(rows.map((row) => data.rows[row]?.group));
    const names = fronts.flatMap(({ group, points }) => {
      const { letter = "", function: name = "" } = data.groups[group] ?? {};
      return points.length === 0 && shown.has(group)
        ? [data.groups.length > 1 ? `${letter} ${name}` : name]
        : [];
    });
    if (rows.length === 0) return [textElement("p", "No design is left.")];
    return names.length > 0 ? [textElement("p", `No design has both figures: ${names.join("; ")}.`)] : [];
  }

  #figure({ group, points, front }: GroupFront): HTMLElement {
    const { data } = this.model;
    const {
      letter,
      function: name,
      formats,
    } = data.groups[group] ?? { letter: "", function: "", formats: "" };
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const heading = document.createElement("h2");
    if (data.groups.length > 1) heading.append(mark(letter), " ");
    heading.append(name, " ", classed("span", "formats", formats));
    heading.title = `${name}: ${formats}`;
    caption.append(heading);
    caption.append(classed("p", "count", `${front.length} of ${points.length} on the front`));
    figure.append(caption);
    figure.dataset.class = letter;
    return figure;
  }

  #fill(figure: HTMLElement, front: GroupFront, view: View, height: number): void {
    const { data } = this.model;
    const { clientWidth: width } = figure;
    const facet = drawFacet(
      {
        front,
        x: titleOf(data, view.state.x),
        y: titleOf(data, view.state.y),
        whole: view.state.whole,
        nameOf: ({ key }) =>
          [data.rows[key]?.name, ...this.#figures(key).map((pair) => pair.join(" "))].join(", "),
        seriesOf: ({ key }) => data.rows[key]?.series ?? 0,
      },
      width,
      height,
    );
    facet.drawing.setAttribute("aria-label", figure.querySelector("figcaption")?.innerText ?? "");
    figure.querySelector("figcaption")?.append(this.#more(facet));
    figure.append(facet.drawing);
    this.#facets.set(front.group, facet);
    this.#listen(facet);
  }

  /** That something is beyond a plot's axes, and its drawing as a file. */
  #more({ beyond, drawing }: Facet): HTMLElement {
    const more = classed("p", "more", "");
    if (beyond > 0) {
      const far = classed("button", "link", `${beyond} far off`);
      far.type = "button";
      far.title = "They stand at the edge, with an arrow. Show the whole range";
      far.addEventListener("click", () => {
        this.model.update({ whole: true });
      });
      more.append(far);
    }
    const button = classed("button", "link save", "SVG");
    button.type = "button";
    button.title = "Save this plot as SVG";
    button.addEventListener("click", () => {
      save("plot.svg", "image/svg+xml", standalone(drawing));
    });
    more.append(button);
    return more;
  }

  #listen(facet: Facet): void {
    const { drawing, points } = facet;
    const nearest = ({ clientX, clientY }: MouseEvent): Drawn | undefined => {
      const { left, top } = drawing.getBoundingClientRect();
      const far = ({ px, py }: Drawn): number => Math.hypot(px - (clientX - left), py - (clientY - top));
      const [first] = points.toSorted((one, other) => far(one) - far(other));
      return first !== undefined && far(first) <= reach ? first : undefined;
    };
    const come = (point: Drawn | undefined): void => {
      drawing.classList.toggle("at-point", point !== undefined);
      this.model.hover(point?.key);
      if (point !== undefined) this.#tell(point, drawing);
    };
    drawing.addEventListener("pointermove", (event) => {
      come(nearest(event));
    });
    drawing.addEventListener("pointerleave", () => {
      come(undefined);
    });
    drawing.addEventListener("click", (event) => {
      const point = nearest(event);
      this.model.update({ selected: point?.key });
      if (point !== undefined && event.detail === 2) this.open(point.key);
    });
    // One stop for the Tab key; the arrows go from point to point.
    points[0]?.element.setAttribute("tabindex", "0");
    points.forEach((point, index) => {
      point.element.addEventListener("focus", () => {
        for (const { element } of points) element.setAttribute("tabindex", "-1");
        point.element.setAttribute("tabindex", "0");
        if (point.element.matches(":focus-visible")) come(point);
      });
      point.element.addEventListener("blur", () => {
        come(undefined);
      });
      point.element.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
        if (step !== undefined) points[index + step]?.element.focus();
        else if (event.key === "Enter" || event.key === " ") this.#press(point);
        else return;
        event.preventDefault();
      });
    });
  }

  /** The first time selects, the second opens. */
  #press({ key }: Drawn): void {
    if (this.model.view.state.selected === key) this.open(key);
    else this.model.update({ selected: key });
  }

  #tell({ key, px, py }: Drawn, drawing: SVGSVGElement): void {
    const { left, top } = drawing.getBoundingClientRect();
    const row = this.model.data.rows[key];
    if (row === undefined) return;
    const isOnFront = this.model.view.onFront.has(key);
    const note = isOnFront ? "On the front of its class. " : "";
    this.#tip.show(
      { title: row.name, figures: this.#figures(key), note: `${note}A click selects, a second one opens.` },
      { x: left + px, y: top + py },
    );
  }

  /** Titles and texts of a design's two figures. */
  #figures(key: number): [string, string][] {
    const { data, view } = this.model;
    return [...new Set([view.state.y, view.state.x])].map((field) => [
      titleOf(data, field),
      data.rows[key]?.texts[field] ?? "–",
    ]);
  }

  #select(row: number | undefined, isNew: boolean): void {
    for (const facet of this.#facets.values()) facet.ring("selected", row);
    const group = row === undefined ? undefined : this.model.data.rows[row]?.group;
    const figure = group === undefined ? undefined : this.#facets.get(group)?.drawing.parentElement;
    if (isNew && figure != null) intoView(this.#place, figure);
  }
}

/** Scrolls a box, and nothing around it, until what is in it can be seen. */
export function intoView(box: HTMLElement, inside: HTMLElement, covered = 0): void {
  const [outer, inner] = [box.getBoundingClientRect(), inside.getBoundingClientRect()];
  if (inner.top < outer.top + covered) box.scrollTop += inner.top - outer.top - covered;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
  if (inner.left < outer.left && inner.width <= outer.width) box.scrollLeft += inner.left - outer.left;
  else if (inner.right > outer.right && inner.width <= outer.width)
    box.scrollLeft += inner.right - outer.right;
}

const titleOf = ({ columns }: PageData, wanted: string): string =>
  columns.find(({ field }) => field === wanted)?.title ?? wanted;

const mark = (letter: string): HTMLElement => classed("span", "letter", letter);

function classed<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  classes: string,
  text: string,
): HTMLElementTagNameMap[Name] {
  const made = textElement(name, text);
  made.className = classes;
  return made;
}
