import type { PageData } from "./data.js";
import { detailsDialog } from "./details.js";
import { element } from "./dom.js";
import { livePlots } from "./plots.js";
import { liveTable } from "./table.js";

const data = JSON.parse(element("data", HTMLScriptElement).text) as PageData;
const table = liveTable(data);
const open = detailsDialog(data);

element("designs", HTMLTableElement).addEventListener("click", ({ target }) => {
  const row = target instanceof Element ? target.closest("th[scope=row] button")?.closest("tr") : undefined;
  if (row != null) open(Number(row.dataset.row));
});

const field = element("filter", HTMLInputElement);
field.addEventListener("input", () => {
  table.filter(field.value);
});
table.filter(field.value);
livePlots(data, table, open);
