import { html, nothing, type TemplateResult } from "lit-html";
import { usualLevel } from "../../generators/contract/operator.js";
import type { Design } from "../../generators/design.js";
import { latencyOf } from "../../generators/pipeline/pipeline.js";
import type { Bits } from "../../golden/format.js";
import type { State } from "./address.js";
import { hex, withMinus } from "./bits.js";
import {
  controlsOf,
  mostCycles,
  readCycles,
  runCycles,
  writtenCycles,
  type Cycle,
  type Value,
} from "./clocked.js";
import { play } from "./play.js";

/** What a clocked design's stepping does to the page. */
interface Events {
  /** Cycles as the address has them. */
  readonly onCycles: (text: string) => void;
  readonly onControl: (name: string, value: string) => void;
}

/** A clocked design, stepped by hand: what goes in, what registers hold, what comes out, as the golden machine does it. */
export function clocked(
  design: Design,
  { operands, cycles: text }: State,
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
  { onCycles, onControl }: Events,
): TemplateResult {
  const done = readCycles(design, text);
  const now = inputsOf(design, operands);
  const cycles = runCycles(design, done);
  const go = (next: readonly Bits[]) => () => {
    onCycles(writtenCycles(design, next));
  };
  return html`
    <p class="quiet">
      ${
        latencyOf(design.pipeline) > 0
          ? "Each edge takes the operands above, unless the pipeline stalls. A rank of registers ends a stage; #2 are the operands of cycle 2."
          : "Each edge takes the inputs above. It begins after a reset."
      }
    </p>
    ${controls(design, operands, prefix, onControl)}
    <p class="steps">
      <button
        type="button"
        ?disabled=${now === null || done.length >= mostCycles}
        aria-label=${`Clock${suffix}`}
        @click=${go(now === null ? done : [...done, now])}
      >
        Clock
      </button>
      <button
        type="button"
        ?disabled=${done.length === 0}
        aria-label=${`Back${suffix}`}
        @click=${go(done.slice(0, -1))}
      >
        Back
      </button>
      <button
        type="button"
        ?disabled=${done.length === 0}
        aria-label=${`Start over${suffix}`}
        @click=${go([])}
      >
        Start over
      </button>
      ${done.length >= mostCycles ? html`<span class="quiet">${`${mostCycles} cycles are the most.`}</span>` : nothing}
    </p>
    <p class="unseen" role="status">${spoken(cycles)}</p>
    ${cycles.length === 0 ? nothing : table(cycles, suffix)}
  `;
}

/** What the inputs are now; null where one of them is wrong. */
function inputsOf(design: Design, typed: State["operands"]): Bits | null {
  const operands = play(design, typed).operands.map(({ name, bits }) => [name, bits] as const);
  const own = controlsOf(design).map((name) => [name, controlNow(design, typed, name)] as const);
  const all = [...operands, ...own];
  if (all.some(([, bits]) => bits === null)) return null;
  return Object.fromEntries(all.map(([name, bits]) => [name, bits ?? 0n]));
}

/** Under which name the address has a control: a parameter may be called like it. */
const keyOf = (name: string): string => `port.${name}`;

const controlNow = ({ ports }: Design, typed: State["operands"], name: string): bigint =>
  ({ "0": 0n, "1": 1n })[typed[keyOf(name)] ?? ""] ?? usualLevel(ports[name] ?? {});

function controls(
  design: Design,
  typed: State["operands"],
  prefix: string,
  onControl: Events["onControl"],
): TemplateResult | typeof nothing {
  const names = controlsOf(design);
  if (names.length === 0) return nothing;
  return html`<div class="controls">
    ${names.map(
      (name) =>
        html`<label for=${`${prefix}c-${name}`}
          ><input
            id=${`${prefix}c-${name}`}
            type="checkbox"
            .checked=${controlNow(design, typed, name) === 1n}
            @change=${(event: Event) => {
              onControl(keyOf(name), (event.target as HTMLInputElement).checked ? "1" : "0");
            }}
          />
          <code>${name}</code></label
        >`,
    )}
  </div>`;
}

function table(cycles: readonly Cycle[], suffix: string): TemplateResult {
  const [{ operands, controls, ranks, outputs, isTaken }] = cycles as readonly [Cycle];
  const titles = (values: readonly Value[]): TemplateResult[] =>
    values.map(({ name }) => html`<th scope="col"><code>${name}</code></th>`);
  return html`<div class="wide" tabindex="0" role="region" aria-label=${`Clock cycles${suffix}`}>
    <table class="cycles">
      <thead>
        <tr>
          <th scope="col">cycle</th>
          ${titles(operands)} ${ranks.map((_, place) => html`<th scope="col">${`rank ${place + 1}`}</th>`)}
          ${titles(outputs)} ${titles(controls)}
          ${isTaken === null ? nothing : html`<th scope="col">taken</th>`}
        </tr>
      </thead>
      <tbody>
        ${cycles.map(
          (cycle, index) =>
            html`<tr>
              <th scope="row">${index + 1}</th>
              ${cycle.operands.map(cell)}
              ${cycle.ranks.map((from) => html`<td>${from === null ? "–" : `#${from}`}</td>`)}
              ${cycle.outputs.map(cell)} ${cycle.controls.map(cell)}
              ${cycle.isTaken === null ? nothing : html`<td>${cycle.isTaken ? "yes" : "no"}</td>`}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const cell = (value: Value): TemplateResult =>
  html`<td title=${value.bits === null ? "unknown, or without a meaning" : hex(value.bits, value.format)}>
    ${said(value)}
  </td>`;

const said = ({ bits, format }: Value): string =>
  bits === null ? "–" : withMinus(format.describe(bits).value);

/** The last cycle in words. */
function spoken(cycles: readonly Cycle[]): string {
  const last = cycles.at(-1);
  if (last === undefined) return "";
  const found = last.outputs.map((value) => `${value.name} ${value.bits === null ? "unknown" : said(value)}`);
  return `After cycle ${cycles.length}: ${found.join(", ")}`;
}
