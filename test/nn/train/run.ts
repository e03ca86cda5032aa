import { sizeOf, type LabelledImages } from "../../../nn/data/images.js";
import type { Network } from "../../../nn/network/steps.js";
import { trainingArithmetic } from "../../../nn/train/arithmetic.js";
import { networkFile } from "../../../nn/train/network-file.js";
import { trainRun } from "../../../nn/train/run.js";
import type { RunState } from "../../../nn/train/run-events.js";
import type { Settings } from "../../../nn/train/settings.js";
import { TrainedNetwork } from "../../../nn/train/trained-network.js";

/** What a short training in the test's own thread leaves. */
export interface Trained {
  readonly file: Uint8Array;
  readonly numbers: ReadonlyMap<string, Float32Array>;
  /** Of all images, with the trainer's own layers. */
  readonly logits: readonly number[];
  readonly states: readonly RunState[];
  readonly arrays: readonly Float32Array[];
  readonly diverged: string | undefined;
}

export interface Asked {
  readonly epochs: number;
  readonly batch: number;
  readonly rate?: number;
  readonly master?: string;
  readonly adam?: boolean;
}

/** Trains on all images, and tests on the same. */
export function run(
  network: Network,
  images: LabelledImages,
  design: string | null,
  { epochs, batch, rate = 0.1, master, adam = false }: Asked,
  from?: RunState,
): Trained {
  const settings: Settings = {
    ...{ epochs, batch, rate, master, schedule: "linear", lossScale: 1, acc: undefined },
    method: adam ? { kind: "adam", momentum: 0.9, second: 0.999 } : { kind: "sgd", momentum: 0.9 },
  };
  const states: RunState[] = [];
  let numbers: ReadonlyMap<string, Float32Array> = new Map();
  let diverged: string | undefined;
  const data = { training: images, test: images };
  for (const event of trainRun(network, false, settings, { design, seed: 5 }, data, from)) {
    if (event.kind === "diverged") diverged = event.why;
    if (event.kind !== "epoch") continue;
    states.push(event.state);
    ({ numbers } = event);
  }
  const trained = new TrainedNetwork(network, trainingArithmetic(design), images.count);
  for (const { name, values } of [...trained.parameters, ...trained.statistics])
    values.set(numbers.get(name) ?? []);
  const input = Float32Array.from(images.values.subarray(0, images.count * sizeOf(images.shape)));
  return {
    file: networkFile(network, numbers.size === 0 ? namedNumbers(trained) : numbers),
    numbers,
    logits: [...trained.forward(input, images.count, false)],
    states,
    arrays: states.at(-1)?.arrays ?? [],
    diverged,
  };
}

const namedNumbers = ({ parameters, statistics }: TrainedNetwork): Map<string, Float32Array> =>
  new Map([...parameters, ...statistics].map(({ name, values }) => [name, values]));
