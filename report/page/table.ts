import type { PageData } from "./data.js";
import { filterFor } from "./filter.js";
import { element, onlyChild } from "./dom.js";

export interface Table {
  /** Rows, by index, that the filter leaves, in the order of the data. */
  visible(): readonly number[];
  /** Called whenever other rows are visible. */
  onChange(listener: () => void): void;
  /** Shows only what a filter leaves. */
  filter(text: string): void;
}

/** Makes the table's headings sort and the filter's field filter. */
export function liveTable(data: PageData): Table {
  const body = onlyChild(element("designs", HTMLTableElement), "tbody", HTMLTableSectionElement);
  // In the order of the data, however the table is sorted.
  const rows = [...body.rows];
  const fields = new Set(data.columns.map(({ field }) => field));
  const listeners: (() => void)[] = [];
  let left: readonly number[] = rows.map((_, index) => index);

  const sort = (heading: HTMLTableCellElement): void => {
    const field = heading.dataset.field ?? "";
    const descending = heading.getAttribute("aria-sort") === "ascending";
    for (const other of element("designs", HTMLTableElement).querySelectorAll("th[aria-sort]"))
      other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const values = data.rows.map(({ values }) => values[field] ?? null);
    const order = rows.map((_, index) => index);
    order.sort((a, b) => compareValues(values[a] ?? null, values[b] ?? null, descending) || a - b);
    body.append(...order.flatMap((index) => rows[index] ?? []));
  };
  for (const heading of element("designs", HTMLTableElement).querySelectorAll<HTMLTableCellElement>(
    "th[data-field]",
  ))
    heading.querySelector("button")?.addEventListener("click", () => {
      sort(heading);
    });

  return {
    visible: () => left,
    onChange: (listener) => listeners.push(listener),
    filter(text) {
      const holds = filterFor(text, fields);
      const shown = data.rows.map((row) => holds(row));
      left = shown.flatMap((isShown, index) => (isShown ? [index] : []));
      rows.forEach((row, index) => {
        row.hidden = shown[index] !== true;
      });
      element("count", HTMLElement).textContent = `${left.length} of ${rows.length} designs`;
      for (const listener of listeners) listener();
    },
  };
}

type Value = string | number | boolean | null;

/** Numbers before texts; what has no value comes last, ascending or descending. */
function compareValues(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const direction = descending ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return direction * (a - b);
  return direction * String(a).localeCompare(String(b), "en", { numeric: true });
}
