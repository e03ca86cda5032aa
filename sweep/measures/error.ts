import { programDigest } from "../../tools/program-digest.js";
import { exactModel, type ErrorStatistics } from "../../error-metrics/sampled.js";
import { errorStatisticsInThread } from "../../error-metrics/thread.js";
import type { Measure, MeasuredFigure } from "../measure.js";

/** Figures by their fields. They appear in JSON and CSV, but in no table. */
const records = (values: Readonly<Record<string, Value>>): MeasuredFigure<ErrorStatistics>[] =>
  Object.entries(values).map(([field, value]) => ({ field, title: field, unit: "", place: "record", value }));

type Value = MeasuredFigure<ErrorStatistics>["value"];

/** The errors of an approximate design against its exact counterpart. */
export const errorMeasure: Measure<ErrorStatistics> = {
  name: "error",
  summary: "error statistics of approximate designs, by their golden models",
  version: 2,
  ofLibrary: false,
  usual: true,
  figures: [
    {
      field: "mred_percent",
      title: "MRED",
      unit: "%",
      place: "table",
      decimals: 3,
      better: "less",
      exact: 0,
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
    {
      field: "error_rate_percent",
      title: "wrong",
      unit: "%",
      place: "table",
      decimals: 2,
      better: "less",
      exact: 0,
      value: (r) => r.error_rate_percent,
    },
    {
      field: "nmed_percent",
      title: "NMED",
      unit: "%",
      place: "table",
      decimals: 4,
      better: "less",
      exact: 0,
      value: (r) => r.nmed_percent,
    },
    ...records({
      med: (r) => r.med,
      mean_error: (r) => r.mean_error,
      rmse: (r) => r.rmse,
      wce: (r) => r.wce,
      wcre_percent: (r) => r.wcre_percent,
      med_ulps: (r) => r.med_ulps,
      wce_ulps: (r) => r.wce_ulps,
      compared: (r) => r.compared,
      exhaustive_operands: (r) => r.exhaustive,
    }),
    { field: "samples", title: "samples", unit: "", place: "record", decimals: 0, value: (r) => r.samples },
  ],
  obstacle: (design) =>
    exactModel(design) === undefined
      ? `${design.operator.name} has no exact form to be measured against`
      : undefined,
  fingerprint: (_, { samples, seed }) =>
    Promise.resolve({ program: programDigest("simulation"), samples, seed }),
  run: (design, { samples, seed }) => errorStatisticsInThread(design, { samples, seed }),
};
