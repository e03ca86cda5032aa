import { existsSync } from "node:fs";
import { RequestError } from "../../tools/errors.js";
import { readFile } from "../../tools/read-file.js";
import { builtInNetworks, networkPath } from "./built-in.js";
import { foldBatchNorm } from "./fuse.js";
import { readNetwork } from "./read-network.js";
import type { Network } from "./steps.js";

/** The network of a file as it is measured. @throws {RequestError} see `readNetwork` */
export const openNetwork = (bytes: Uint8Array, fold: boolean): Network =>
  fold ? foldBatchNorm(readNetwork(bytes)) : readNetwork(bytes);

/**
 * A network by the name of its file, or of one that comes with the program.
 * @throws {RequestError} it cannot be read; the message begins with the name
 */
export function openNetworkFile(
  name: string,
  fold: boolean,
): { bytes: Uint8Array; network: Network; hasBatchNorm: boolean } {
  const bytes = readNetworkFile(name);
  try {
    const asWritten = readNetwork(bytes);
    const hasBatchNorm = asWritten.steps.some(({ kind }) => kind === "scale");
    return { bytes, network: fold ? foldBatchNorm(asWritten) : asWritten, hasBatchNorm };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new RequestError(`${name}: ${error.message}`);
  }
}

/** A name may also be a network's: whoever misspells one hears which there are. */
function readNetworkFile(name: string): Buffer {
  const path = networkPath(name);
  if (path === name && !existsSync(path))
    throw new RequestError(
      `there is no file ${name}, nor a network of that name; tapir brings ${builtInNetworks.join(", ")}, others are ONNX files`,
    );
  return readFile(path);
}
