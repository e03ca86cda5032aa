import { macsOfNetwork } from "../nn/network/macs.js";
import type { Network } from "../nn/network/steps.js";
import type { TrainingData } from "../nn/train/data.js";
import type { Epoch } from "../nn/train/run-events.js";
import { nameOfRun, type Settings } from "../nn/train/settings.js";
import type { TrainedRun } from "../nn/train/train.js";
import { spansOf } from "../report/charts/curve-panel.js";
import { lossChart } from "../report/charts/loss-curves.js";
import { anySize, figure } from "../report/numbers.js";
import { trainingPage } from "../report/training-page.js";
import { csvReport, markdownReport, terminalTable, type Column } from "../report/table.js";
import { version } from "../tools/version.js";
import { terminalWidth } from "./terminal.js";

/** What `tapir train` has found; the JSON has it as it is. */
export interface TrainingDocument {
  readonly network: { readonly name: string; readonly parameters: number; readonly macs_per_image: number };
  readonly data: {
    readonly training: string;
    readonly training_images: number;
    readonly test: string;
    readonly test_images: number;
  };
  readonly settings: Readonly<Record<string, string | number>>;
  readonly designs: readonly TrainedDesign[];
}

/**
 * The trainings on one design. Means are over those that did not diverge and have as many epochs as the figures are of: after an
 * interruption, fewer.
 */
export interface TrainedDesign {
  readonly design: string;
  readonly seeds: number;
  readonly diverged: number;
  /** The epochs that the means are of, of the asked ones if any training has them. */
  readonly epochs: number;
  /** The trainings that the means are over. */
  readonly averaged: number;
  readonly loss: number | null;
  readonly training_percent: number | null;
  readonly test_percent: number | null;
  /** Of `test_percent`, over the seeds; null with one. */
  readonly deviation_percent: number | null;
  /** Of one training, on the threads that it had. */
  readonly images_per_second: number | null;
  readonly runs: readonly {
    readonly seed: number;
    readonly diverged: string | null;
    readonly epochs: readonly Epoch[];
  }[];
}

/** What runs were of. */
export interface Trained {
  /** The network, as it was named. */
  readonly name: string;
  readonly network: Network;
  readonly settings: Settings;
  readonly data: TrainingData;
}

/** What was trained, as a document. */
export function trainingDocument(
  found: readonly TrainedRun[],
  { name, network, settings, data }: Trained,
): TrainingDocument {
  const { training, test } = data;
  const { method, master, acc, ...others } = settings;
  const designs = [...new Set(found.map(({ run }) => nameOfRun(run)))];
  return {
    network: {
      name,
      parameters: network.steps.reduce(
        (sum, step) => sum + (step.kind === "product" ? step.weights.length + (step.bias?.length ?? 0) : 0),
        0,
      ),
      macs_per_image: macsOfNetwork(network),
    },
    data: {
      training: training.name,
      training_images: training.count,
      test: test.name,
      test_images: test.count,
    },
    settings: {
      optimizer: method.kind,
      momentum: method.momentum,
      ...{ epochs: others.epochs, batch: others.batch, rate: others.rate, schedule: others.schedule },
      "loss scale": others.lossScale,
      "master copy": master ?? "none",
      ...(acc !== undefined && { acc }),
    },
    designs: designs.map((design) =>
      trainedDesign(
        design,
        found.filter(({ run }) => nameOfRun(run) === design),
        training.count,
      ),
    ),
  };
}

/** The runs of one design. @param images training images of an epoch */
function trainedDesign(design: string, runs: readonly TrainedRun[], images: number): TrainedDesign {
  const good = runs.filter(({ diverged }) => diverged === undefined);
  const epochs = meanEpochs(good.map(({ state }) => state?.epochs.length ?? 0));
  const last = good.flatMap(({ state }) => state?.epochs[epochs - 1] ?? []);
  const seconds = runs.flatMap(({ state }) => state?.epochs.map((epoch) => epoch.seconds) ?? []);
  const tests = last.map(({ test_percent }) => test_percent);
  return {
    design,
    seeds: runs.length,
    diverged: runs.length - good.length,
    epochs,
    averaged: last.length,
    loss: mean(last.map(({ loss }) => loss)),
    training_percent: mean(last.map(({ training_percent }) => training_percent)),
    test_percent: mean(tests),
    deviation_percent: deviation(tests),
    images_per_second: seconds.length === 0 ? null : images / (mean(seconds) ?? 1),
    runs: runs.map(({ run, state, diverged }) => ({
      seed: run.seed,
      diverged: diverged === undefined ? null : `epoch ${diverged.epoch + 1}: ${diverged.why}`,
      epochs: state?.epochs ?? [],
    })),
  };
}

/** Trainings after different epochs say nothing together: the ones that have come farthest. */
const meanEpochs = (done: readonly number[]): number => Math.max(0, ...done);

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of a sample: √(Σ (x − mean)² / (count − 1)). */
function deviation(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** The forms of a report, apart from the terminal's. */
export const trainingForms = {
  json: {
    format: "JSON",
    make: (document: TrainingDocument): string =>
      `${JSON.stringify({ tapir: version, ...document }, null, 2)}\n`,
  },
  csv: {
    format: "CSV",
    make: ({ designs }: TrainingDocument): string => csvReport(designs.map((design) => withoutRuns(design))),
  },
  markdown: {
    format: "Markdown",
    make: (document: TrainingDocument): string =>
      `${[markdownReport(columns, document.designs), notes(document)].join("\n\n")}\n`,
  },
  html: { format: "HTML", make: (document: TrainingDocument): string => page(document) },
} as const;

function withoutRuns(design: TrainedDesign): Readonly<Record<string, string | number | null>> {
  const { runs, ...row } = design;
  return { ...row, seeds: runs.length };
}

export type TrainingForm = keyof typeof trainingForms;

export const trainingTable = (document: TrainingDocument): string =>
  `${[terminalTable(columns, document.designs, terminalWidth()), notes(document)].join("\n\n")}\n`;

const right = (title: string, cell: (row: TrainedDesign) => string): Column<TrainedDesign> => ({
  title,
  align: "right",
  cell,
});

const columns: readonly Column<TrainedDesign>[] = [
  { title: "design", align: "left", cell: ({ design }) => design },
  right("seeds", ({ seeds }) => figure(seeds, 0)),
  right("diverged", ({ diverged }) => figure(diverged, 0)),
  right("loss", ({ loss }) => anySize(loss)),
  right("training %", ({ training_percent }) => figure(training_percent, 2)),
  right("test %", ({ test_percent, deviation_percent }) =>
    deviation_percent === null
      ? figure(test_percent, 2)
      : `${figure(test_percent, 2)} ±${figure(deviation_percent, 2)}`,
  ),
  right("images/s", ({ images_per_second }) => anySize(images_per_second)),
];

function notes({ network, data, settings, designs }: TrainingDocument): string {
  const words = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  const unfinished = designs.filter(
    ({ seeds, diverged, averaged, epochs }) =>
      averaged < seeds - diverged || (averaged > 0 && epochs !== settings.epochs),
  );
  return [
    ...unfinished.map(
      ({ design, epochs, averaged, seeds, diverged }) =>
        `${design}: interrupted; its figures are after ${epochs} of ${settings.epochs} epochs, of ${averaged} of ${seeds - diverged} seeds.`,
    ),
    `${network.name}, ${figure(network.parameters, 0)} weights and biases; learned from ${figure(data.training_images, 0)} images (${data.training}), tested on ${figure(data.test_images, 0)} (${data.test}).`,
    `${words.join(", ")}; ±: standard deviation over seeds.`,
    "docs/training.md defines all of it.",
  ].join("\n");
}

/** How a network of few bits goes on from here: what runs it, and what makes each layer's hardware. */
export function hardwareHints(
  { hardware }: TrainedRun,
  { output, data }: { readonly output?: string; readonly data: string },
): string {
  if (hardware === undefined || output === undefined) return "";
  const { layers } = hardware();
  const rules = layers.map(({ step, design }) => `${step.name}: ${design}`);
  return [
    "",
    `tapir infer ${output} --layers "${[...rules, "else: float32"].join("; ")}" --data ${data}`,
    ...layers.map(({ fileName, design }) => `tapir generate ${design} --name ${fileName}`),
    "",
  ].join("\n");
}

/** Curves and table as one page. */
const page = (document: TrainingDocument): string =>
  trainingPage(
    {
      program: `tapir ${version}`,
      title: titleOf(document),
      notes: [...notes(document).split("\n").slice(0, -1), `Trained with tapir ${version}.`],
    },
    columns,
    document.designs,
  );

const titleOf = ({ network }: TrainingDocument): string => `Training of ${network.name}`;

/** The losses of each design, means over its seeds. */
export const lossPlot = (document: TrainingDocument): string => {
  const { data, designs } = document;
  return lossChart(
    titleOf(document),
    [`${data.training}, ${figure(data.training_images, 0)} images; mean of the seeds`],
    designs.map(({ design, runs }) => ({
      name: design,
      losses: spansOf(runs.map(({ epochs }) => epochs.map(({ loss }) => loss))).map(({ mean }) => mean),
    })),
  );
};
