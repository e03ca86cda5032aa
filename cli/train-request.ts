import { parseDesigns } from "../generators/request.js";
import type { Run, Settings } from "../nn/train/settings.js";
import { RequestError } from "../tools/errors.js";
import { checkFileForms } from "./file-forms.js";
import { checkEnding } from "./file-format.js";
import type { TrainOptions } from "./train-options.js";
import { trainingForms, type TrainingForm } from "./train-report.js";

/** Every design with every seed. @throws {RequestError} words that are no designs, or a seed that is too large */
export function runsOf(words: readonly string[], { seed, seeds }: TrainOptions): Run[] {
  const others = words.filter((word) => word !== "float32");
  const designs = [
    ...(others.length < words.length || words.length === 0 ? [null] : []),
    ...(others.length === 0 ? [] : parseDesigns(others).map(({ spec }) => spec)),
  ];
  if (seed + seeds > 2 ** 32) throw new RequestError("the last seed is beyond 4,294,967,295");
  return designs.flatMap((design) =>
    Array.from({ length: seeds }, (_, at): Run => ({ design, seed: seed + at })),
  );
}

export function settingsOf(options: TrainOptions): Settings {
  const { epochs, batch, schedule, lossScale, master, acc, momentum, optimizer } = options;
  return {
    epochs,
    batch,
    method: optimizer === "sgd" ? { kind: "sgd", momentum } : { kind: "adam", momentum, second: 0.999 },
    rate: options.rate ?? (optimizer === "sgd" ? 0.05 : 0.001),
    ...{ schedule, lossScale, master, acc },
  };
}

/** @returns where checkpoints go @throws {RequestError} see `checkFileForms`; one file for several networks */
export function checkOutputs(options: TrainOptions, runs: number): string | undefined {
  const { output, plot, resume } = options;
  const checkpoint = options.checkpoint ?? (output === undefined ? undefined : `${output}.checkpoint`);
  if (output !== undefined && runs > 1)
    throw new RequestError(`-o writes one network, and there are ${runs} trainings`);
  if (resume === true && checkpoint === undefined)
    throw new RequestError(
      "--resume needs to know where the checkpoint is; write --checkpoint FILE or -o FILE",
    );
  if (plot !== undefined) checkEnding("--plot", plot, "SVG");
  if (output !== undefined && !output.endsWith(".onnx"))
    throw new RequestError(`-o writes ONNX; name a file that ends in .onnx, not ${output}`);
  const others = [
    ["-o", output],
    ["--plot", plot],
    ["--checkpoint", checkpoint],
  ] as const;
  checkFileForms<TrainingForm>(
    options,
    trainingForms,
    others.flatMap(([option, path]) => (path === undefined ? [] : [[option, path] as const])),
  );
  return checkpoint;
}
