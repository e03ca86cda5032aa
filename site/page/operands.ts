import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Design } from "../../generators/design.js";
import { isExact } from "../../generators/function-class.js";
import { decoded, withMinus } from "./bits.js";
import { neighbour, play, type Played, type PlayedResult } from "./play.js";

/** Operands to play with: their fields, the operator's result, the exact one, and how far they are apart. */
export function operands(
  design: Design,
  typed: Readonly<Record<string, string>>,
  prefix: string,
  onOperand: (name: string, text: string) => void,
): TemplateResult {
  const played = play(design, typed);
  return html`
    <div class="played">${played.operands.map((each) => operand(each, prefix, onOperand))}</div>
    <div class="results" aria-live="polite">${played.results.map((each) => result(each))}</div>
    ${exactness(design)}
  `;
}

function operand(
  played: Played,
  prefix: string,
  onOperand: (name: string, text: string) => void,
): TemplateResult {
  const { name, format, text, bits, problem, note } = played;
  const id = `${prefix}o-${name}`;
  const go = (by: bigint) => () => {
    onOperand(name, neighbour(played, by));
  };
  return html`
    <div class="operand">
      <label for=${id}><code>${name}</code></label>
      <input
        id=${id}
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${problem !== ""}
        aria-describedby=${`${id}-said`}
        .value=${live(text)}
        @input=${(event: InputEvent) => {
          onOperand(name, (event.target as HTMLInputElement).value);
        }}
      />
      <button type="button" title="pattern below" aria-label=${`${name}: pattern below`} @click=${go(-1n)}>
        −
      </button>
      <button type="button" title="pattern above" aria-label=${`${name}: pattern above`} @click=${go(1n)}>
        +
      </button>
      <span class="format quiet">${format.name}</span>
      ${bits === null ? nothing : html`<p class="decoded">${decoded(format, bits)}</p>`}
      <p id=${`${id}-said`} class=${problem === "" ? "quiet" : "problem"} aria-live="polite">
        ${problem || note}
      </p>
    </div>
  `;
}

const result = ({ name, format, bits, exact, apart }: PlayedResult): TemplateResult => html`
  <div class="result">
    <h3><code>${name}</code> <span class="quiet">${format.name}</span></h3>
    <dl>
      <dt>result</dt>
      <dd>${decoded(format, bits)}</dd>
      ${
        exact === null
          ? nothing
          : html`<dt>exact</dt>
              <dd>${decoded(format, exact)}</dd>`
      }
      ${
        apart === null
          ? nothing
          : html`<dt>error</dt>
              <dd class="value">
                ${apart.wrong ? errorText(apart.relative, apart.error, apart.ulps) : "none here"}
              </dd>`
      }
    </dl>
  </div>
`;

function errorText(relative: number, error: number, ulps: number): string {
  const percent = Number.isNaN(relative) ? [] : [`${signed(100 * relative)} %`];
  const steps = Number.isNaN(ulps) ? [] : [`${ulps.toLocaleString("en")} ulp`];
  return [...percent, signed(error), ...steps].join(" · ");
}

const signed = (number: number): string =>
  `${number > 0 ? "+" : ""}${withMinus(String(Number(number.toPrecision(4))))}`;

function exactness(design: Design): TemplateResult {
  const { operator, parameters, machine, core } = design;
  const function_ = operator.computes?.(parameters)?.function ?? "";
  const sentences = [
    ...(core.machine === null ? [] : ["This is the first clock cycle after reset; step the clock below."]),
    ...(machine !== null && core.machine === null
      ? ["The pipeline gives the same, some cycles later: step its clock below."]
      : []),
    ...(isExact(design) ? [`This operator is exact: it computes ${function_}.`] : []),
  ];
  return html`<p class="quiet">${sentences.join(" ")}</p>`;
}
