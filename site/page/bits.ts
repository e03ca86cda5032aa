import { html, nothing, type TemplateResult } from "lit-html";
import type { NumberFormat } from "../../golden/format.js";

/** Adjacent bits of a pattern that are one field. */
interface Run {
  readonly name: string;
  readonly digits: string;
  /** What the field means: `k=-1`. */
  readonly note: string;
}

/** More lanes than this are shown as bits alone. */
const mostLanes = 16;

/** A pattern's fields, in order. A negative posit has those of its magnitude, as `tapir eval` shows them. */
function runsOf(format: NumberFormat, bits: bigint): Run[] {
  const digits = bits.toString(2).padStart(format.width, "0");
  const { fields } = format.describe(bits);
  if ("lanes" in format) return lanesOf(digits, Object.entries(fields));
  const runs = Object.entries(fields).flatMap(([name, text]): Run[] => {
    if (name === "sign") return [{ name, digits: digits.slice(0, 1), note: text }];
    const [, own = "", note = ""] = /^([01]+)(?: \((.*)\))?$/.exec(text) ?? [];
    return own === "" ? [] : [{ name, digits: own, note }];
  });
  return runs.length > 0 ? runs : [{ name: "bits", digits, note: "" }];
}

/** Lane 0 is in the lowest bits, so it comes last. */
function lanesOf(digits: string, lanes: readonly (readonly [string, string])[]): Run[] {
  if (lanes.length > mostLanes) return [{ name: "bits", digits, note: "" }];
  const width = digits.length / lanes.length;
  return lanes.toReversed().map(([name, value], index) => ({
    name,
    digits: digits.slice(index * width, (index + 1) * width),
    note: `= ${value}`,
  }));
}

const isNegativePosit = (format: NumberFormat, bits: bigint): boolean =>
  format.regime?.(bits) !== undefined && bits >> BigInt(format.width - 1) === 1n;

/** A pattern, its fields in colours and with their names: what they say is not said by colour alone. */
function pattern(format: NumberFormat, bits: bigint): TemplateResult {
  return html`<span class="pattern"
      >${runsOf(format, bits).map(
        ({ name, digits, note }) =>
          html`<span class=${`run ${name}`}
            ><code>${digits}</code><small>${name}${note === "" ? "" : ` ${withMinus(note)}`}</small></span
          >`,
      )}</span
    >${isNegativePosit(format, bits) ? html`<small class="quiet">fields of the magnitude</small>` : nothing}`;
}

/** A pattern with its value and its digits. */
export const decoded = (format: NumberFormat, bits: bigint): TemplateResult => html`
  ${pattern(format, bits)} <span class="value">${withMinus(format.describe(bits).value)}</span>
  <code class="quiet">${hex(bits, format)}</code>
`;

/** A number's text with the sign that is as wide as a plus. */
export const withMinus = (text: string): string => text.replaceAll("-", "−");

export const hex = (bits: bigint, { width }: NumberFormat): string =>
  `0x${bits.toString(16).padStart(Math.ceil(width / 4), "0")}`;
