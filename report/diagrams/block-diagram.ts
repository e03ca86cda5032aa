import { renderTemplate } from "../../tools/template.js";
import { escaped } from "../charts/chart.js";
import { linesOf, textWidth } from "../svg-text.js";
import type { LayOut, Placed, PlacedEdge } from "./layout.js";

/** What is drawn: see `generators/block-diagram.ts`. */
interface Diagram {
  readonly design: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  readonly cuts: readonly { readonly stage: number; readonly bits: number }[];
  readonly controls: readonly string[];
}

interface Block {
  readonly kind: "input" | "output" | "logic" | "state";
  readonly text: string;
  readonly stage: number;
}

interface Link {
  readonly from: number;
  readonly to: number;
  readonly signals: readonly string[];
  readonly bits: number;
}

const font = { block: 13, label: 11 } as const;
const lineHeight = { block: 17, label: 13 } as const;
const padding = 10;
/** Letters in a line of a box. */
const mostLetters = 34;
/** Above the drawing: title and what is said beneath it. */
const heading = 62;
const margin = 20;

/**
 * A block diagram as an SVG file that needs nothing else, light or dark as the reader's screen is. Data goes from top to bottom;
 * a dashed line is a rank of a pipeline's registers.
 * @param layOut places boxes and lines
 */
export async function diagramSvg(diagram: Diagram, layOut: LayOut): Promise<string> {
  const { blocks, links, cuts, design } = diagram;
  const texts = blocks.map(({ text }) => linesOf(text, mostLetters));
  const labels = links.map((link) => (isNamed(blocks[link.from]) ? [] : labelOf(link)));
  const placed = await layOut({
    boxes: blocks.map(({ stage }, index) => ({ ...sizeOf(texts[index] ?? [], "block", padding), stage })),
    edges: links.map(({ from, to }, index) => ({
      from,
      to,
      label: labels[index]?.length === 0 ? null : sizeOf(labels[index] ?? [], "label", 2),
    })),
    hasStages: cuts.length > 0,
  });
  const said = sentencesOf(diagram);
  const least = margin * 2 + Math.max(...[design, ...said].map((text) => textWidth(text, 14)));
  const width = Math.ceil(Math.max(placed.width + 2 * margin, least));
  return renderTemplate("report/diagram.svg.hbs", {
    title: escaped(`Block diagram of ${design}`),
    design: escaped(design),
    description: escaped(said.join(" ")),
    said: said.map((text, index) => ({ text: escaped(text), y: String(44 + 16 * index) })),
    width: String(width),
    height: String(Math.ceil(placed.height + heading + margin + 16 * Math.max(0, said.length - 1))),
    right: String(width - margin),
    left: String(margin),
    shift: `${margin} ${heading + 16 * Math.max(0, said.length - 1)}`,
    cuts: cutsOf(diagram, placed, labels, width - 2 * margin),
    edges: placed.edges.map((edge, index) => ({
      path: pathOf(edge),
      kind: (links[index]?.bits ?? 1) > 1 ? "bus" : "wire",
    })),
    blocks: placed.boxes.map((box, index) => ({
      kind: blocks[index]?.kind ?? "logic",
      x: at(box.x),
      y: at(box.y),
      width: at(box.width),
      height: at(box.height),
      round: blocks[index]?.kind === "logic" ? "4" : blocks[index]?.kind === "state" ? "0" : "12",
      lines: (texts[index] ?? []).map((text, line) => ({
        text: escaped(text),
        x: at(box.x + box.width / 2),
        y: at(box.y + padding + 12.5 + line * lineHeight.block),
      })),
    })),
    labels: placed.edges.flatMap(({ label }, index) =>
      (labels[index] ?? []).map((text, line) => ({
        text: escaped(text),
        x: at(label.x + 3),
        y: at(label.y + 10 + line * lineHeight.label),
      })),
    ),
  });
}

/** Whether a box's text is the signal that goes out of it. */
const isNamed = (block?: Block): boolean => block?.kind === "input" || block?.kind === "state";

/** One or two signals by their names, more by their number. */
const labelOf = ({ signals, bits }: Link): string[] =>
  signals.length <= 2 ? [...signals] : [`${signals.length} signals, ${bits} bits`];

function sizeOf(
  lines: readonly string[],
  kind: keyof typeof font,
  around: number,
): { width: number; height: number } {
  return {
    width: Math.ceil(Math.max(...lines.map((line) => textWidth(line, font[kind]))) + 2 * around),
    height: lines.length * lineHeight[kind] + (kind === "block" ? 2 * around - 2 : 0),
  };
}

function sentencesOf({ cuts, controls }: Diagram): string[] {
  const only = `${controls.join(", ")} ${controls.length > 1 ? "go" : "goes"} to registers alone.`;
  return [
    "Boxes are the sections of the Verilog; data goes down.",
    ...(cuts.length > 0 ? ["A dashed line is a rank of registers."] : []),
    ...(controls.length > 0 ? [only] : []),
  ];
}

/** A line between the boxes of two stages, where it crosses neither labels nor lines that run along it. */
function cutsOf(
  { cuts, blocks }: Diagram,
  { boxes, edges }: Placed,
  labels: readonly (readonly string[])[],
  width: number,
) {
  const taken = [
    ...edges.map(({ label }, i): Span => [label.y, label.y + sizeOf(labels[i] ?? [], "label", 2).height]),
    ...edges.flatMap(({ points }) =>
      points.flatMap(({ y }, i): Span[] => (points[i + 1]?.y === y ? [[y - 2, y + 2]] : [])),
    ),
  ];
  return cuts.flatMap(({ stage, bits }) => {
    const above = boxes.filter((_, i) => (blocks[i]?.stage ?? 0) < stage);
    const below = boxes.filter((_, i) => (blocks[i]?.stage ?? 0) >= stage);
    if (above.length === 0 || below.length === 0) return [];
    const y = freeBetween(
      Math.max(...above.map((box) => box.y + box.height)),
      Math.min(...below.map((box) => box.y)),
      taken,
    );
    return [
      { y: at(y), width: at(width), text: `registers, ${bits} bits`, textY: at(y - 5), textX: at(width) },
    ];
  });
}

type Span = readonly [from: number, to: number];

/** The middle of the widest free span from `low` to `high`. */
function freeBetween(low: number, high: number, taken: readonly Span[]): number {
  let [free, end]: [Span, number] = [[low, low], low];
  const within = taken.filter(([from, to]) => to > low && from < high).sort(([a], [b]) => a - b);
  for (const [from, to] of [...within, [high, high] as Span]) {
    if (from - end > free[1] - free[0]) free = [end, from];
    end = Math.max(end, to);
  }
  return (free[0] + free[1]) / 2;
}

const pathOf = ({ points }: PlacedEdge): string =>
  points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${at(x)} ${at(y)}`).join("");

const at = (value: number): string => String(Math.round(10 * value) / 10);
