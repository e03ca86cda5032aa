import { html, nothing, type TemplateResult } from "lit-html";
import type { Design } from "../../generators/design.js";
import { costColumns, madeBy } from "../../synth/mapping/cost.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import type { Synthesis } from "./synthesis.js";

/** What a design costs, as Yosys says in the page, and how it is asked. */
export function costView(design: Design, synthesis: Synthesis, suffix: string): TemplateResult {
  if (synthesis.refusal !== "") return html`<p>${synthesis.refusal}</p>`;
  const reply = synthesis.of(design);
  return html`
    ${library(synthesis, suffix)}
    ${
      synthesis.isAsked
        ? nothing
        : html`<p>
            <button
              type="button"
              @click=${() => {
                synthesis.ask();
              }}
            >
              Map it with Yosys
            </button>
            <span class="quiet"
              >${`Yosys ${synthesis.version} is loaded from this site, once: 40 MB, 9 MB as servers send it. The design stays in this page.`}</span
            >
          </p>`
    }
    <div aria-live="polite">
      ${
        reply === undefined
          ? html`<p class="quiet">
              ${synthesis.isAsked ? "Yosys is mapping; the first time it is loaded before …" : ""}
            </p>`
          : "refusal" in reply
            ? html`<p class="problem">${reply.refusal}</p>`
            : figures(reply.result, suffix)
      }
    </div>
  `;
}

function library(synthesis: Synthesis, suffix: string): TemplateResult {
  const { liberty, problem } = synthesis;
  return html`
    <div class="library">
      <span>Library: <b>${liberty?.name ?? "generic"}</b></span>
      ${
        liberty === null
          ? html`<span class="quiet">areas in NAND2, delays in FO4</span>`
          : html`<button
              type="button"
              @click=${() => {
                void synthesis.take(null);
              }}
            >
              The generic one again
            </button>`
      }
      <label
        ><span>or a Liberty file, dropped here or chosen</span>
        <input
          type="file"
          accept=".lib,.gz"
          aria-label=${`Liberty file${suffix}`}
          @change=${(event: Event) => {
            const [file] = (event.target as HTMLInputElement).files ?? [];
            if (file !== undefined) void synthesis.take(file);
          }}
      /></label>
    </div>
    ${problem === "" ? nothing : html`<p class="problem">${problem}</p>`}
  `;
}

const figures = (result: SynthesisResult, suffix: string): TemplateResult => html`
  <dl class="costs">
    ${[
      ...costColumns([result]).map(
        ({ title, value, decimals }) => [title, number(value(result) ?? 0, decimals)] as const,
      ),
      ["cells", number(result.cells, 0)] as const,
      ["depth", number(result.logic_depth, 0)] as const,
    ].map(
      ([title, text]) =>
        html`<div>
          <dt>${title}</dt>
          <dd>${text}</dd>
        </div>`,
    )}
  </dl>
  <p class="quiet">${`${madeBy(result)}. Mapped in ${result.seconds.toFixed(1)} s.`}</p>
  ${result.warnings.map((warning) => html`<p class="problem">${warning}</p>`)}
  <div class="wide" tabindex="0" role="region" aria-label=${`Cells${suffix}`}>
    <table>
      <thead>
        <tr>
          <th scope="col">cell</th>
          <th scope="col" class="number">how many</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(result.cells_by_type)
          .sort(([, one], [, other]) => other - one)
          .map(
            ([type, count]) =>
              html`<tr>
                <th scope="row"><code>${type}</code></th>
                <td class="number">${number(count, 0)}</td>
              </tr>`,
          )}
      </tbody>
    </table>
  </div>
`;

const number = (value: number, decimals: number): string =>
  value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
