import { programDigest } from "../../tools/program-digest.js";
import type { ErrorStatistics } from "../../sim/error.js";
import { errorStatisticsInThread } from "../../sim/error-thread.js";
import type { Measure } from "../measure.js";

/** How far an approximate design is from the exact result. */
export const errorMeasure: Measure<ErrorStatistics> = {
  name: "error",
  summary: "error statistics of approximate designs, by their golden models",
  version: 1,
  ofLibrary: false,
  figures: [
    {
      field: "mred_percent",
      title: "MRED",
      unit: "%",
      place: "table",
      decimals: 3,
      better: "less",
      value: (r) => r.mred_percent,
    },
    {
      field: "mean_error_percent",
      title: "mean error",
      unit: "%",
      place: "table",
      decimals: 3,
      value: (r) => r.mean_percent,
    },
    {
      field: "worst_negative_percent",
      title: "worst negative",
      unit: "%",
      place: "table",
      decimals: 2,
      value: (r) => r.worst_negative_percent,
    },
    {
      field: "worst_positive_percent",
      title: "worst positive",
      unit: "%",
      place: "table",
      decimals: 2,
      value: (r) => r.worst_positive_percent,
    },
    { field: "samples", title: "samples", unit: "", place: "record", decimals: 0, value: (r) => r.samples },
  ],
  obstacle: ({ operator, parameters }) =>
    operator.exact?.(parameters) === undefined
      ? `${operator.name} has no exact form to be measured against`
      : undefined,
  fingerprint: (_, { samples, seed }) => Promise.resolve({ program: programDigest(), samples, seed }),
  run: (design, { samples, seed }) => errorStatisticsInThread(design, { samples, seed }),
};
