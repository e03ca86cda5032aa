import { html, nothing, type TemplateResult } from "lit-html";
import type { Design } from "../../generators/design.js";
import type { State } from "./address.js";
import { cards } from "./cards.js";
import type { Asked } from "./design.js";
import { form } from "./form.js";
import { interfaceOf } from "./interface.js";
import { operands } from "./operands.js";
import { output, type Made } from "./output.js";

/** All that is seen. */
export interface Seen {
  readonly state: State;
  readonly asked: Asked;
  /** The last design that was right. */
  readonly last: Design | null;
  readonly made: Made | null;
  readonly isWaiting: boolean;
  readonly filter: string;
  readonly areCardsOpen: boolean;
}

export interface Events {
  readonly onFilter: (text: string) => void;
  readonly onCards: (areOpen: boolean) => void;
  readonly onValue: (name: string, value: string) => void;
  readonly onOperand: (name: string, text: string) => void;
  readonly onShow: (name: string) => void;
}

export const view = (seen: Seen, events: Events): TemplateResult => {
  const { state, asked, last, made, isWaiting, filter } = seen;
  const { name, summary, examples } = state.operator;
  return html`
    <nav class="operators" aria-label="Operators">
      <details
        ?open=${seen.areCardsOpen}
        @toggle=${(event: Event) => {
          events.onCards((event.currentTarget as HTMLDetailsElement).open);
        }}
      >
        <summary>Operators</summary>
        ${cards(name, filter, events.onFilter)}
      </details>
    </nav>
    <section class="design" aria-labelledby="operator">
      <h2 id="operator">${name}</h2>
      <p>${summary}</p>
      <p class="examples quiet">
        For example
        ${examples.map((example, index) => [
          index === 0 ? nothing : ", ",
          html`<a href=${`#${name}?${example.replaceAll(" ", "&")}`}>${example}</a>`,
        ])}
      </p>
      ${form(state, asked.problems, events.onValue)}
      ${
        last === null
          ? nothing
          : html`
              <section aria-labelledby="play">
                <h2 id="play">Operands to play with</h2>
                <p class="quiet">A value, <code>1.5</code>, or a pattern, <code>0x50</code>.</p>
                ${operands(last, state.operands, events.onOperand)}
              </section>
              <section aria-labelledby="ports">
                <h2 id="ports">Interface</h2>
                ${interfaceOf(last)}
              </section>
            `
      }
    </section>
    <section class="output" aria-label="Files">
      ${output(asked.design, state.show, made, isWaiting, events.onShow)}
    </section>
  `;
};
