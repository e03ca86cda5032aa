import { html, nothing, type TemplateResult } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import { unsafeSVG } from "lit-html/directives/unsafe-svg.js";
import type { Design } from "../../generators/design.js";
import { highlighted } from "./highlight.js";
import { copy, save } from "./files.js";
import { outputs, type OutputFile } from "./outputs.js";

/** What a worker has made, and of which output. */
export interface Made {
  readonly show: string;
  readonly files: readonly OutputFile[];
  readonly refusal: string;
}

/** Tabs of what can be made of a design, and the files of the one that is shown. */
export function output(
  design: Design | null,
  show: string,
  made: Made | null,
  isWaiting: boolean,
  onShow: (name: string) => void,
): TemplateResult {
  const names = Object.keys(outputs).filter(
    (name) => name === show || (design !== null && outputs[name]?.isFor?.(design) !== false),
  );
  return html`
    <div class="tabs" role="tablist" aria-label="Made of this design" @keydown=${walk}>
      ${names.map(
        (name) => html`
          <button
            type="button"
            role="tab"
            id=${`tab-${name}`}
            aria-selected=${name === show}
            aria-controls="made"
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
      id="made"
      role="tabpanel"
      aria-labelledby=${`tab-${show}`}
      aria-busy=${isWaiting}
      class=${isWaiting || design === null ? "stale" : ""}
    >
      ${
        design === null
          ? html`<p class="quiet">
              The form says what is wrong${made === null ? "" : "; this is the last design that was right"}.
            </p>`
          : command(outputs[show]?.command, design)
      }
      ${
        made === null
          ? html`<p class="quiet">${design === null ? "" : "…"}</p>`
          : html`${made.refusal === "" ? nothing : html`<p class="problem">${made.refusal}</p>`}
            ${made.files.map((each) => file(each))}`
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

function file({ name, content }: OutputFile): TemplateResult {
  const isText = typeof content === "string";
  return html`
    <section class="file" aria-label=${name}>
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
      ${isText ? shown(name, content) : nothing}
    </section>
  `;
}

/** A text that is data is shown by its beginning. */
const mostDataLines = 500;

function shown(name: string, text: string): TemplateResult {
  if (name.endsWith(".svg"))
    return html`<div class="picture" tabindex="0" role="region" aria-label=${`Picture ${name}`}>
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
      aria-label=${`Text of ${name}`}
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
