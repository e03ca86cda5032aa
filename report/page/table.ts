import { csvFormatRows } from "d3-dsv";
import { element, onlyChild } from "./dom.js";
import type { Model, View } from "./model.js";
import { frontName } from "./filter.js";
import { intoView } from "./plots.js";
import { save } from "./save.js";
import type { Sort } from "./state.js";

/** The table: sorted by its headings, filtered, and one with the plots. */
export class Table {
  readonly #table = element("designs", HTMLTableElement);
  readonly #body = onlyChild(this.#table, "tbody", HTMLTableSectionElement);
  /** In the order of the data, however the table is sorted. */
  readonly #rows = [...this.#body.rows];
  /** What of each row was last changed. */
  readonly #looks: string[] = [];
  readonly #headings = [...this.#table.querySelectorAll<HTMLTableCellElement>("th[data-field]")];

  constructor(
    private readonly model: Model,
    private readonly open: (row: number) => void,
  ) {
    model.onChange((view, before) => {
      this.#show(view);
      if (view.state.sort !== before?.sort || view.state.sort?.field === frontName) this.#sort(view);
      const { selected } = view.state;
      if (selected !== before?.selected) this.#toRow(selected);
    });
    model.onHover((hovered) => {
      this.#body.querySelector(".hovered")?.classList.remove("hovered");
      if (hovered !== undefined) this.#rows[hovered]?.classList.add("hovered");
      if (hovered !== undefined && !this.#table.matches(":hover, :focus-within")) this.#toRow(hovered);
    });
    this.#listen();
    element("csv", HTMLButtonElement).addEventListener("click", () => {
      save("designs.csv", "text/csv;charset=utf-8", this.#csv());
    });
  }

  #listen(): void {
    for (const heading of this.#headings)
      heading.querySelector("button")?.addEventListener("click", () => {
        const { sort } = this.model.view.state;
        const { field = "" } = heading.dataset;
        this.model.update({ sort: { field, descending: sort?.field === field && !sort.descending } });
      });
    this.#body.addEventListener("pointerover", ({ target }) => {
      this.model.hover(rowAt(target));
    });
    this.#body.addEventListener("pointerleave", () => {
      this.model.hover(undefined);
    });
    this.#body.addEventListener("focusin", ({ target }) => {
      this.model.hover(rowAt(target));
    });
    this.#body.addEventListener("focusout", () => {
      this.model.hover(undefined);
    });
    this.#body.addEventListener("click", ({ target }) => {
      const row = rowAt(target);
      if (row === undefined) return;
      this.model.update({ selected: row });
      if (target instanceof Element && target.closest("th button") !== null) this.open(row);
    });
    this.#body.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const row = rowAt(event.target);
      if (step === undefined || row === undefined) return;
      const listed = this.#order();
      const next = listed[listed.indexOf(row) + step];
      if (next === undefined) return;
      event.preventDefault();
      this.#rows[next]?.querySelector<HTMLElement>("th button")?.focus();
      this.model.update({ selected: next });
    });
  }

  #show({ listed, onFront, state }: View): void {
    const shown = new Set(listed);
    this.#rows.forEach((row, index) => {
      // A row that stays as it is costs nothing: there may be thousands.
      const looks = `${shown.has(index)} ${onFront.has(index)} ${state.selected === index}`;
      if (this.#looks[index] === looks) return;
      this.#looks[index] = looks;
      row.hidden = !shown.has(index);
      row.classList.toggle("on-front", onFront.has(index));
      row.classList.toggle("selected", state.selected === index);
      row.ariaSelected = String(state.selected === index);
      const mark = row.querySelector(".mark");
      if (mark !== null) mark.textContent = onFront.has(index) ? "●" : "";
      mark?.setAttribute("aria-label", onFront.has(index) ? "on the front" : "");
    });
    for (const heading of this.#headings)
      heading.classList.toggle("axis", [state.x, state.y].includes(heading.dataset.field ?? ""));
  }

  #sort({ state: { sort } }: View): void {
    for (const heading of this.#headings) heading.setAttribute("aria-sort", ariaSort(sort, heading));
    this.#body.append(...this.#inOrder().flatMap((index) => this.#rows[index] ?? []));
  }

  /** Every row, sorted. */
  #inOrder(): number[] {
    const { sort } = this.model.view.state;
    const order = this.#rows.map((_, index) => index);
    if (sort === undefined) return order;
    const values = order.map((index) => this.#valueOf(index, sort.field));
    return order.sort(
      (a, b) => compareValues(values[a] ?? null, values[b] ?? null, sort.descending) || a - b,
    );
  }

  /** The rows that are shown, sorted. */
  #order(): number[] {
    const listed = new Set(this.model.view.listed);
    return this.#inOrder().filter((index) => listed.has(index));
  }

  #valueOf(row: number, field: string): Value {
    // What is on the front comes first.
    if (field === frontName) return this.model.view.onFront.has(row) ? 0 : 1;
    return this.model.data.rows[row]?.values[field] ?? null;
  }

  /** What the table shows, as it shows it: its rows, columns and order. Figures have all their digits. */
  #csv(): string {
    const { data, view } = this.model;
    const fields = data.shown;
    const rows = this.#order().map((row) =>
      fields.map((field) =>
        field === frontName
          ? view.onFront.has(row)
            ? "yes"
            : "no"
          : String(this.#valueOf(row, field) ?? ""),
      ),
    );
    return `${csvFormatRows([[...fields], ...rows])}\n`;
  }

  #toRow(index: number | undefined): void {
    const row = index === undefined ? undefined : this.#rows[index];
    const box = this.#table.parentElement;
    if (row === undefined || row.hidden || box === null) return;
    const { scrollLeft } = box;
    intoView(box, row, this.#table.tHead?.offsetHeight);
    box.scrollLeft = scrollLeft;
  }
}

/** The row that an event happened in. */
function rowAt(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("tr[data-row]") : null;
  return row === null ? undefined : Number(row.dataset.row);
}

function ariaSort(sort: Sort | undefined, heading: HTMLElement): string {
  if (sort === undefined || sort.field !== heading.dataset.field) return "none";
  return sort.descending ? "descending" : "ascending";
}

type Value = string | number | boolean | null;

/** Numbers before texts; what has no value comes last, ascending or descending. */
function compareValues(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const direction = descending ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return direction * (a - b);
  return direction * String(a).localeCompare(String(b), "en", { numeric: true });
}
