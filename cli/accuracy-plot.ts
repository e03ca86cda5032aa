import { accuracyChart } from "../report/charts/accuracy-points.js";
import { figure } from "../report/numbers.js";
import type { InferenceDocument } from "./infer-report.js";

/** A network's accuracies as a picture: float32's, then each row's. */
export const accuracyPlot = ({ network, data, designs }: InferenceDocument): string =>
  accuracyChart(
    `${network.file} on ${data.name}`,
    [
      "Images classified right; a line is two standard errors to each side. Agreement is with float32, image by image.",
    ],
    designs.map((row, index) => ({
      name: row.design,
      percent: row.top1_percent,
      standardError: row.standard_error_percent,
      note:
        index === 0
          ? `${row.images.toLocaleString("en")} images`
          : `${figure(row.agreement_percent, 2)} % agreement`,
    })),
  );
