import { RequestError } from "../../tools/errors.js";
import { readFile } from "../../tools/read-file.js";
import { networkPath } from "./built-in.js";
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
  const bytes = readFile(networkPath(name));
  try {
    const asWritten = readNetwork(bytes);
    const hasBatchNorm = asWritten.steps.some(({ kind }) => kind === "scale");
    return { bytes, network: fold ? foldBatchNorm(asWritten) : asWritten, hasBatchNorm };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new RequestError(`${name}: ${error.message}`);
  }
}
