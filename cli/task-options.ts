import { InvalidArgumentError, Option } from "commander";
import { dataSets, usualImages } from "../nn/data/open.js";
import { builtInNetworks } from "../nn/network/built-in.js";
import { accumulators, type Accumulator } from "../nn/kernels/index.js";

/** Options of every command that runs a network. */
export interface TaskOptions {
  readonly data?: string | undefined;
  readonly images?: number | undefined;
  readonly fold?: boolean | undefined;
  readonly acc?: Accumulator | undefined;
}

export const netOption = (): Option =>
  new Option(
    "--net <network>",
    `for accuracy: a trained classifier, an ONNX file, or ${builtInNetworks.join(", ")}`,
  );

export const dataOption = (): Option =>
  new Option("--data <kind>", `labelled images: ${dataSets.join(", ")}; default: ${usualImages}`);

export const imagesOption = (): Option =>
  new Option("--images <count>", "the first so many; default: all").argParser(atLeastOne);

export const foldOption = (): Option =>
  new Option("--fold", "fold batch normalization into weights and biases first");

export const accOption = (): Option =>
  new Option("--acc <kind>", "how the sums of a multiplier are kept, where a design has none").choices(
    accumulators,
  );

export function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, 1 or more.");
  return Number(text);
}
