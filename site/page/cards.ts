import { html, type TemplateResult } from "lit-html";
import { addressOf, stateOf } from "./address.js";
import { groups } from "./groups.js";

/** A card for each operator, with what it is for. Each is a link: every state has an address. */
export function cards(chosen: string, filter: string, onFilter: (text: string) => void): TemplateResult {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = groups()
    .map(({ title, operators }) => ({
      title,
      operators: operators.filter(({ name, summary }) =>
        words.every((word) => `${title} ${name} ${summary}`.toLowerCase().includes(word)),
      ),
    }))
    .filter(({ operators }) => operators.length > 0);
  return html`
    <label class="find"
      ><span class="unseen">Find an operator</span>
      <input
        type="search"
        placeholder="Find an operator"
        .value=${filter}
        @input=${(event: InputEvent) => {
          onFilter((event.target as HTMLInputElement).value);
        }}
    /></label>
    ${shown.map(
      ({ title, operators }) => html`
        <h2>${title}</h2>
        <ul class="cards">
          ${operators.map(
            (operator) => html`
              <li>
                <a
                  href=${addressOf([stateOf(operator)])}
                  aria-current=${operator.name === chosen ? "true" : "false"}
                  ><b>${operator.name}</b> <span>${operator.summary}</span></a
                >
              </li>
            `,
          )}
        </ul>
      `,
    )}
    <p role="status" class="quiet">${shown.length === 0 ? "No operator has all of these words." : ""}</p>
  `;
}
