import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { parameterInfo, type ParameterInfo } from "../../generators/parameters.js";
import type { RequestError } from "../../tools/errors.js";
import type { State } from "./address.js";
import { shortMessage } from "./design.js";

type OnValue = (name: string, value: string) => void;

/** What a form's fields have to know of it. */
interface Around {
  readonly problems: readonly RequestError[];
  /** What the names of its elements begin with: two forms may stand in one page. */
  readonly prefix: string;
  readonly onValue: OnValue;
}

const sections: readonly (readonly [ParameterInfo["kind"], string])[] = [
  ["own", "Parameters"],
  ["common", "Target, pipeline, handshake"],
  ["choice", "Architecture, by hand"],
];

/** A form of an operator's parameters: ranges, defaults and meanings are its own. */
export function form({ operator, values }: State, around: Around): TemplateResult {
  const { problems } = around;
  const info = parameterInfo(operator);
  const known = new Set(info.map(({ name }) => name));
  const others = problems.filter(({ parameter }) => parameter === undefined || !known.has(parameter));
  return html`
    <form
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      ${sections.map(([kind, title]) => {
        const fields = info.filter((each) => each.kind === kind);
        if (fields.length === 0) return nothing;
        const shown = fields.map((each) => field(each, values[each.name] ?? "", around));
        const isOpen = kind === "own" || fields.some(({ name }) => (values[name] ?? "") !== "");
        return kind === "own"
          ? html`<fieldset>
              <legend>${title}</legend>
              ${shown}
            </fieldset>`
          : html`<details ?open=${isOpen} class="more">
              <summary>${title}</summary>
              ${shown}
            </details>`;
      })}
      <p role="alert" class="problem">${others.map((problem) => problem.message).join(" ")}</p>
    </form>
  `;
}

function field(info: ParameterInfo, value: string, { problems, prefix, onValue }: Around): TemplateResult {
  const { name, description, meanings } = info;
  const problem = problems.find(({ parameter }) => parameter === name);
  const [id, help, said] = [`${prefix}p-${name}`, `${prefix}${name}-help`, `${prefix}${name}-problem`];
  return html`
    <div class="field">
      <label for=${id}><code>${name}</code></label>
      ${control(info, value, { id, described: `${help} ${said}`, isWrong: problem !== undefined }, onValue)}
      <p id=${help} class="quiet">
        ${problem === undefined ? (meanings[value || (info.default ?? "")] ?? description) : ""}
      </p>
      <p id=${said} class="problem" aria-live="polite">
        ${problem === undefined ? "" : shortMessage(problem)}
      </p>
    </div>
  `;
}

function control(
  { name, range, values, default: usual, required, kind }: ParameterInfo,
  value: string,
  { id, described, isWrong }: { readonly id: string; readonly described: string; readonly isWrong: boolean },
  onValue: OnValue,
): TemplateResult {
  const take = (event: Event): void => {
    onValue(name, (event.target as HTMLInputElement | HTMLSelectElement).value.trim());
  };
  const unset = usual ?? (kind === "choice" ? "by objective" : "not set");
  // A value of the address that the list lacks stays in it, so that one sees what is wrong.
  const extra = values !== null && value !== "" && !values.includes(value) ? [value] : [];
  if (values !== null)
    return html`<select
      id=${id}
      aria-invalid=${isWrong}
      aria-describedby=${described}
      .value=${live(value === usual ? "" : value)}
      @change=${take}
    >
      <option value="" ?selected=${value === "" || value === usual}>
        ${required ? "choose" : (usual ?? unset)}
      </option>
      ${[...values, ...extra]
        .filter((each) => each !== usual)
        .map((each) => html`<option value=${each} ?selected=${each === value}>${each}</option>`)}
    </select>`;
  return html`<input
    id=${id}
    inputmode=${range.includes(" or ") ? "text" : "numeric"}
    autocomplete="off"
    spellcheck="false"
    placeholder=${required ? range : unset}
    aria-invalid=${isWrong}
    aria-describedby=${described}
    title=${`${name}: ${range}`}
    .value=${live(value)}
    @input=${take}
    @keydown=${(event: KeyboardEvent) => {
      step(event, value === "" ? usual : value, (next) => {
        onValue(name, next);
      });
    }}
  />`;
}

/** The arrow keys count up and down, as in a browser's own number fields. */
function step(event: KeyboardEvent, value: string | null, onValue: (value: string) => void): void {
  const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (by === undefined || value === null || !/^-?\d+$/.test(value)) return;
  event.preventDefault();
  onValue(String(Number(value) + by));
}
