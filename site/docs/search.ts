import MiniSearch from "minisearch";
import { searchOptions } from "./search-options.js";

declare global {
  interface Window {
    /** The index that the site was built with, as MiniSearch writes it. */
    tapirSearchIndex: string;
  }
}

/** More would be no answer. */
const mostFound = 12;

const field = document.getElementById("search") as HTMLInputElement;
const list = document.getElementById("found") as HTMLOListElement;
let index: MiniSearch<{ file: string }> | undefined;

field.addEventListener("input", () => {
  index ??= MiniSearch.loadJSON(window.tapirSearchIndex, searchOptions);
  const words = field.value.trim();
  const found =
    words === ""
      ? []
      : index.search(words, { prefix: true, fuzzy: 0.15, boost: { title: 3 }, combineWith: "AND" });
  list.hidden = words === "";
  list.replaceChildren(...found.slice(0, mostFound).map(({ id, title }) => item(String(id), String(title))));
  if (words !== "" && found.length === 0) list.append(item(null, `Nothing has all of: ${words}`));
});

function item(file: string | null, title: string): HTMLLIElement {
  const line = document.createElement("li");
  if (file === null) line.textContent = title;
  else {
    const link = document.createElement("a");
    link.href = file;
    link.textContent = title;
    line.append(link);
  }
  return line;
}
