import { openTask } from "../nn/task.js";
import type { Inference } from "../sweep/measure.js";
import { RequestError } from "../tools/errors.js";
import type { TaskOptions } from "./task-options.js";

/** A network and its options, of a command for which it is one measure among several. */
export interface InferenceOptions extends TaskOptions {
  readonly net?: string | undefined;
}

const names = ["net", "data", "images", "fold", "acc"] as const;

/**
 * What accuracy is measured on; undefined where it is not measured.
 * @throws {RequestError} there is no network to measure it on, or one that nothing is measured on; or a file cannot be read
 */
export function inferenceFrom(options: InferenceOptions, isMeasured: boolean): Inference | undefined {
  const { net, acc, ...words } = options;
  if (!isMeasured) {
    const idle = names.find((name) => options[name] !== undefined);
    if (idle === undefined) return undefined;
    throw new RequestError(
      `--${idle} is for accuracy; name it among the measures: --measures accuracy,synth`,
    );
  }
  if (net === undefined)
    throw new RequestError(
      "accuracy is a network's; name one: --net FILE, a trained classifier in ONNX, or --net lenet5, which comes with tapir",
    );
  return { task: openTask(net, words), acc };
}
