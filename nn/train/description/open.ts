import { RequestError } from "../../../tools/errors.js";
import { readFile } from "../../../tools/read-file.js";
import { decodeText } from "../../../tools/decode-text.js";
import { shapeText, sizeOf, type LabelledImages } from "../../data/images.js";
import { readNetwork } from "../../network/read-network.js";
import type { Network } from "../../network/steps.js";
import { networkOf, type Preparation } from "./build.js";
import { lenet5, type LayerForm } from "./layers.js";
import { readDescription } from "./read.js";

/** A network to be trained, and whether its weights are those of a file. */
export interface OpenedNetwork {
  readonly network: Network;
  readonly isTrained: boolean;
}

const usage = "write lenet5, mlp:INPUTS-…-OUTPUTS, a description (.yaml) or a network (.onnx)";

/**
 * What `tapir train` is given: `lenet5`, `mlp:30-16-1`, a description in YAML, or an ONNX file.
 * @param images those that it is trained with
 * @throws {RequestError} there is no such network, or it does not fit the images
 */
export function openTrainable(name: string, images: LabelledImages): OpenedNetwork {
  const opened = open(name, images);
  const { network } = opened;
  if (sizeOf(network.input) !== sizeOf(images.shape))
    throw new RequestError(
      `the network takes images of ${shapeText(network.input)}, and ${images.name} are of ${shapeText(images.shape)}`,
    );
  const classes = Math.max(2, network.classes);
  const wrong = images.labels.findIndex((label) => label >= classes);
  if (wrong >= 0)
    throw new RequestError(
      `${images.name}: label ${wrong} is ${images.labels[wrong]}, and the network has ${classes} classes, 0 to ${classes - 1}`,
    );
  return opened;
}

function open(name: string, images: LabelledImages): OpenedNetwork {
  if (name.endsWith(".onnx")) {
    const network = readNetwork(readFile(name));
    refuseFewBits(name, network);
    return { network: withoutSoftmax(network), isTrained: true };
  }
  const layers = described(name, images);
  return { network: networkOf(layers, images.shape, preparation(images)), isTrained: false };
}

function described(name: string, images: LabelledImages): readonly LayerForm[] {
  if (/\.ya?ml$/i.test(name)) return readDescription(name, decodeText(readFile(name)));
  if (name === "lenet5") return lenet5;
  const [, sizes] = /^mlp:(\d+(?:-\d+)+)$/.exec(name) ?? [];
  if (sizes === undefined) throw new RequestError(`there is no network '${name}'; ${usage}`);
  const [inputs, ...outputs] = sizes.split("-").map(Number);
  if (outputs.includes(0)) throw new RequestError(`${name} has a layer without outputs`);
  if (inputs !== sizeOf(images.shape))
    throw new RequestError(
      `${name} takes ${inputs} numbers, and ${images.name} are of ${shapeText(images.shape)}`,
    );
  return outputs.flatMap((fc, at): LayerForm[] => (at === 0 ? [{ fc }] : ["relu", { fc }]));
}

/** Bytes come as 0 to 1. Other numbers are standardised, each feature by itself: mean 0, deviation 1. */
function preparation({ values, shape, count }: LabelledImages): Preparation {
  const size = sizeOf(shape);
  if (values instanceof Uint8Array) return { divisor: new Float32Array(size).fill(255) };
  const shift = new Float32Array(size);
  const divisor = new Float32Array(size);
  for (let feature = 0; feature < size; feature++) {
    let [sum, squares] = [0, 0];
    for (let at = feature; at < values.length; at += size) sum += values[at] ?? 0;
    const mean = sum / count;
    for (let at = feature; at < values.length; at += size) squares += ((values[at] ?? 0) - mean) ** 2;
    shift[feature] = mean;
    // A feature that is the same everywhere stays 0.
    divisor[feature] = Math.sqrt(squares / count) || 1;
  }
  return { shift, divisor };
}

/** A network that a recipe has trained has integers and thresholds, and not what was learned. @throws {RequestError} */
function refuseFewBits(name: string, { steps }: Network): void {
  const found = steps.find(
    (step) => step.kind === "sign" || (step.kind === "elementwise" && step.of === "atLeast"),
  );
  if (found === undefined) return;
  throw new RequestError(
    `${name} has few bits ('${found.name}' is ${found.op}), and not the float32 weights that training would go on from; train its description with a longer recipe`,
  );
}

/** The loss takes logits: a softmax at the end, which changes no class, is left out. */
function withoutSoftmax(network: Network): Network {
  const last = network.steps.at(-1);
  if (last?.kind !== "softmax" || last.target !== network.output) return network;
  return { ...network, steps: network.steps.slice(0, -1), output: last.sources[0] ?? 0 };
}
