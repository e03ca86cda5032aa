import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { masterGrid } from "../../nn/train/arithmetic.js";
import { decodeCheckpoint, encodeCheckpoint, identityOf, type Identity } from "../../nn/train/checkpoint.js";
import { trainingData } from "../../nn/train/data.js";
import { openTrainable } from "../../nn/train/description/open.js";
import { memoryFiles } from "../../nn/train/low-bit/memory.js";
import type { RunState } from "../../nn/train/run-events.js";
import { nameOfRun } from "../../nn/train/settings.js";
import { train, type TrainedRun, type TrainingRequest } from "../../nn/train/train.js";
import { RequestError } from "../../tools/errors.js";
import { isInterrupted } from "../../tools/interrupt.js";
import { writeFileForms } from "../file-forms.js";
import { writeWholeTexts } from "../files.js";
import { tidyUpWhenInterrupted } from "../interrupt.js";
import { say } from "../output.js";
import { classesFile } from "../infer-arrays.js";
import { showProgress } from "../progress.js";
import { trainOptions, type TrainOptions } from "../train-options.js";
import {
  hardwareHints,
  lossPlot,
  trainingDocument,
  trainingForms,
  trainingTable,
  type Trained,
  type TrainingForm,
} from "../train-report.js";
import { checkOutputs, runsOf, settingsOf } from "../train-request.js";
import { readBytes } from "../../tools/read-bytes.js";

export const command = new Command("train")
  .description("train a network on a design's arithmetic: forward, backward and updates, bit by bit")
  .argument("<network>", "lenet5, mlp:30-16-1, a description (.yaml) or a network (.onnx)")
  .argument("[design...]", "for example PositQuireMac n=16 es=1; float32 is one too, and alone without any")
  .action(async (name: string, words: string[], options: TrainOptions) => {
    const runs = runsOf(words, options);
    const checkpoint = checkOutputs(options, runs.length);
    const settings = settingsOf(options, runs);
    if (settings.master !== undefined) masterGrid(settings.master);
    const data = trainingData(options.data, options.test, {
      ...(options.images !== undefined && { training: options.images }),
      ...(options.testImages !== undefined && { test: options.testImages }),
    });
    const { network, isTrained } = openTrainable(name, data.training);
    if (options.continue === true && !isTrained)
      throw new RequestError(`--continue begins with a file's weights, and ${name} has none`);
    const identity = identityOf(name, network, settings, runs, data);
    const states = options.resume === true ? resumed(checkpoint, identity) : [];
    const { threads } = options;
    const found = await trainShown(
      {
        ...{ network, isTrained: options.continue === true, settings, runs, data },
        states: runs.map((_, at) => states[at]),
        ...(threads !== undefined && { threads }),
        ...(checkpoint !== undefined && {
          onEpoch: (_, all) => writeWholeTexts(new Map([[checkpoint, encodeCheckpoint(identity, all)]])),
        }),
      },
      settings.epochs,
    );
    await report(found, { name, network, settings, data }, options, checkpoint);
  });

for (const option of trainOptions) command.addOption(option);

function resumed(checkpoint: string | undefined, identity: Identity): readonly (RunState | undefined)[] {
  if (checkpoint === undefined) return [];
  if (!existsSync(checkpoint)) {
    say(`tapir: there is no ${checkpoint}; the training begins anew\n`);
    return [];
  }
  return decodeCheckpoint(readBytes(checkpoint), identity, checkpoint);
}

/** Trains, and shows how far it has come. */
async function trainShown(request: TrainingRequest, epochs: number): Promise<TrainedRun[]> {
  tidyUpWhenInterrupted();
  const progress = showProgress("train", request.runs.length);
  const nameOf = (at: number): string => {
    const run = request.runs[at];
    return run === undefined ? "" : `${nameOfRun(run)} seed ${run.seed}`;
  };
  try {
    return await train({
      ...request,
      onProgress(run, { epoch, share, loss }) {
        const words = `${nameOf(run)}, epoch ${epoch + 1} of ${epochs}, loss ${loss.toFixed(4)}`;
        progress.update(nameOf(run), (epoch + share) / epochs, words);
      },
      async onEpoch(run, states) {
        await request.onEpoch?.(run, states);
        const done = states[run]?.epochs ?? [];
        const last = done.at(-1);
        const words = `${nameOf(run)}, epoch ${done.length} of ${epochs}, loss ${last?.loss.toFixed(4) ?? ""}, test ${last?.test_percent.toFixed(2) ?? ""} %`;
        progress.update(nameOf(run), done.length / epochs, words);
      },
    });
  } finally {
    progress.stop();
  }
}

async function report(
  found: readonly TrainedRun[],
  trained: Trained,
  options: TrainOptions,
  checkpoint: string | undefined,
): Promise<void> {
  const [only] = found;
  if (found.every(({ diverged }) => diverged !== undefined) && only?.diverged !== undefined)
    throw new RequestError(divergence(only, only.diverged, options, checkpoint));
  const isWhole = found.every(
    ({ state, diverged }) => diverged !== undefined || state?.epochs.length === trained.settings.epochs,
  );
  const way = checkpoint === undefined ? "nothing is kept" : `--resume goes on from ${checkpoint}`;
  if (!isWhole) say(`tapir: interrupted; ${way}\n`);
  if (found.every(({ state }) => state === undefined)) return;
  const document = trainingDocument(found, trained);
  const files = new Map<string, string | Uint8Array>();
  if (only !== undefined && isWhole)
    for (const [path, content] of filesOf(only, trained, options)) files.set(path, content);
  if (options.plot !== undefined) files.set(options.plot, lossPlot(document));
  const make = {
    json: () => trainingForms.json.make(document),
    csv: () => trainingForms.csv.make(document),
    markdown: () => trainingForms.markdown.make(document),
    html: () => trainingForms.html.make(document),
  };
  const hints = only === undefined || !isWhole ? "" : hardwareHints(only, options);
  const table = (): string => trainingTable(document) + hints;
  await writeFileForms<TrainingForm>(options, make, table, files);
  // The network has all that it had.
  if (options.checkpoint === undefined && checkpoint !== undefined && isWhole && !isInterrupted())
    await rm(checkpoint, { force: true });
}

/** What is written of a command's only training. */
function filesOf(
  { file, hardware, classes }: TrainedRun,
  { network }: Trained,
  { output, memory, predictions }: TrainOptions,
): [path: string, content: string | Uint8Array][] {
  const made = memory === undefined || hardware === undefined ? [] : [...memoryFiles(hardware())];
  return [
    ...(output === undefined || file === undefined ? [] : [[output, file()] as [string, Uint8Array]]),
    ...made.map(([name, text]): [string, string] => [join(memory ?? "", name), text]),
    ...(predictions === undefined || classes === undefined
      ? []
      : [[predictions, classesFile(classes, Math.max(2, network.classes))] as [string, Uint8Array]]),
  ];
}

/** Where every training has diverged: what happened to the first, and what may help. */
function divergence(
  { run, state }: TrainedRun,
  { epoch, why }: NonNullable<TrainedRun["diverged"]>,
  { master }: TrainOptions,
  checkpoint: string | undefined,
): string {
  const kept =
    checkpoint === undefined || state === undefined
      ? ""
      : `${checkpoint} has epoch ${state.epochs.length}, the last good one; `;
  const remedy = master === undefined ? ", or --master float32" : " or another --loss-scale";
  return `${nameOfRun(run)} diverged in epoch ${epoch + 1}: ${why}; ${kept}try a lower --rate${remedy}`;
}
