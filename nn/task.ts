import { firstImages, inSharedMemory, type LabelledImages } from "./data/images.js";
import { openImages, openTrainingImages, usualImages } from "./data/open.js";
import { refuseUnfit } from "./fit.js";
import { openNetworkFile } from "./network/open.js";
import type { Network } from "./network/steps.js";

/** A trained network and labelled images: what arithmetics are measured on. */
export interface Task {
  /** As it was named. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Batch norm folded, where `fold` says so. */
  readonly network: Network;
  readonly hasBatchNorm: boolean;
  readonly fold: boolean;
  readonly images: LabelledImages;
  /** Where integers' ranges come from: training images, of which there may be none, or else `images`. */
  readonly calibration: LabelledImages;
}

/** What a task is, as a person says it. */
export interface TaskWords {
  /** As `--data` has it. Default: `usualImages`. */
  readonly data?: string | undefined;
  /** Of the test images the first so many. Default: all. */
  readonly images?: number | undefined;
  /** Whether batch normalization is folded into weights and biases. Default: no. */
  readonly fold?: boolean | undefined;
}

/**
 * Reads a network and its images.
 * @throws {RequestError} one of the files cannot be read, or they do not fit each other
 */
export function openTask(name: string, { data = usualImages, images, fold = false }: TaskWords): Task {
  const { bytes, network, hasBatchNorm } = openNetworkFile(name, fold);
  const tested = inSharedMemory(firstImages(openImages(data), images ?? Infinity));
  refuseUnfit(network, tested);
  const calibration = openTrainingImages(data) ?? tested;
  return { name, bytes, network, hasBatchNorm, fold, images: tested, calibration };
}
