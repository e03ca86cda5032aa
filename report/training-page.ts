import { readFileSync } from "node:fs";
import { join } from "node:path";
import { programRoot } from "../tools/program-root.js";
import { renderTemplate, type View } from "../tools/template.js";
import { curveBox, curvePanel, type CurvePanel, type EpochCurve } from "./charts/curve-panel.js";
import { html } from "./html.js";
import type { Column } from "./table.js";

/** What an epoch came to. */
interface PageEpoch {
  readonly loss: number;
  readonly training_percent: number;
  readonly test_percent: number;
  /** By a recipe. */
  readonly bits?: string;
}

/** A design's trainings. */
export interface PageTraining {
  readonly design: string;
  readonly runs: readonly {
    readonly seed: number;
    /** Why it stopped early; null: it did not. */
    readonly diverged: string | null;
    readonly epochs: readonly PageEpoch[];
  }[];
}

/** What is said around curves and table. */
export interface PageWords {
  /** `tapir 0.2.0`. */
  readonly program: string;
  readonly title: string;
  /** Network, data, settings: a line each. */
  readonly notes: readonly string[];
}

/**
 * Trainings as one page of HTML that needs nothing else, no script either: curves of loss and accuracy, a table of the
 * designs, and every epoch. A design's row under the pointer brings its curves to the front.
 * @param columns of the table; the first one is the design
 */
export function trainingPage<Training extends PageTraining>(
  words: PageWords,
  columns: readonly Column<Training>[],
  trainings: readonly Training[],
): string {
  return renderTemplate("report/training.html.hbs", {
    generator: html(words.program),
    title: html(words.title),
    notes: words.notes.map(html),
    style: ["page.css", "training.css"].map(styleOf).join("\n"),
    emphasis: trainings.map((_, at) => ({ series: `s${at}` })),
    panels: panelsOf(trainings).map(panelView),
    headings: columns.map(({ title, align }) => ({ title: html(title), number: align === "right" })),
    rows: trainings.map((training, at) => ({
      ...look(at),
      cells: columns.map(({ cell, align }) => ({ text: html(cell(training)), number: align === "right" })),
    })),
    epochs: trainings.flatMap(({ design, runs }) =>
      runs.map(({ seed, diverged, epochs }) => ({
        name: html(`${design}, seed ${seed}`),
        diverged: diverged === null ? false : html(diverged),
        epochs: epochs.map((epoch, at) => ({
          number: String(at + 1),
          bits: html(epoch.bits ?? ""),
          loss: epoch.loss.toPrecision(4),
          training: epoch.training_percent.toFixed(2),
          test: epoch.test_percent.toFixed(2),
        })),
      })),
    ),
  });
}

const styleOf = (name: string): string =>
  readFileSync(join(programRoot(), "templates", "report", name), "utf8");

function panelsOf(trainings: readonly PageTraining[]): CurvePanel[] {
  const curves = (figure: (epoch: PageEpoch) => number): EpochCurve[] =>
    trainings.map(({ design, runs }) => {
      const bits = runs[0]?.epochs.flatMap((epoch) => epoch.bits ?? []) ?? [];
      return {
        name: design,
        runs: runs.map(({ epochs }) => epochs.map(figure)),
        ...(bits.length > 0 && { notes: bits }),
      };
    });
  return [
    curvePanel(
      "loss, nats",
      curves(({ loss }) => loss),
      { low: 0, decimals: 4 },
    ),
    curvePanel(
      "right of the test images, %",
      curves(({ test_percent }) => test_percent),
      { decimals: 2 },
    ),
    curvePanel(
      "right of the training images, %",
      curves(({ training_percent }) => training_percent),
      { decimals: 2 },
    ),
  ];
}

function panelView({ title, width, height, xTicks, yTicks, curves }: CurvePanel): View {
  const { left, right, top, bottom } = curveBox;
  const texts = (ticks: CurvePanel["xTicks"]): View[] => ticks.map(({ at, text }) => ({ at, text }));
  return {
    title: html(title),
    width: String(width),
    height: String(height),
    left: String(left),
    right: String(right),
    top: String(top),
    bottom: String(bottom),
    below: String(bottom + 16),
    lowest: String(height - 2),
    beside: String(left - 6),
    xTicks: texts(xTicks),
    yTicks: texts(yTicks),
    curves: curves.map(({ path, band, points }, at) => ({
      ...look(at),
      path,
      band: band === "" ? false : band,
      points: points.map(({ x, y, text }) => ({ x, y, text: html(text) })),
    })),
  };
}

/** Colours of the page's stylesheet; beyond them curves are dashed. */
const colours = 11;

/** How a design's curves and row are told apart. */
const look = (at: number): { series: string; colour: string; dashed: boolean } => ({
  series: `s${at}`,
  colour: `var(--series-${at % colours})`,
  dashed: at >= colours,
});
