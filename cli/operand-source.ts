import { InvalidArgumentError, Option } from "commander";
import type { Design } from "../generators/design.js";
import { builtInNetworks } from "../nn/network/built-in.js";
import { everyLayer, productLayers } from "../nn/layer-rules.js";
import { macsOf } from "../nn/network/macs.js";
import { recordLayers, sumsFor } from "../nn/record.js";
import { openTask } from "../nn/task.js";
import { distributionNames, distributions, type Distribution } from "../operands/distributions.js";
import type { OperandSource } from "../operands/recorded-operands.js";
import { readTrace } from "../operands/trace-file.js";
import { RequestError } from "../tools/errors.js";
import type { TaskOptions } from "./task-options.js";

const trace = "trace:";

/**
 * Operands of a distribution, or those of a network's layer.
 * @param what they are to the command
 */
export const operandSourceOption = (what: string): Option =>
  new Option(
    "--operands <source>",
    `${what}: ${distributionNames.join(", ")}, trace:FILE as 'infer --trace' writes it, or trace:NETWORK/LAYER`,
  )
    .argParser(checked)
    .default("uniform");

function checked(text: string): string {
  if (isDistribution(text) || (text.startsWith(trace) && text.length > trace.length)) return text;
  throw new InvalidArgumentError(
    `It must be ${distributionNames.join(", ")}, trace:FILE or trace:NETWORK/LAYER, for example trace:lenet5/conv2.`,
  );
}

export const isDistribution = (text: string): text is Distribution => Object.hasOwn(distributions, text);

/**
 * What each design is fed.
 * @param vectors clock cycles that are wanted
 * @throws {RequestError} a file cannot be read, or the network has no such layer
 */
export function operandSource(
  text: string,
  { data, vectors }: Pick<TaskOptions, "data"> & { readonly vectors: number },
): (design: Design) => OperandSource {
  const place = text.slice(trace.length);
  const [, network, layer] =
    new RegExp(`^(.*\\.onnx|${builtInNetworks.join("|")})/(.+)$`, "is").exec(place) ?? [];
  const isOfNetwork = !isDistribution(text) && network !== undefined && layer !== undefined;
  if (data !== undefined && !isOfNetwork)
    throw new RequestError(
      "--data has the images of --operands trace:NETWORK/LAYER; other operands need none",
    );
  if (isDistribution(text)) return () => text;
  if (isOfNetwork) return operandsOfLayers(text, network, layer, { data, vectors });
  const source = { name: text, trace: readTrace(place) };
  return () => source;
}

/**
 * Recorded anew for each design, whose formats are its own. Of several layers each has cycles as it has products: so often do
 * operands come in the whole network.
 */
function operandsOfLayers(
  name: string,
  file: string,
  pattern: string,
  { data, vectors }: { readonly data: string | undefined; readonly vectors: number },
): (design: Design) => OperandSource {
  const { network, images, calibration } = openTask(file, { data });
  const layers = productLayers(network, pattern);
  const products = layers.reduce((sum, layer) => sum + macsOf(layer), 0);
  return (design) => {
    const recordings = recordLayers(
      { network, name: file, images, calibration, choice: everyLayer(network, design), seed: 1 },
      layers.map((layer) => ({
        layer,
        sums: sumsFor(layer, design, Math.ceil((vectors * macsOf(layer)) / products)),
      })),
    );
    const [first] = recordings;
    if (first === undefined) throw new RangeError("nothing is recorded");
    return { name, trace: { ...first.header, sums: recordings.flatMap(({ sums }) => sums) } };
  };
}
