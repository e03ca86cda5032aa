import { parseDesigns } from "../generators/request.js";
import { epochsOf, type Course } from "../nn/train/low-bit/course.js";
import { courseOf, othersOf, readRecipe } from "../nn/train/low-bit/recipe.js";
import type { Run, Settings } from "../nn/train/settings.js";
import { RequestError } from "../tools/errors.js";
import { readFile } from "../tools/read-file.js";
import { decodeText } from "../tools/decode-text.js";
import { checkFileForms } from "./file-forms.js";
import { checkEnding } from "./file-format.js";
import { checkFolder } from "./files.js";
import type { TrainOptions } from "./train-options.js";
import { trainingForms, type TrainingForm } from "./train-report.js";

/**
 * Every design with every seed, or every course of a recipe.
 * @throws {RequestError} words that are no designs, a seed that is too large, or a recipe that means nothing
 */
export function runsOf(words: readonly string[], options: TrainOptions): Run[] {
  const { seed, seeds } = options;
  if (seed + seeds > 2 ** 32) throw new RequestError("the last seed is beyond 4,294,967,295");
  const kinds = coursesOf(words, options)?.map((course) => ({ design: null, course })) ?? designsOf(words);
  return kinds.flatMap((kind) =>
    Array.from({ length: seeds }, (_, at): Run => ({ ...kind, seed: seed + at })),
  );
}

function designsOf(words: readonly string[]): { readonly design: string | null }[] {
  const others = words.filter((word) => word !== "float32");
  const designs = [
    ...(others.length < words.length || words.length === 0 ? [null] : []),
    ...(others.length === 0 ? [] : parseDesigns(others).map(({ spec }) => spec)),
  ];
  return designs.map((design) => ({ design }));
}

/** What a recipe says, and with `--compare` what stands beside it. */
function coursesOf(
  words: readonly string[],
  { recipe, compare, epochs, master, acc }: TrainOptions,
): Course[] | undefined {
  if (recipe === undefined) {
    if (compare !== true) return undefined;
    throw new RequestError("--compare is for a recipe's steps; write --recipe FILE");
  }
  if (words.length > 0)
    throw new RequestError(
      `a recipe trains in float32 and in few bits, on no design; leave out ${words.join(" ")}`,
    );
  for (const [option, value] of [
    ["--epochs", epochs],
    ["--master", master],
    ["--acc", acc],
  ] as const)
    if (value !== undefined) throw new RequestError(`${option} means nothing with a recipe; leave it out`);
  const read = readRecipe(recipe, decodeText(readFile(recipe)));
  return [courseOf(read), ...(compare === true ? othersOf(read) : [])];
}

/** @param runs all of them have as many epochs */
export function settingsOf(options: TrainOptions, runs: readonly Run[]): Settings {
  const [course] = runs.flatMap((run) => run.course ?? []);
  const epochs = course === undefined ? (options.epochs ?? 5) : epochsOf(course.phases);
  const { batch, schedule, lossScale, master, acc, momentum, optimizer } = options;
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
  const { output, plot, resume, memory, predictions, recipe } = options;
  const checkpoint = options.checkpoint ?? (output === undefined ? undefined : `${output}.checkpoint`);
  if (memory !== undefined && recipe === undefined)
    throw new RequestError("--memory writes layers of few bits; write --recipe FILE");
  const ofOne = [
    ["-o writes one network", output],
    ["--memory writes one network", memory],
    ["--predictions writes those of one network", predictions],
  ] as const;
  for (const [what, path] of ofOne)
    if (path !== undefined && runs > 1) throw new RequestError(`${what}, and there are ${runs} trainings`);
  if (resume === true && checkpoint === undefined)
    throw new RequestError(
      "--resume needs to know where the checkpoint is; write --checkpoint FILE or -o FILE",
    );
  if (plot !== undefined) checkEnding("--plot", plot, "SVG");
  if (predictions !== undefined) checkEnding("--predictions", predictions, "NumPy");
  if (output !== undefined && !output.endsWith(".onnx"))
    throw new RequestError(`-o writes ONNX; name a file that ends in .onnx, not ${output}`);
  const others = [
    ["-o", output],
    ["--plot", plot],
    ["--predictions", predictions],
    ["--checkpoint", checkpoint],
  ] as const;
  checkFileForms<TrainingForm>(
    options,
    trainingForms,
    others.flatMap(([option, path]) => (path === undefined ? [] : [[option, path] as const])),
  );
  if (memory !== undefined) checkFolder(memory);
  return checkpoint;
}
