import type { Design } from "../generators/design.js";
import { cores } from "../tools/cores.js";
import { piecesDone, sharedWork } from "../tools/shared-work.js";
import { hasThreads, runPooled } from "../tools/worker-pool.js";
import { accuracyOf, type Accuracy, type Scored } from "./accuracy.js";
import { arithmeticOf, integerOperands, refuseUnsigned } from "./arithmetic-of.js";
import { rangesOf, scalesOf, type Ranges } from "./calibrate.js";
import { inSharedMemory, sizeOf, type LabelledImages } from "./data/images.js";
import { refuseUnfit } from "./fit.js";
import { blocksOf, logitsOfShares, type BlockLogits, type InferenceJob, type RowJob } from "./job.js";
import { fastFloat32Kernel, type Accumulator } from "./kernels/index.js";
import { layerErrorsOf, momentsOfImage, type ErrorMoments, type LayerErrors } from "./layer-errors.js";
import type { Choice, RowChoice } from "./layer-rules.js";
import { macsOfNetwork } from "./network/macs.js";
import { openNetwork } from "./network/open.js";
import type { Network } from "./network/steps.js";
import { noScales } from "./run/runner.js";

export interface InferenceRequest {
  /** An ONNX file. */
  readonly network: Uint8Array;
  /** Folds batch normalization into weights and biases. */
  readonly fold: boolean;
  readonly images: LabelledImages;
  /** Where integers' ranges come from. */
  readonly calibration: LabelledImages;
  readonly rows: readonly (RowChoice & { readonly name: string })[];
  readonly acc?: Accumulator;
  /** Every image's logits in float32, where they are known: float32 is then not computed, and has no row. */
  readonly reference?: Float32Array;
  /** So many of the first images are compared with exact sums, layer by layer. Default: none. */
  readonly errorImages?: number;
  /** Worker threads; 0: this one. Default: one for each core. */
  readonly threads?: number;
  /** Called about ten times a second with the row that is under way and its share, 0 to 1. */
  readonly onProgress?: (row: string, share: number) => void;
}

/** What came of one row. */
export interface InferenceRow extends Accuracy {
  readonly design: string;
  /** What its products compute. */
  readonly arithmetic: string;
  /** All threads together. */
  readonly images_per_second: number;
  /** With `errorImages`. */
  readonly layer_errors?: readonly LayerErrors[];
}

/** A row, and the logits of its images. */
export interface Inference {
  readonly row: InferenceRow;
  readonly logits: Float32Array;
}

/**
 * Runs a network over labelled images: in float32 first, then on each row's arithmetic. The same for any number of threads.
 *
 *     ONNX ──► steps ──┐                                        network/
 *     designs ─────────┤ rowJobs: designs and scales            layer-rules.ts, calibrate.ts
 *     images ──────────┤
 *                      ▼
 *     blocks of images of each row, in threads ──► logits       job.ts, run/, kernels/
 *                      │
 *                      └──► Found: a row's logits ──► accuracy beside float32's, errors of sums     accuracy.ts, layer-errors.ts
 *
 * @returns a row each, float32's first unless its logits are in the request. After an interruption rows have the images that were done, and those without any
 * are left out
 * @throws {RequestError} network, images and arithmetic do not fit each other
 */
export async function infer(request: InferenceRequest): Promise<Inference[]> {
  const source = { bytes: request.network, fold: request.fold };
  const network = openNetwork(source.bytes, source.fold);
  refuseUnfit(network, request.images);
  const { reference } = request;
  const float32 = { name: "float32", choice: network.steps.map(() => null) };
  const rows: InferenceRequest["rows"] = [...(reference === undefined ? [float32] : []), ...request.rows];
  const choices = rows.map(({ choice }) => choice);
  const words = arithmeticsOf(choices, request.acc);
  const jobs = rowJobs(network, request, rows);
  const { images } = request;
  const block = blockOf(network);
  const blocks = blocksOf(images.count, block);
  const shared = sharedWork(rows.length * blocks);
  const job: InferenceJob = {
    network: source,
    acc: request.acc,
    rows: jobs,
    images: { count: images.count, size: sizeOf(images.shape), values: inSharedMemory(images).values },
    block,
    errorImages: Math.min(request.errorImages ?? 0, images.count),
    shared,
  };
  const found = rows.map(() => new Found(images, network, job.errorImages));
  const threads = request.threads ?? cores();
  await runPooled({
    file: workerFile,
    threads,
    job,
    work: logitsOfShares,
    onFound: (block) => found[block.row]?.take(block),
    shared,
    onTick: () => {
      const row = Math.min(Math.floor(piecesDone(shared) / blocks), rows.length - 1);
      request.onProgress?.(rows[row]?.name ?? "", piecesDone(shared) / blocks - row);
    },
  });
  const compared = reference === undefined ? found[0] : Found.all(images, network, reference);
  const together = Math.max(1, hasThreads(workerFile) ? threads : 1);
  return rows.flatMap(
    ({ name, choice }, at) =>
      found[at]?.row(
        name,
        choice,
        [...new Set(choice.map((design) => words.get(design?.spec)))].join("; "),
        compared,
        together,
      ) ?? [],
  );
}

const workerFile = new URL("infer-worker.js", import.meta.url);

/** Products of a block: some hundredths of a second on a fast kernel. Several images share the reading of a Gemm's weights. */
const blockMacs = 200e6;

/** Images at a time: fours of them, as many as kernels take in registers, but of very large networks fewer. */
export function blockOf(network: Network): number {
  const images = blockMacs / Math.max(1, macsOfNetwork(network));
  const fours = Math.min(12, Math.round(images / 4));
  return fours > 0 ? 4 * fours : Math.max(1, Math.floor(images));
}

/**
 * What the products of each design compute, by its spec; undefined: float32.
 * @throws {RequestError} a design has no matrix product, or does not suit networks
 */
function arithmeticsOf(
  choices: readonly Choice[],
  acc: Accumulator | undefined,
): ReadonlyMap<string | undefined, string> {
  const words = new Map([[undefined as string | undefined, fastFloat32Kernel().description]]);
  for (const design of choices.flat()) {
    if (design === null || words.has(design.spec)) continue;
    words.set(design.spec, arithmeticOf(design, acc).kernel.description);
    const operands = integerOperands(design);
    if (operands !== undefined) refuseUnsigned(design, operands);
  }
  return words;
}

/** Designs and scales of each row. */
export function rowJobs(
  network: Network,
  { calibration }: Pick<InferenceRequest, "calibration">,
  rows: readonly RowChoice[],
): RowJob[] {
  const needsRanges = rows.flatMap(({ choice }) => choice).some((design) => operandsOf(design) !== undefined);
  const ranges: Ranges = needsRanges ? rangesOf(network, calibration) : new Map();
  return rows.map(({ choice, floatBiases = [] }) => ({
    floatBiases,
    designs: choice.map((design) => design?.spec ?? null),
    scales: network.steps.map((step, at) => {
      const operands = operandsOf(choice[at] ?? null);
      return operands === undefined ? noScales : scalesOf(ranges, step, operands);
    }),
  }));
}

const operandsOf = (design: Design | null): ReturnType<typeof integerOperands> =>
  design === null ? undefined : integerOperands(design);

/** The logits of a row, as blocks of them come in. */
class Found {
  readonly #logits: Float32Array;
  readonly #moments: ErrorMoments;
  readonly #isDone: boolean[];
  #seconds = 0;

  constructor(
    private readonly images: LabelledImages,
    private readonly network: Network,
    errorImages: number,
  ) {
    this.#logits = new Float32Array(images.count * network.classes);
    this.#moments = new Float64Array(errorImages * momentsOfImage(network));
    this.#isDone = new Array<boolean>(images.count).fill(false);
  }

  /** Of every image the logits. */
  static all(images: LabelledImages, network: Network, logits: Float32Array): Found {
    const all = new Found(images, network, 0);
    all.take({ row: 0, from: 0, logits, seconds: 0, moments: new Float64Array(0) });
    return all;
  }

  take({ from, logits, seconds, moments }: BlockLogits): void {
    const { classes } = this.network;
    this.#logits.set(logits, from * classes);
    if (moments.length > 0) this.#moments.set(moments, from * momentsOfImage(this.network));
    this.#isDone.fill(true, from, from + logits.length / classes);
    this.#seconds += seconds;
  }

  /** Nothing where no image is done. */
  row(
    design: string,
    choice: Choice,
    arithmetic: string,
    float32: Found | undefined,
    threads: number,
  ): Inference[] {
    if (float32 === undefined) return [];
    const done = this.#isDone.flatMap((isDone, image) =>
      isDone && float32.#isDone[image] === true ? [image] : [],
    );
    if (done.length === 0) return [];
    const scored = this.#scored(done);
    const row = {
      design,
      arithmetic,
      ...accuracyOf(scored, float32.#scored(done)),
      images_per_second: (done.length / this.#seconds) * threads,
      ...(this.#moments.length > 0 && {
        layer_errors: layerErrorsOf(
          this.network,
          this.#moments,
          choice.map((chosen) => chosen?.spec ?? "float32"),
        ),
      }),
    };
    return [{ row, logits: scored.logits }];
  }

  #scored(images: readonly number[]): Scored {
    const { classes } = this.network;
    const logits = new Float32Array(images.length * classes);
    images.forEach((image, at) => {
      logits.set(this.#logits.subarray(image * classes, (image + 1) * classes), at * classes);
    });
    return { logits, classes, labels: Uint16Array.from(images, (image) => this.images.labels[image] ?? 0) };
  }
}
