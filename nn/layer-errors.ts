import type { Network } from "./network/steps.js";
import { moment, momentCount, SumErrors } from "./run/sum-errors.js";
import type { Runner, Watch } from "./run/runner.js";

/** How far a layer's results are from the exact sums of the exact products of the same operands. Names as in the JSON. */
export interface LayerErrors {
  readonly layer: string;
  /** Of ONNX. */
  readonly operator: string;
  /** The design that it computes on, or float32. */
  readonly design: string;
  /** Products in each sum. */
  readonly terms: number;
  /** Sums that were compared. */
  readonly sums: number;
  /** Result less exact sum, on average. */
  readonly mean_error: number;
  /** Root mean square of result less exact sum. */
  readonly rms_error: number;
  /** Root mean square of the exact sums. */
  readonly rms_sum: number;
  /** Both of `rms_sum`; null where that is 0. */
  readonly mean_error_percent: number | null;
  readonly rms_error_percent: number | null;
}

/** Moments of the errors of each product layer, image by image: images × layers × `momentCount`. */
export type ErrorMoments = Float64Array;

export const momentsOfImage = ({ steps }: Network): number =>
  steps.filter(({ kind }) => kind === "product").length * momentCount;

/** Compares what a runner computes with exact sums. */
export class ErrorWatch {
  readonly #layers: ReadonlyMap<object, { readonly errors: SumErrors; readonly at: number }>;

  constructor(
    private readonly network: Network,
    runner: Runner,
  ) {
    this.#layers = new Map(
      runner.terms().map((terms, at) => [terms.step, { errors: new SumErrors(terms), at: at * momentCount }]),
    );
  }

  /**
   * Watches one run of the runner.
   * @param first number of the first image of the block
   * @param moments of the images that are looked at, the block's first ones
   * @param onTime gets the seconds that it took
   */
  watch(first: number, moments: ErrorMoments, onTime: (seconds: number) => void): Watch {
    const { sizes } = this.network;
    const length = momentsOfImage(this.network);
    return (step, [input], _, output) => {
      const layer = this.#layers.get(step);
      if (layer === undefined || input === undefined) return;
      const start = performance.now();
      const [from, to] = [sizes[step.sources[0] ?? 0] ?? 0, sizes[step.target] ?? 0];
      for (let image = 0; image * length < moments.length; image++) {
        const own = moments.subarray(image * length + layer.at).subarray(0, momentCount);
        layer.errors.add(own, input, image * from, output, image * to, first + image);
      }
      onTime((performance.now() - start) / 1000);
    };
  }
}

/**
 * The errors of each product layer.
 * @param moments of all images that were looked at; those of an image that was not reached are 0
 * @param designs of each step of the network
 */
export function layerErrorsOf(
  network: Network,
  moments: ErrorMoments,
  designs: readonly string[],
): LayerErrors[] {
  const layers = network.steps.flatMap((step, at) => (step.kind === "product" ? [{ step, at }] : []));
  return layers.map(({ step, at }, layer) => {
    const total = (which: number): number => {
      let sum = 0;
      for (let from = layer * momentCount; from < moments.length; from += layers.length * momentCount)
        sum += moments[from + which] ?? 0;
      return sum;
    };
    const sums = total(moment.sums);
    const mean = total(moment.errors) / sums;
    const [error, exact] = [moment.squaredErrors, moment.squaredSums].map((each) =>
      Math.sqrt(total(each) / sums),
    ) as [number, number];
    return {
      layer: step.name,
      operator: step.op,
      design: designs[at] ?? "",
      terms: step.depth,
      sums,
      mean_error: mean,
      rms_error: error,
      rms_sum: exact,
      mean_error_percent: exact === 0 ? null : (100 * mean) / exact,
      rms_error_percent: exact === 0 ? null : (100 * error) / exact,
    };
  });
}
