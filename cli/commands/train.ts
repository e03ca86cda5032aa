import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { Command } from "commander";
import { parseDesigns } from "../../generators/request.js";
import { macsOfNetwork } from "../../nn/network/macs.js";
import type { Network } from "../../nn/network/steps.js";
import { masterGrid } from "../../nn/train/arithmetic.js";
import { decodeCheckpoint, encodeCheckpoint, identityOf, type Identity } from "../../nn/train/checkpoint.js";
import { trainingData, type TrainingData } from "../../nn/train/data.js";
import { openTrainable } from "../../nn/train/description/open.js";
import type { RunState } from "../../nn/train/run.js";
import type { Run, Settings } from "../../nn/train/settings.js";
import { train, type TrainedRun, type TrainingRequest } from "../../nn/train/train.js";
import { RequestError } from "../../tools/errors.js";
import { isInterrupted } from "../../tools/interrupt.js";
import { checkFileForms, writeFileForms } from "../file-forms.js";
import { checkEnding } from "../file-format.js";
import { writeWholeTexts } from "../files.js";
import { tidyUpWhenInterrupted } from "../interrupt.js";
import { say } from "../output.js";
import { showProgress } from "../progress.js";
import { trainOptions, type TrainOptions } from "../train-options.js";
import {
  lossPlot,
  trainedDesign,
  trainingForms,
  trainingTable,
  type TrainingDocument,
  type TrainingForm,
} from "../train-report.js";

export const command = new Command("train")
  .description("train a network on a design's arithmetic: forward, backward and updates, bit by bit")
  .argument("<network>", "lenet5, mlp:30-16-1, a description (.yaml) or a network (.onnx)")
  .argument("[design...]", "for example PositQuireMac n=16 es=1; float32 is one too, and alone without any")
  .action(async (name: string, words: string[], options: TrainOptions) => {
    const runs = runsOf(words, options);
    const checkpoint = checkOutputs(options, runs.length);
    const settings = settingsOf(options);
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

/** Every design with every seed. */
function runsOf(words: readonly string[], { seed, seeds }: TrainOptions): Run[] {
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

function settingsOf(options: TrainOptions): Settings {
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
function checkOutputs(options: TrainOptions, runs: number): string | undefined {
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

function resumed(checkpoint: string | undefined, identity: Identity): readonly (RunState | undefined)[] {
  if (checkpoint === undefined) return [];
  if (!existsSync(checkpoint)) {
    say(`tapir: there is no ${checkpoint}; the training begins anew\n`);
    return [];
  }
  return decodeCheckpoint(readFileSync(checkpoint), identity, checkpoint);
}

/** Trains, and shows how far it has come. */
async function trainShown(request: TrainingRequest, epochs: number): Promise<TrainedRun[]> {
  tidyUpWhenInterrupted();
  const progress = showProgress("train", request.runs.length);
  const nameOf = (at: number): string => {
    const { design, seed } = request.runs[at] ?? {};
    return `${design ?? "float32"} seed ${seed ?? 0}`;
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
  trained: {
    readonly name: string;
    readonly network: Network;
    readonly settings: Settings;
    readonly data: TrainingData;
  },
  options: TrainOptions,
  checkpoint: string | undefined,
): Promise<void> {
  const [only] = found;
  if (found.every(({ diverged }) => diverged !== undefined) && only?.diverged !== undefined)
    throw new RequestError(
      `${only.run.design ?? "float32"} diverged in epoch ${only.diverged.epoch + 1}: ${only.diverged.why}; ${kept(only, checkpoint)}try a lower --rate${options.master === undefined ? ", or --master float32" : " or another --loss-scale"}`,
    );
  const isWhole = found.every(
    ({ state, diverged }) => diverged !== undefined || state?.epochs.length === trained.settings.epochs,
  );
  if (!isWhole)
    say(
      `tapir: interrupted; ${checkpoint === undefined ? "nothing is kept" : `--resume goes on from ${checkpoint}`}\n`,
    );
  if (found.every(({ state }) => state === undefined)) return;
  const document = documentOf(found, trained);
  const files = new Map<string, string | Uint8Array>();
  const network = only?.file?.();
  if (options.output !== undefined && network !== undefined && isWhole) files.set(options.output, network);
  if (options.plot !== undefined) files.set(options.plot, lossPlot(document));
  const make = {
    json: () => trainingForms.json.make(document),
    csv: () => trainingForms.csv.make(document),
    markdown: () => trainingForms.markdown.make(document),
  };
  await writeFileForms<TrainingForm>(options, make, () => trainingTable(document), files);
  // The network has all that it had.
  if (options.checkpoint === undefined && checkpoint !== undefined && isWhole && !isInterrupted())
    await rm(checkpoint, { force: true });
}

const kept = ({ state }: TrainedRun, checkpoint: string | undefined): string =>
  checkpoint === undefined || state === undefined
    ? ""
    : `${checkpoint} has epoch ${state.epochs.length}, the last good one; `;

function documentOf(
  found: readonly TrainedRun[],
  { name, network, settings, data }: Parameters<typeof report>[1],
): TrainingDocument {
  const { training, test } = data;
  const { method, master, acc, ...others } = settings;
  const designs = [...new Set(found.map(({ run }) => run.design))];
  return {
    network: {
      name,
      parameters: network.steps.reduce(
        (sum, step) => sum + (step.kind === "product" ? step.weights.length + (step.bias?.length ?? 0) : 0),
        0,
      ),
      macs_per_image: macsOfNetwork(network),
    },
    data: {
      training: training.name,
      training_images: training.count,
      test: test.name,
      test_images: test.count,
    },
    settings: {
      optimizer: method.kind,
      momentum: method.momentum,
      ...{ epochs: others.epochs, batch: others.batch, rate: others.rate, schedule: others.schedule },
      "loss scale": others.lossScale,
      "master copy": master ?? "none",
      ...(acc !== undefined && { acc }),
    },
    designs: designs.map((design) =>
      trainedDesign(
        design ?? "float32",
        found.filter(({ run }) => run.design === design),
        training.count,
      ),
    ),
  };
}
