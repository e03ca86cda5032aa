import { renderTemplate } from "../../tools/template.js";
import { escaped } from "../charts/chart.js";
import { linesOf, textWidth } from "../svg-text.js";

/** What is drawn: see `operands/waveform.ts`. */
interface Waveform {
  readonly design: string;
  readonly cycles: number;
  readonly traces: readonly Trace[];
}

interface Trace {
  readonly name: string;
  readonly format: string;
  readonly direction: "input" | "output";
  readonly kind: "clock" | "bit" | "word";
  readonly values: readonly (string | null)[];
  readonly operands: readonly (number | null)[];
}

const [row, high, slope, margin] = [36, 22, 4, 20];
const size = 12;
/** Colours of operands and what comes from them, in turn. */
const colours = 4;

/**
 * A waveform as an SVG file, light or dark as the reader's screen is. Dotted lines are rising edges of the clock; a result has
 * the colour of its operands; what is hatched is unknown or means nothing.
 * @param protocol sentences for the heading
 */
export function waveformSvg({ design, cycles, traces }: Waveform, protocol: readonly string[]): string {
  const texts = traces
    .flatMap(({ values, kind }) => (kind === "word" ? values : []))
    .map((text) => text ?? "");
  const cycle = Math.ceil(Math.max(44, ...texts.map((text) => textWidth(text, size) + 3 * slope + 8)));
  const left = margin + Math.ceil(Math.max(...traces.map(({ name }) => textWidth(name, 13)))) + 16;
  const heading = Math.ceil(textWidth(design, 16.5));
  const width = Math.max(left + cycles * cycle, margin + heading, 400) + margin;
  const said = protocol.flatMap((line) => linesOf(line, Math.floor((width - 2 * margin) / 7.4)));
  const top = 50 + 16 * said.length;
  return renderTemplate("report/waveform.svg.hbs", {
    title: escaped(`Waveform of ${design}`),
    design: escaped(design),
    description: escaped(protocol.join(" ")),
    said: said.map((text, index) => ({ text: escaped(text), y: String(44 + 16 * index) })),
    width: String(width),
    height: String(top + traces.length * row + 30),
    left: String(margin),
    edges: Array.from({ length: cycles }, (_, at) => ({
      path: `M${left + at * cycle} ${top - 4}v${traces.length * row + 4}`,
      x: String(left + (at + 0.5) * cycle),
      y: String(top + traces.length * row + 16),
      text: String(at),
    })),
    rows: traces.map((trace, index) => {
      const y = top + index * row + (row - high) / 2;
      return {
        name: trace.name,
        y: String(y + high / 2 + 4.5),
        kind: trace.direction,
        line:
          trace.kind === "word"
            ? false
            : trace.kind === "clock"
              ? clock(left, y, cycle, cycles)
              : bits(trace, left, y, cycle),
        cells: trace.kind === "word" ? cells(trace, left, y, cycle) : unknownBits(trace, left, y, cycle),
      };
    }),
  });
}

const clock = (left: number, y: number, cycle: number, cycles: number): string =>
  `M${left} ${y + high}${`v${-high}h${cycle / 2}v${high}h${cycle / 2}`.repeat(cycles)}`;

/** A line that is high at 1, sloped where it changes; none where it is unknown. */
function bits({ values }: Trace, left: number, y: number, cycle: number): string {
  let path = "";
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const x = left + at * cycle;
    const level = value === "1" ? y : y + high;
    const before = at === 0 ? null : (values[at - 1] ?? null);
    if (before === null) path += `M${x} ${level}`;
    else path += `L${x} ${before === "1" ? y : y + high}L${x + slope} ${level}`;
    path += `L${x + cycle} ${level}`;
  }
  return path;
}

type Cell = Readonly<Record<string, string | boolean>>;

/** Neighbours of the same value and the same operands are one cell. */
function cells({ values, operands }: Trace, left: number, y: number, cycle: number): Cell[] {
  const found: Cell[] = [];
  for (let from = 0, to = 0; from < values.length; from = to) {
    const value = values[from] ?? null;
    for (to = from + 1; to < values.length && values[to] === value && operands[to] === operands[from];) to++;
    const operand = operands[from] ?? null;
    const [x, end] = [left + from * cycle, left + to * cycle];
    found.push({
      path: `M${x} ${y + high / 2}l${slope} ${-high / 2}H${end - slope}l${slope} ${high / 2}l${-slope} ${high / 2}H${x + slope}z`,
      kind: value === null ? "unknown" : operand === null ? "word" : `operand${operand % colours}`,
      x: String((x + end) / 2),
      y: String(y + high / 2 + 4.2),
      text: value === null ? false : escaped(value.replaceAll("-", "−")),
    });
  }
  return found;
}

function unknownBits({ values, kind }: Trace, left: number, y: number, cycle: number): Cell[] {
  const first = values.findIndex((value) => value !== null);
  if (kind === "clock" || first <= 0) return [];
  const path = `M${left} ${y}h${first * cycle}v${high}h${-first * cycle}z`;
  return [{ path, kind: "unknown", x: "0", y: "0", text: false }];
}
