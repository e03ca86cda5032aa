import { parseDesigns } from "../generators/request.js";
import type { InferenceRequest } from "../nn/infer.js";
import { everyLayer, floatBiases, layerChoice, productLayer } from "../nn/layer-rules.js";
import type { Network } from "../nn/network/steps.js";
import { recordTrace, usualSums, type RecordRequest, type Wanted } from "../nn/record.js";
import { openTask, type Task } from "../nn/task.js";
import { traceText } from "../operands/trace-file.js";
import { RequestError } from "../tools/errors.js";
import { checkFileForms } from "./file-forms.js";
import { errorImages, type InferOptions } from "./infer-options.js";
import { inferenceForms, type InferenceForm } from "./infer-report.js";
import { checkEnding } from "./file-format.js";
import { checkPlot } from "./plot.js";

/** What `tapir infer` is to do, checked: nothing was computed yet. */
export interface Asked {
  readonly task: Task;
  /** A row each, beside float32's. */
  readonly rows: InferenceRequest["rows"];
  /** Whether layers' sums are compared with exact ones. */
  readonly comparesSums: boolean;
  /** What is written of the one row's sums; null: nothing. */
  readonly traced: Wanted | null;
  readonly options: InferOptions;
}

const ofOneDesign = ["predictions", "logits", "trace"] as const;

/**
 * Reads the network, its images and the designs.
 * @param words designs as they were written
 * @throws {RequestError} they cannot be read, do not fit each other, or what is asked cannot be written
 */
export function readAsked(name: string, words: readonly string[], options: InferOptions): Asked {
  // The row float32 is always there.
  const named = words.filter((word) => word !== "float32");
  const designs = named.length === 0 ? [] : parseDesigns(named);
  checkOutputs(options, designs.length + (options.layers === undefined ? 0 : 1));
  const task = openTask(name, options);
  const { network } = task;
  const rows: InferenceRequest["rows"][number][] = designs.map((design) => ({
    name: design.spec,
    choice: everyLayer(network, design),
  }));
  const traced = tracedLayer(network, options);
  if (options.layers !== undefined)
    rows.push({
      name: options.layers,
      choice: layerChoice(options.layers, network),
      floatBiases: floatBiases(options.layers, network),
    });
  if (traced !== null && rows.length === 0)
    throw new RequestError("--trace writes what a design is fed; name a design");
  const comparesSums = options.layerErrors === true || options.json !== undefined;
  return { task, rows, comparesSums, traced, options };
}

/** @throws {RequestError} see `checkFileForms`; or arrays of several designs would be written to one file */
function checkOutputs(options: InferOptions, rows: number): void {
  checkPlot(options.plot);
  for (const name of ["predictions", "logits"] as const) {
    const path = options[name];
    if (path !== undefined) checkEnding(`--${name}`, path, "NumPy");
  }
  checkFileForms<InferenceForm>(
    options,
    inferenceForms,
    ofOneDesign.flatMap((name) => {
      const path = options[name];
      return path === undefined ? [] : [[`--${name}`, path] as const];
    }),
  );
  const single = ofOneDesign.find((name) => options[name] !== undefined);
  if (single !== undefined && rows > 1)
    throw new RequestError(`--${single} writes those of one design, and there are ${rows}`);
}

/** The layer that is recorded; null: none. */
function tracedLayer(network: Network, { trace, layer, sums }: InferOptions): Wanted | null {
  if (trace === undefined) {
    if (layer !== undefined || sums !== undefined)
      throw new RequestError("--layer and --sums are of the file that --trace FILE writes");
    return null;
  }
  const found = productLayer(network, layer);
  return { layer: found, sums: sums ?? usualSums(found) };
}

export function inferenceRequest({ task, rows, comparesSums, options }: Asked): InferenceRequest {
  const { bytes, fold, images, calibration } = task;
  const { acc, threads } = options;
  return {
    ...{ network: bytes, fold, images, calibration, rows },
    ...(comparesSums && { errorImages }),
    ...(acc !== undefined && { acc }),
    ...(threads !== undefined && { threads }),
  };
}

/** How sums of a row's layers are recorded. */
export function recordRequest(
  { task: { network, name, images, calibration }, options: { acc } }: Asked,
  { choice, floatBiases }: InferenceRequest["rows"][number],
): RecordRequest {
  return { network, name, images, calibration, acc, choice, floatBiases, seed: 1 };
}

/** The file of recorded sums that was asked for, after its path. */
export function traceFile(asked: Asked): readonly (readonly [path: string, text: string])[] {
  const { rows, traced, options } = asked;
  const [only] = rows;
  if (traced === null || only === undefined || options.trace === undefined) return [];
  const { design, trace } = recordTrace(recordRequest(asked, only), traced);
  return [[options.trace, traceText(design, trace)]];
}
