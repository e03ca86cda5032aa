import type { InferenceRow } from "../nn/infer.js";
import { anySize, figure } from "../report/numbers.js";
import { csvReport, markdownReport, recordsOf, terminalTable, type Column } from "../report/table.js";
import type { OtherArithmetic } from "../nn/other-arithmetic.js";
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
  readonly designs: readonly (InferenceRow & OtherArithmetic & Partial<Price>)[];
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
  const { data, designs } = document;
  const named = designs.map((row) => ({ ...row, design: shortName(row) }));
  const isPriced = designs.some(({ area_um2 }) => area_um2 !== undefined);
  const tables = [table(isPriced ? [...columns, ...priceColumns] : columns, designs), notes(document)];
  if (layerErrors)
    tables.push(table(layerErrorColumns, layerErrorLines(named)), layerErrorNote(data.layer_error_images));
  const energies = layerEnergyLines(named);
  if (energies.length > 0)
    tables.push(table(layerEnergyColumns, energies), layerEnergyNote(document.hardware ?? ""));
  return `${tables.join("\n\n")}\n`;
}

type Row = InferenceDocument["designs"][number];

/** Rules of layers have a colon, which no design has. They would make the table too wide. */
const isRules = ({ design }: Row): boolean => design.includes(":");
const shortName = (row: Row): string => (isRules(row) ? "--layers" : row.design);

const right = (title: string, cell: (row: Row) => string): Column<Row> => ({ title, align: "right", cell });

const columns: readonly Column<Row>[] = [
  { title: "design", align: "left", cell: shortName },
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

/** What is said of a row beside its products, before its words. */
const others = [
  ["bias_arithmetic", "Biases"],
  ["batch_norm_arithmetic", "Batch norm"],
  ["residual_sum_arithmetic", "Residual sums"],
  ["mean_arithmetic", "Means"],
] as const;

function notes({ network, data, designs }: InferenceDocument): string {
  return [
    `${network.file} on ${data.name}; ±: standard error; to float32: points of top-1, same images.`,
    ...otherLines(designs),
    ...(network.batch_norm === "folded" ? ["Batch norm: folded into weights and biases."] : []),
    ...designs.flatMap(ruleLines),
    "docs/networks.md defines all of it.",
  ].join("\n");
}

/** Of each kind what rows on designs do, and which where they differ. */
function otherLines(designs: readonly Row[]): string[] {
  const onDesigns = designs.length > 1 ? designs.slice(1) : designs;
  return others.flatMap(([field, title]) => {
    const byWords = new Map<string, string[]>();
    for (const row of onDesigns) {
      const words = row[field];
      if (words !== null) byWords.set(words, [...(byWords.get(words) ?? []), shortName(row)]);
    }
    const [only, another] = byWords.keys();
    if (only === undefined) return [];
    if (another === undefined) return [`${title}: ${only}.`];
    return [...byWords].map(([words, rows]) => `${title} of ${rows.join(", ")}: ${words}.`);
  });
}

const ruleLines = (row: Row): string[] =>
  isRules(row)
    ? row.design
        .split(";")
        .filter((rule) => rule.trim() !== "")
        .map((rule, at) => `${at === 0 ? "--layers" : "        "} ${rule.trim()}`)
    : [];
