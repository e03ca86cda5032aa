import type { InferenceRow } from "../nn/infer.js";
import { anySize, figure } from "../report/numbers.js";
import { csvReport, markdownReport, terminalTable, type Column } from "../report/table.js";
import { version } from "../tools/version.js";
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
  };
  /** float32 first. */
  readonly designs: readonly InferenceRow[];
}

/** The forms of a report, apart from the terminal's. */
export const inferenceForms = {
  json: {
    format: "JSON",
    make: (document: InferenceDocument): string =>
      `${JSON.stringify({ tapir: version, ...document }, null, 2)}\n`,
  },
  csv: {
    format: "CSV",
    make: ({ designs }: InferenceDocument): string => csvReport(designs.map((row) => ({ ...row }))),
  },
  markdown: {
    format: "Markdown",
    make: (document: InferenceDocument): string =>
      `${[markdownReport(columns, document.designs), notes(document)].join("\n\n")}\n`,
  },
} as const;

export const inferenceTable = (document: InferenceDocument): string =>
  `${[terminalTable(columns, document.designs, terminalWidth()), notes(document)].join("\n\n")}\n`;

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

function notes({ network, data }: InferenceDocument): string {
  const batchNorm =
    network.batch_norm === "folded"
      ? "Batch norm is folded into weights and biases."
      : "Batch norm as it stands, in float32, then rounded once.";
  return [
    `${network.file} on ${data.name}; ±: standard error; to float32: points of top-1, same images.`,
    `Biases are terms of the sums, each rounded once; residual sums are exact, rounded once.${network.batch_norm === "none" ? "" : ` ${batchNorm}`}`,
    "docs/networks.md defines all of it.",
  ].join("\n");
}
