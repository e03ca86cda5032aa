import type { InferenceRow } from "../nn/infer.js";
import { anySize, figure } from "../report/numbers.js";
import { csvReport, markdownReport, recordsOf, terminalTable, type Column } from "../report/table.js";
import { version } from "../tools/version.js";
import type { Price } from "./inference-price.js";
import { layerEnergyColumns, layerEnergyLines, layerEnergyNote } from "./layer-energies-report.js";
import { layerErrorColumns, layerErrorLines, layerErrorNote } from "./layer-errors-report.js";
import { terminalWidth } from "./terminal.js";

/** What `tapir infer` has found; the JSON has it as it is. */
export interface InferenceDocument {
  readonly network: {
    readonly file: string;
    /** Whether batch normalization was folded before. */
    readonly batch_norm: "as it stands" | "folded" | "none";
    readonly macs_per_image: number;
    /** Those of Conv, Gemm and MatMul. */
    readonly layers: readonly { readonly name: string; readonly operator: string; readonly macs: number }[];
  };
  readonly data: {
    readonly name: string;
    readonly images: number;
    /** Images from which integers' scales were found. */
    readonly calibration: string;
    /** Images, the first ones, over which layers' errors are; 0: there are none. */
    readonly layer_error_images: number;
  };
  /** Under which the hardware was measured; left out where it was not. */
  readonly hardware?: string;
  /** float32 first. The price is there with `--measures`, of rows on designs. */
  readonly designs: readonly (InferenceRow & Partial<Price>)[];
}

/** The forms of a report, apart from the terminal's. With `layerErrors`, a table of the layers' errors is in them too. */
export const inferenceForms = {
  json: {
    format: "JSON",
    make: (document: InferenceDocument): string =>
      `${JSON.stringify({ tapir: version, ...document }, null, 2)}\n`,
  },
  csv: {
    format: "CSV",
    make: ({ designs }: InferenceDocument, layerErrors: boolean): string =>
      csvReport([
        ...designs.map(flat),
        ...(layerErrors ? recordsOf(layerErrorColumns, layerErrorLines(designs)) : []),
        ...recordsOf(layerEnergyColumns, layerEnergyLines(designs)),
      ]),
  },
  markdown: {
    format: "Markdown",
    make: (document: InferenceDocument, layerErrors: boolean): string =>
      forPeople(document, layerErrors, markdownReport),
  },
} as const;

export type InferenceForm = keyof typeof inferenceForms;

export const inferenceTable = (document: InferenceDocument, layerErrors: boolean): string =>
  forPeople(document, layerErrors, (shown, rows) => terminalTable(shown, rows, terminalWidth()));

/** Without what is a table of its own. */
const flat = (row: Row): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => !Array.isArray(value)));

function forPeople(
  document: InferenceDocument,
  layerErrors: boolean,
  table: <Row>(columns: readonly Column<Row>[], rows: readonly Row[]) => string,
): string {
  const { designs, data } = document;
  const isPriced = designs.some(({ area_um2 }) => area_um2 !== undefined);
  const tables = [table(isPriced ? [...columns, ...priceColumns] : columns, designs), notes(document)];
  if (layerErrors)
    tables.push(table(layerErrorColumns, layerErrorLines(designs)), layerErrorNote(data.layer_error_images));
  const energies = layerEnergyLines(designs);
  if (energies.length > 0)
    tables.push(table(layerEnergyColumns, energies), layerEnergyNote(document.hardware ?? ""));
  return `${tables.join("\n\n")}\n`;
}

type Row = InferenceDocument["designs"][number];

const right = (title: string, cell: (row: Row) => string): Column<Row> => ({ title, align: "right", cell });

const columns: readonly Column<Row>[] = [
  { title: "design", align: "left", cell: ({ design }) => design },
  right("images", ({ images }) => figure(images, 0)),
  right("top-1 %", (row) => `${figure(row.top1_percent, 2)} ±${figure(row.standard_error_percent, 2)}`),
  right("top-5 %", ({ top5_percent }) => figure(top5_percent, 2)),
  right("to float32", ({ delta_points }) => figure(delta_points, 2)),
  right("agreement %", ({ agreement_percent }) => figure(agreement_percent, 2)),
  right("logit RMSE", ({ logit_rmse }) => anySize(logit_rmse)),
  right("images/s", ({ images_per_second }) => anySize(images_per_second)),
];

const priceColumns: readonly Column<Row>[] = [
  right("area µm²", ({ area_um2 }) => figure(area_um2, 1)),
  right("µJ an image", ({ energy_per_inference_uj }) => anySize(energy_per_inference_uj ?? null)),
];

/** Dot products of narrow numbers take no bias. */
const hasThresholds = ({ design }: Row): boolean => /\b(BinaryDot|LowBitDot)\b/.test(design);

function notes({ network, data, designs }: InferenceDocument): string {
  const batchNorm =
    network.batch_norm === "folded"
      ? "Batch norm is folded into weights and biases."
      : "Batch norm as it stands, in float32, then rounded once.";
  const thresholds = designs.some(hasThresholds)
    ? ", but thresholds in float32 beside those of BinaryDot and LowBitDot"
    : "";
  return [
    `${network.file} on ${data.name}; ±: standard error; to float32: points of top-1, same images.`,
    `Biases are terms of the sums, each rounded once${thresholds}; residual sums are exact, rounded once.${network.batch_norm === "none" ? "" : ` ${batchNorm}`}`,
    "docs/networks.md defines all of it.",
  ].join("\n");
}
