import { unpackText } from "../packed-texts.js";
import type { PageData, PageRow, Sources } from "./data.js";
import { element } from "./dom.js";

/** Makes the dialog that shows all there is of one design. @returns what opens it for a row */
export function detailsDialog(data: PageData): (index: number) => void {
  const dialog = element("details", HTMLDialogElement);
  const command = element("details-command", HTMLElement);
  const copy = element("details-copy", HTMLButtonElement);
  copy.addEventListener("click", () => {
    void copyText(command).then((copied) => {
      element("details-copied", HTMLElement).textContent = copied ? "Copied." : "Selected: press Ctrl+C.";
    });
  });
  return (index) => {
    const row = data.rows[index];
    if (row === undefined) return;
    element("details-title", HTMLElement).textContent = row.design;
    command.textContent = row.command;
    element("details-copied", HTMLElement).textContent = "";
    element("details-figures", HTMLElement).replaceChildren(...figures(data, row));
    const code = element("details-verilog", HTMLElement);
    code.textContent = "…";
    showDiagram(row.design, "");
    void sourcesOf(data).then(({ verilog, diagrams }) => {
      code.textContent = unpackText(verilog, index);
      showDiagram(row.design, unpackText(diagrams, index));
    });
    dialog.showModal();
    dialog.scrollTop = 0;
  };
}

/** The clipboard may be closed to a page that comes from a file; then the text is selected. */
async function copyText(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return false;
  }
}

function figures({ columns }: PageData, { texts }: PageRow): Node[] {
  return columns.flatMap(({ field, title }) => {
    const text = texts[field] ?? "–";
    if (text === "–" || text === "" || field === "design") return [];
    const group = document.createElement("div");
    const [term, value] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = title;
    value.textContent = text;
    group.append(term, value);
    return [group];
  });
}

function showDiagram(design: string, diagram: string): void {
  const section = element("details-diagram", HTMLElement);
  section.hidden = diagram === "";
  if (section.hidden) return;
  // As an image, no style of the drawing meets the page's.
  const image = document.createElement("img");
  image.src = `data:image/svg+xml,${encodeURIComponent(diagram)}`;
  image.alt = `Block diagram of ${design}`;
  section.querySelector("div")?.replaceChildren(image);
}

let sources: Promise<Sources> | undefined;

const sourcesOf = (data: PageData): Promise<Sources> => (sources ??= inflate(data.sources));

async function inflate(base64: string): Promise<Sources> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return (await new Response(stream).json()) as Sources;
}
