import { controls } from "./controls.js";
import type { PageData } from "./data.js";
import { detailsDialog } from "./details.js";
import { element } from "./dom.js";
import { legend } from "./legend.js";
import { Model } from "./model.js";
import { Plots } from "./plots.js";
import { Table } from "./table.js";

const data = JSON.parse(element("data", HTMLScriptElement).text) as PageData;
const model = new Model(data);
const open = detailsDialog(data);
controls(model);
new Table(model, open);
if (data.plots.length > 0) {
  legend(model);
  new Plots(model, open);
}
