import { html, nothing, type TemplateResult } from "lit-html";
import { addressOf, stateOf, type State } from "./address.js";
import { cards } from "./cards.js";
import { clocked } from "./clocked-view.js";
import { form } from "./form.js";
import { groups } from "./groups.js";
import { interfaceOf } from "./interface.js";
import { operands } from "./operands.js";
import { output } from "./output.js";
import type { Seen } from "./seen.js";
import type { Synthesis } from "./synthesis.js";

/** What is seen around the designs. */
export interface Around {
  readonly filter: string;
  readonly areCardsOpen: boolean;
  readonly synthesis: Synthesis;
}

/** A side is 0 for the first design, 1 for the second. */
export interface Events {
  readonly onFilter: (text: string) => void;
  readonly onCards: (areOpen: boolean) => void;
  readonly onValue: (side: number, name: string, value: string) => void;
  readonly onOperand: (name: string, text: string) => void;
  readonly onCycles: (side: number, text: string) => void;
  readonly onShow: (name: string) => void;
  /** A second design is asked for. */
  readonly onBeside: () => void;
}

/** One design and the operators' cards beside it, or two designs side by side. */
export const view = (
  sides: readonly Seen[],
  { filter, areCardsOpen, synthesis }: Around,
  events: Events,
): TemplateResult => {
  const [first] = sides;
  return html`
    ${
      sides.length > 1 || first === undefined
        ? nothing
        : html`
            <nav class="operators" aria-label="Operators">
              <details
                ?open=${areCardsOpen}
                @toggle=${(event: Event) => {
                  events.onCards((event.currentTarget as HTMLDetailsElement).open);
                }}
              >
                <summary>Operators</summary>
                ${cards(first.state.operator.name, filter, events.onFilter)}
              </details>
            </nav>
          `
    }
    <div class=${sides.length > 1 ? "sides two" : "sides"}>
      ${sides.map((seen, index) => side(seen, index, sides, synthesis, events))}
    </div>
  `;
};

function side(
  seen: Seen,
  index: number,
  sides: readonly Seen[],
  synthesis: Synthesis,
  events: Events,
): TemplateResult {
  const { state, asked, last } = seen;
  const other = sides[1 - index]?.state;
  const { name, summary, examples } = state.operator;
  const prefix = index === 0 ? "" : "second-";
  // What a screen reader is told apart by, where both designs have it.
  const suffix = index === 0 ? "" : ", second design";
  const unseen = index === 0 ? nothing : html`<span class="unseen">${suffix}</span>`;
  return html`
    <section class="design" aria-labelledby=${`${prefix}operator`}>
      <div class="heading">
        <h2 id=${`${prefix}operator`}>${name}${unseen}</h2>
        ${
          other === undefined
            ? html`<button type="button" @click=${events.onBeside}>A second design beside it</button>`
            : change(state, other, suffix, (part) => addressWith(sides, index, part))
        }
      </div>
      <p>${summary}</p>
      <p class="examples quiet">
        For example
        ${examples.map((example, nth) => [
          nth === 0 ? nothing : ", ",
          html`<a href=${addressWith(sides, index, `${name}?${example.replaceAll(" ", "&")}`)}
            >${example}</a
          >`,
        ])}
      </p>
      ${form(state, {
        problems: asked.problems,
        prefix,
        onValue: (parameter, value) => {
          events.onValue(index, parameter, value);
        },
      })}
      ${
        last === null
          ? nothing
          : html`
              <section aria-labelledby=${`${prefix}play`}>
                <h2 id=${`${prefix}play`}>Operands to play with${unseen}</h2>
                <p class="quiet">A value, <code>1.5</code>, or a pattern, <code>0x50</code>.</p>
                ${operands(last, state.operands, prefix, events.onOperand)}
              </section>
              ${
                last.machine === null
                  ? nothing
                  : html`<section aria-labelledby=${`${prefix}clock`}>
                      <h2 id=${`${prefix}clock`}>Step the clock${unseen}</h2>
                      ${clocked(
                        last,
                        state,
                        { prefix, suffix },
                        {
                          onCycles: (cycles) => {
                            events.onCycles(index, cycles);
                          },
                          onControl: events.onOperand,
                        },
                      )}
                    </section>`
              }
              <section aria-labelledby=${`${prefix}ports`}>
                <h2 id=${`${prefix}ports`}>Interface${unseen}</h2>
                ${interfaceOf(last, suffix)}
              </section>
            `
      }
    </section>
    <section class="output" aria-label=${`Files${suffix}`}>
      ${output(seen, { prefix, suffix, synthesis, onShow: events.onShow })}
    </section>
  `;
}

/** An address whose part at one side is this. */
function addressWith(sides: readonly Seen[], index: number, part: string): string {
  const parts = sides.map(({ state }) => addressOf([state]).slice(1));
  return `#${parts.with(index, part).join(";")}`;
}

/** Another operator in a design's place, or none. */
function change(
  { operator }: State,
  other: State,
  suffix: string,
  addressFor: (part: string) => string,
): TemplateResult {
  return html`
    <label
      ><span class="unseen">${`Operator${suffix}`}</span>
      <select
        @change=${(event: Event) => {
          location.hash = addressFor((event.target as HTMLSelectElement).value);
        }}
      >
        ${groups().map(
          ({ title, operators }) => html`
            <optgroup label=${title}>
              ${operators.map(
                (each) =>
                  html`<option
                    value=${addressOf([stateOf(each)]).slice(1)}
                    ?selected=${each === operator}
                    .selected=${each === operator}
                  >
                    ${each.name}
                  </option>`,
              )}
            </optgroup>
          `,
        )}
      </select></label
    >
    <a href=${addressOf([other])}>${`Leave out ${operator.name}`}</a>
  `;
}
