import { html, nothing, type TemplateResult } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import { unsafeSVG } from "lit-html/directives/unsafe-svg.js";
import type { Design } from "../../generators/design.js";
import { highlighted } from "./highlight.js";
import { copy, save } from "./files.js";
import { outputs, type OutputFile } from "./outputs.js";
import { costView } from "./cost-view.js";
import type { Seen } from "./seen.js";
import type { Synthesis } from "./synthesis.js";

interface Around {
  /** What the names of its elements begin with, and what their labels end in: two designs may stand in one page. */
  readonly prefix: string;
  readonly suffix: string;
  readonly synthesis: Synthesis;
  readonly onShow: (name: string) => void;
}

/** Tabs of what can be made of a design, and the files of the one that is shown. */
export function output(
  { state: { show }, asked: { design }, made, isWaiting }: Seen,
  { prefix, suffix, synthesis, onShow }: Around,
): TemplateResult {
  const names = Object.keys(outputs).filter(
    (name) => name === show || (design !== null && outputs[name]?.isFor?.(design) !== false),
  );
  return html`
    <div class="tabs" role="tablist" aria-label=${`Made of this design${suffix}`} @keydown=${walk}>
      ${names.map(
        (name) => html`
          <button
            type="button"
            role="tab"
            id=${`${prefix}tab-${name}`}
            aria-selected=${name === show}
            aria-controls=${`${prefix}made`}
            tabindex=${name === show ? 0 : -1}
            @click=${() => {
              onShow(name);
            }}
          >
            ${outputs[name]?.title}
          </button>
        `,
      )}
    </div>
    <div
      id=${`${prefix}made`}
      role="tabpanel"
      aria-labelledby=${`${prefix}tab-${show}`}
      aria-busy=${isWaiting}
      class=${isWaiting || design === null ? "stale" : ""}
    >
      ${
        design === null
          ? html`<p class="quiet">
              The form says what is wrong${made === null ? "" : "; this is the last design that was right"}.
            </p>`
          : command(
              show === "synthesis" ? () => synthesis.commandFor(design) : outputs[show]?.command,
              design,
            )
      }
      ${show === "synthesis" && design !== null ? costView(design, synthesis, suffix) : nothing}
      ${
        made === null
          ? html`<p class="quiet">${design === null ? "" : "…"}</p>`
          : html`${made.refusal === "" ? nothing : html`<p class="problem">${made.refusal}</p>`}
            ${made.files.map((each) => file(each, suffix))}`
      }
    </div>
  `;
}

function command(make: ((design: Design) => string) | undefined, design: Design): TemplateResult {
  let line = "";
  try {
    line = make?.(design) ?? "";
  } catch {
    // What is refused is said below.
  }
  return html`<p class="command"><code>${line}</code> ${copyButton("the command", line)}</p>`;
}

/** The arrow keys go from tab to tab. */
function walk(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  const tabs = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[role="tab"]')];
  const next = tabs.at((tabs.indexOf(event.target as HTMLElement) + by) % tabs.length);
  event.preventDefault();
  next?.focus();
  next?.click();
}

function file({ name, content }: OutputFile, suffix: string): TemplateResult {
  const isText = typeof content === "string";
  return html`
    <section class="file" aria-label=${`${name}${suffix}`}>
      <div class="heading">
        <h2>${name}</h2>
        <span class="quiet">${size(content)}</span>
        <button
          type="button"
          aria-label=${`Download ${name}`}
          @click=${() => {
            save(name, content);
          }}
        >
          Download
        </button>
        ${isText && !name.endsWith(".svg") ? copyButton(name, content) : nothing}
      </div>
      ${isText ? shown(name, content, suffix) : nothing}
    </section>
  `;
}

/** A text that is data is shown by its beginning. */
const mostDataLines = 500;

function shown(name: string, text: string, suffix: string): TemplateResult {
  if (name.endsWith(".svg"))
    return html`<div class="picture" tabindex="0" role="region" aria-label=${`Picture ${name}${suffix}`}>
      ${unsafeSVG(text)}
    </div>`;
  const isData = /\.hex$|_table\.h$/.test(name);
  const lines = text.split("\n");
  const cut = isData && lines.length > mostDataLines;
  const part = cut ? lines.slice(0, mostDataLines).join("\n") : text;
  const coloured = highlighted(name, part);
  return html`
    <pre
      tabindex="0"
      role="region"
      aria-label=${`Text of ${name}${suffix}`}
    ><code>${coloured === null ? part : unsafeHTML(coloured)}</code></pre>
    ${
      cut
        ? html`<p class="quiet">
            … ${(lines.length - mostDataLines).toLocaleString("en")} more lines; the download has them all.
          </p>`
        : nothing
    }
  `;
}

const copyButton = (what: string, text: string): TemplateResult => html`
  <button
    type="button"
    aria-label=${`Copy ${what}`}
    @click=${(event: Event) => {
      void copy(event.currentTarget as HTMLElement, text);
    }}
  >
    Copy
  </button>
`;

function size(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content).length : content.length;
  const lines =
    typeof content === "string" ? `${(content.split("\n").length - 1).toLocaleString("en")} lines, ` : "";
  return `${lines}${bytes < 10_000 ? `${bytes.toLocaleString("en")} bytes` : `${Math.round(bytes / 1000).toLocaleString("en")} kB`}`;
}
