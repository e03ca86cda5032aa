import { parseDesign } from "../generators/request.js";
import { once } from "../tools/once.js";
import { sharesOf, type SharedWork } from "../tools/shared-work.js";
import { arithmeticOf } from "./arithmetic-of.js";
import { fastFloat32Kernel, type Accumulator } from "./kernels/index.js";
import { ErrorWatch, momentsOfImage, type ErrorMoments } from "./layer-errors.js";
import { openNetwork } from "./network/open.js";
import { preprocessing } from "./network/preprocessing.js";
import type { Network } from "./network/steps.js";
import type { Arithmetic, Scales } from "./run/arithmetic.js";
import { noScales, Runner, type RunStep } from "./run/runner.js";

/** What threads need to run a network over images: plain data. */
export interface InferenceJob {
  readonly network: { readonly bytes: Uint8Array; readonly fold: boolean };
  readonly acc: Accumulator | undefined;
  readonly rows: readonly RowJob[];
  readonly images: {
    readonly count: number;
    readonly size: number;
    readonly values: Uint8Array | Float32Array;
  };
  /** Images at a time. */
  readonly block: number;
  /** So many of the first images are compared with exact sums; see `layer-errors.ts`. */
  readonly errorImages: number;
  /** A piece is one block of one row, row by row. */
  readonly shared: SharedWork;
}

/** One row of the result. */
export interface RowJob {
  /** Of each step: the design's spec; null: float32. */
  readonly designs: readonly (string | null)[];
  readonly scales: readonly Scales[];
  /** Steps, by index, whose bias is added in float32 to the rounded sum. */
  readonly floatBiases: readonly number[];
}

/** Logits of a block of a row. */
export interface BlockLogits {
  readonly row: number;
  readonly from: number;
  readonly logits: Float32Array;
  readonly seconds: number;
  /** Of those of its images that are compared with exact sums. */
  readonly moments: ErrorMoments;
}

/** Pieces of the work, in the order of rows. */
export const blocksOf = (images: number, block: number): number => Math.ceil(images / block);

/** What a thread does: shares of the work, until there are none. */
export function* logitsOfShares(job: InferenceJob): Generator<BlockLogits> {
  const network = openNetwork(job.network.bytes, job.network.fold);
  const { count, size, values } = job.images;
  const blocks = blocksOf(count, job.block);
  const input = new Float32Array(job.block * size);
  const ofImage = momentsOfImage(network);
  let current: ReturnType<typeof rowOf> | undefined;
  for (const { from: piece } of sharesOf(job.shared)) {
    const row = Math.floor(piece / blocks);
    const start = performance.now();
    // A row's kernels and weights are made when its first block comes, and dropped with its last.
    if (current?.row !== row) current = rowOf(network, job, row);
    const first = (piece % blocks) * job.block;
    const images = Math.min(job.block, count - first);
    input.set(values.subarray(first * size, (first + images) * size));
    const moments = new Float64Array(Math.min(images, Math.max(0, job.errorImages - first)) * ofImage);
    let comparing = 0;
    const watch =
      moments.length === 0
        ? undefined
        : current.errors().watch(first, moments, (seconds) => (comparing += seconds));
    const logits = current.runner.run(input, images, watch).slice();
    const seconds = (performance.now() - start) / 1000 - comparing;
    yield { row, from: first, logits, seconds, moments };
  }
}

function rowOf(network: Network, job: InferenceJob, row: number) {
  const runner = runnerOf(network, job, row);
  return { row, runner, errors: once(() => new ErrorWatch(network, runner)) };
}

/** The network on a row's arithmetic. */
export function runnerOf(
  network: Network,
  job: Pick<InferenceJob, "rows" | "acc" | "block">,
  row: number,
): Runner {
  const { designs = [], scales = [], floatBiases = [] } = job.rows[row] ?? {};
  const before = preprocessing(network);
  const made = new Map<string, Arithmetic>();
  const arithmetic = (spec: string): Arithmetic => {
    const known = made.get(spec) ?? arithmeticOf(parseDesign(spec), job.acc);
    made.set(spec, known);
    return known;
  };
  let float32: Arithmetic | undefined;
  const steps = network.steps.map((step, at): RunStep => {
    const spec = designs[at] ?? null;
    if (spec !== null && !before.has(step))
      return {
        step,
        arithmetic: arithmetic(spec),
        scales: scales[at] ?? noScales,
        hasFloatBias: floatBiases.includes(at),
      };
    // Float32 layers need a kernel only for their products.
    float32 ??= { kernel: fastFloat32Kernel(), isCoded: false };
    return { step, arithmetic: step.kind === "product" ? float32 : null, scales: noScales };
  });
  return new Runner(network, steps, job.block);
}
