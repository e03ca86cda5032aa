import { element } from "./dom.js";
import type { Model } from "./model.js";
import type { State } from "./state.js";

/** Everything above the plots and the table: filter, class, axes. Each shows the state and changes it. */
export function controls(model: Model): void {
  filterField(model);
  chosen(
    model,
    "class",
    ({ group }) => String(group ?? ""),
    (value) => ({
      group: value === "" ? undefined : Number(value),
    }),
  );
  chosen(
    model,
    "y",
    ({ y }) => y,
    (y) => ({ y }),
  );
  chosen(
    model,
    "x",
    ({ x }) => x,
    (x) => ({ x }),
  );
  checked(model, "only-front", "onlyFront");
  checked(model, "whole", "whole");
  for (const button of document.querySelectorAll<HTMLButtonElement>(".presets button")) {
    const { x = "", y = "" } = button.dataset;
    button.addEventListener("click", () => {
      model.update({ x, y });
    });
    model.onChange(({ state }) => {
      button.setAttribute("aria-pressed", String(state.x === x && state.y === y));
    });
  }
}

function filterField(model: Model): void {
  const field = element("filter", HTMLInputElement);
  const complaint = element("complaint", HTMLElement);
  field.addEventListener("input", () => {
    model.update({ filter: field.value });
  });
  model.onChange((view) => {
    if (field.value !== view.state.filter) field.value = view.state.filter;
    field.setAttribute("aria-invalid", String(view.complaint !== undefined));
    complaint.textContent = view.complaint ?? "";
    complaint.hidden = view.complaint === undefined;
    element("count", HTMLElement).textContent = `${view.listed.length} of ${model.data.rows.length} designs`;
  });
}

function chosen(
  model: Model,
  id: string,
  read: (state: State) => string,
  change: (value: string) => Partial<State>,
): void {
  const select = document.getElementById(id);
  if (!(select instanceof HTMLSelectElement)) return;
  select.addEventListener("change", () => {
    model.update(change(select.value));
  });
  model.onChange(({ state }) => {
    select.value = read(state);
  });
}

function checked(model: Model, id: string, name: "onlyFront" | "whole"): void {
  const box = document.getElementById(id);
  if (!(box instanceof HTMLInputElement)) return;
  box.addEventListener("change", () => {
    model.update({ [name]: box.checked });
  });
  model.onChange(({ state }) => {
    box.checked = state[name];
  });
}
