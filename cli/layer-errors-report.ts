import type { InferenceRow } from "../nn/infer.js";
import type { LayerErrors } from "../nn/layer-errors.js";
import { anySize } from "../report/numbers.js";
import { hiddenColumn, numberColumn, textColumn, type Column } from "../report/table.js";

/** A layer in one row of the result. */
interface Line extends LayerErrors {
  readonly row: string;
}

export const layerErrorLines = (rows: readonly InferenceRow[]): Line[] =>
  rows.flatMap(({ design: row, layer_errors = [] }) => layer_errors.map((errors) => ({ row, ...errors })));

const ofAnySize = (title: string, field: string, value: (line: Line) => number | null): Column<Line> => ({
  title,
  align: "right",
  field,
  cell: (line) => anySize(value(line)),
  value,
});

export const layerErrorColumns: readonly Column<Line>[] = [
  textColumn("design", "design", ({ row }) => row),
  textColumn("layer", "layer", ({ layer }) => layer),
  hiddenColumn("operator", ({ operator }) => operator),
  hiddenColumn("layer_design", ({ design }) => design),
  numberColumn("terms", "terms", 0, ({ terms }) => terms),
  numberColumn("sums", "sums", 0, ({ sums }) => sums),
  ofAnySize("RMS of sums", "rms_sum", ({ rms_sum }) => rms_sum),
  ofAnySize("mean error", "mean_error", ({ mean_error }) => mean_error),
  ofAnySize("RMS error", "rms_error", ({ rms_error }) => rms_error),
  ofAnySize("mean error %", "mean_error_percent", (line) => line.mean_error_percent),
  ofAnySize("RMS error %", "rms_error_percent", (line) => line.rms_error_percent),
];

/** What stands below the table. */
export const layerErrorNote = (images: number): string =>
  `Errors of the layers' sums: results less the exact sums of exact products of the same rounded operands, over the first ${images === 1 ? "image" : `${images} images`}; %: of the RMS of the exact sums.`;
