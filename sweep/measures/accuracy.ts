import { createHash } from "node:crypto";
import type { Design } from "../../generators/design.js";
import { calibrationImages } from "../../nn/calibrate.js";
import { firstImages, type LabelledImages } from "../../nn/data/images.js";
import { infer, type Inference as Inferred } from "../../nn/infer.js";
import { everyLayer } from "../../nn/layer-rules.js";
import { macsOfNetwork, operationsOfNetwork } from "../../nn/network/macs.js";
import type { Task } from "../../nn/task.js";
import { withCore } from "../../tools/cores.js";
import { programDigest } from "../../tools/program-digest.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import type { Key } from "../cache.js";
import type { Conditions, Inference, Measure, MeasuredFigure } from "../measure.js";

/** Plain data. Field names as in the JSON of `infer`. */
export interface AccuracyResult {
  readonly top1_percent: number;
  readonly top5_percent: number | null;
  readonly standard_error_percent: number;
  readonly delta_points: number;
  readonly agreement_percent: number;
  readonly logit_rmse: number;
  readonly float32_top1_percent: number;
  readonly arithmetic: string;
  readonly macs_per_image: number;
  /** Operations of the design: fewer than MACs where one has several lanes. */
  readonly operations_per_image: number;
}

type Numeric = Exclude<keyof AccuracyResult, "arithmetic">;

const number = (
  field: Numeric,
  title: string,
  unit: string,
  decimals: number,
  rest: Pick<MeasuredFigure<AccuracyResult>, "better"> & { readonly place?: "record" } = {},
): MeasuredFigure<AccuracyResult> => ({
  field,
  title,
  unit,
  place: "table",
  decimals,
  ...rest,
  value: (result) => result[field],
});

/** How well a network classifies on a design's arithmetic. */
export const accuracyMeasure: Measure<AccuracyResult> = {
  name: "accuracy",
  summary: "a network's accuracy on a design's arithmetic, beside float32's",
  version: 1,
  ofLibrary: false,
  figures: [
    number("top1_percent", "top-1", "%", 2, { better: "more" }),
    number("standard_error_percent", "standard error", "%", 2),
    number("top5_percent", "top-5", "%", 2, { better: "more" }),
    number("delta_points", "to float32", "points", 2, { better: "more" }),
    number("agreement_percent", "agreement", "%", 2, { better: "more" }),
    number("logit_rmse", "logit RMSE", "", 4, { better: "less" }),
    number("float32_top1_percent", "float32 top-1", "%", 2, { place: "record" }),
    number("macs_per_image", "MACs", "per image", 0, { place: "record" }),
    number("operations_per_image", "operations", "per image", 0, { place: "record" }),
    {
      field: "arithmetic",
      title: "arithmetic",
      unit: "",
      place: "record",
      value: ({ arithmetic }) => arithmetic,
    },
    {
      field: "accuracy_source",
      title: "accuracy",
      unit: "",
      place: "foot",
      value: (result) => `float32 top-1 ${result.float32_top1_percent.toFixed(2)} %`,
    },
  ],
  fingerprint: (_, { inference }) =>
    Promise.resolve({ program: programDigest("inference"), ...inferenceKey(needed(inference)) }),
  run: (design, { inference }) => withCore(() => measured(design, needed(inference))),
};

function needed(inference: Conditions["inference"]): Inference {
  if (inference === undefined) throw new RangeError("accuracy is measured on a network, and there is none");
  return inference;
}

const tool: Tool = { name: "the measurement of accuracy", command: process.execPath, packages: {} };

/** On one thread: other designs keep the other cores busy. */
async function measured(design: Design, { task, acc }: Inference): Promise<AccuracyResult> {
  const float32 = await float32Of(task);
  const [found] = await infer({
    ...requestOf(task),
    rows: [{ name: design.spec, choice: everyLayer(task.network, design) }],
    ...(acc !== undefined && { acc }),
    threads: 1,
    reference: float32.logits,
  });
  const { row } = whole(found, task);
  return {
    top1_percent: row.top1_percent,
    top5_percent: row.top5_percent,
    standard_error_percent: row.standard_error_percent,
    delta_points: row.delta_points,
    agreement_percent: row.agreement_percent,
    logit_rmse: row.logit_rmse,
    float32_top1_percent: float32.row.top1_percent,
    arithmetic: row.arithmetic,
    macs_per_image: macsOfNetwork(task.network),
    operations_per_image: operationsOfNetwork(task.network, lanesOf(design)),
  };
}

const requestOf = ({ bytes, fold, images, calibration }: Task) => ({
  network: bytes,
  fold,
  images,
  calibration,
});

/** Products that an operation adds up. */
const lanesOf = ({ parameters }: Design): number => Number(parameters.lanes ?? 1);

/** @throws {ToolError} an interruption came before all images were done */
function whole(found: Inferred | undefined, { images }: Task): Inferred {
  if (found?.row.images !== images.count)
    throw new ToolError(tool, "interrupted", `${tool.name} was interrupted`);
  return found;
}

/** What accuracy depends on, apart from designs and the program. */
export const inferenceKey = ({ task, acc }: Inference): Key => ({
  ...digestsOf(task),
  fold: task.fold,
  acc: acc ?? null,
});

const references = new WeakMap<Task, Promise<Inferred>>();

/** The task in float32, computed once for all designs, on all cores. */
function float32Of(task: Task): Promise<Inferred> {
  const known =
    references.get(task) ?? infer({ ...requestOf(task), rows: [] }).then(([found]) => whole(found, task));
  references.set(task, known);
  return known;
}

const digests = new WeakMap<Task, Readonly<Record<string, string>>>();

function digestsOf(task: Task): Readonly<Record<string, string>> {
  const known = digests.get(task) ?? {
    network: digestOfBytes(task.bytes),
    images: digestOfImages(task.images),
    calibration: digestOfImages(firstImages(task.calibration, calibrationImages)),
  };
  digests.set(task, known);
  return known;
}

const digestOfBytes = (...parts: readonly NodeJS.ArrayBufferView[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

/** Their numbers, not their name. */
const digestOfImages = ({ shape, values, labels }: LabelledImages): string =>
  digestOfBytes(Float64Array.from([values.BYTES_PER_ELEMENT, ...shape]), values, labels);
