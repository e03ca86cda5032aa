import type { LabelledImages } from "../../../nn/data/images.js";
import { infer } from "../../../nn/infer.js";
import { layerChoice } from "../../../nn/layer-rules.js";
import { readNetwork } from "../../../nn/network/read-network.js";
import type { Network } from "../../../nn/network/steps.js";
import { trainingArithmetic } from "../../../nn/train/arithmetic.js";
import { networkOf } from "../../../nn/train/description/build.js";
import { readDescription } from "../../../nn/train/description/read.js";
import type { Course } from "../../../nn/train/low-bit/course.js";
import { hardwareOf } from "../../../nn/train/low-bit/hardware.js";
import { integerFile } from "../../../nn/train/low-bit/integer-file.js";
import { Random } from "../../../operands/random.js";
import type { Numbers } from "../../../nn/train/network-file.js";
import { trainRun } from "../../../nn/train/run.js";
import type { Settings } from "../../../nn/train/settings.js";
import { TrainedNetwork } from "../../../nn/train/trained-network.js";

/* Networks of few bits that train in a moment. */

const random = Random.seeded(11);
export const images: LabelledImages = {
  name: "noise",
  count: 40,
  shape: [2, 8, 7],
  values: Uint8Array.from({ length: 40 * 112 }, () => random.below(256)),
  labels: Uint16Array.from({ length: 40 }, (_, at) => at % 3),
};
export const divisor = new Float32Array(112).fill(255);
const description = `
layers:
  - conv: 6
    stride: 2
    pad: 1
  - bn
  - relu
  - conv: 8
    pad: 1
    groups: 2
  - bn
  - relu
  - pool: 2
  - fc: 24
  - relu
  - fc: 16
  - bn
  - relu
  - fc: 3
`;
export const network = networkOf(readDescription("cnn.yaml", description), images.shape, { divisor });
export const settings: Settings = {
  ...{ epochs: 3, batch: 8, rate: 0.05, master: undefined, schedule: "linear", lossScale: 1, acc: undefined },
  method: { kind: "sgd", momentum: 0.9 },
};
export const data = { training: images, test: images };

export function trained(course: Course, of: Network = network) {
  let numbers: ReadonlyMap<string, Float32Array> = new Map();
  let classes = new Uint16Array(0);
  const epochs: (string | undefined)[] = [];
  for (const event of trainRun(of, false, settings, { design: null, seed: 3, course }, data, undefined))
    if (event.kind === "epoch") {
      ({ numbers } = event);
      classes = event.classes.slice();
      epochs.push(event.state.epochs.at(-1)?.bits);
    }
  const hardware = hardwareOf(of, course, numbers);
  const file = integerFile(of, hardware, numbers);
  return { numbers, classes, epochs, hardware, file };
}

export const bits = (
  weights: number,
  activations: number,
  float32: readonly string[] | undefined,
): Course => ({
  ...{ name: "test", float32 },
  phases: [
    { bits: null, epochs: 1 },
    { bits: { weights, activations }, epochs: 2 },
  ],
});

/** Float32 layers, and bits of weights and activations. */
export const courses: Readonly<Record<string, Course>> = {
  "W1A1, the first and the last layer in float32": bits(1, 1, undefined),
  "W1A1, everything": bits(1, 1, []),
  W2A2: bits(2, 2, undefined),
  "W1A3, everything": bits(1, 3, []),
  "W4A1, the last layer too": bits(4, 1, ["conv1"]),
  "W8A8, one layer": bits(8, 8, ["conv1", "fc1", "fc2", "fc3"]),
};

/** Logits by the trainer's layers, and by `infer` on float32 and on the layers' designs. */
export async function logitsOf(numbers: Numbers, course: Course, of: Network = network) {
  const hardware = hardwareOf(of, course, numbers);
  const file = integerFile(of, hardware, numbers);
  const lowBit = { places: hardware.places, bits: hardware.bits };
  const layers = new TrainedNetwork(of, trainingArithmetic(null), images.count, lowBit);
  for (const { name, values } of [...layers.parameters, ...layers.statistics])
    values.set(numbers.get(name) ?? []);
  const own = layers.forward(Float32Array.from(images.values), images.count, false);
  const rules = hardware.layers.map(({ step, design }) => `${step.name}: ${design}`).join("; ");
  const rows = [{ name: "hardware", choice: layerChoice(`${rules}; else: float32`, readNetwork(file)) }];
  const found = await infer({
    ...{ network: file, fold: false, images, calibration: images, rows, threads: 0 },
  });
  const [float32, designs] = found.map(({ logits }) => [...logits]);
  return { own: [...own], float32, designs };
}

/** fc layers on an image of four bytes; the wide one has sums that no number of lanes divides. */
export const wide = networkOf(
  readDescription("wide.yaml", "layers: [{ fc: 1031 }, relu, { fc: 9 }, relu, { fc: 3 }]"),
  [1, 2, 2],
  { divisor: new Float32Array(4).fill(255) },
);
