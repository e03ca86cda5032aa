import type { Convolution, MatrixKernel, PreparedWeights, RoundedWeights } from "../kernels/kernel.js";
import type { Product, Step } from "../network/steps.js";
import { RequestError } from "../../tools/errors.js";
import type { Arithmetic, Scales } from "./arithmetic.js";
import type { Chain } from "./chains.js";
import { Patches } from "./patches.js";
import type { Values } from "./vectors/values.js";

/** Floats of a block of operands: they stay in a core's cache. */
const blockFloats = 65_536;

/** Of what a layer's sums are made. */
export interface ProductTerms {
  readonly step: Product;
  /** Rounds activations. */
  readonly kernel: MatrixKernel;
  readonly scales: Scales;
  /** Of each group. */
  readonly weights: readonly RoundedWeights[];
}

/** A Conv, Gemm or MatMul on a kernel, its weights coded once. */
export class ProductRunner {
  readonly #step: Product & Step;
  readonly #arithmetic: Arithmetic;
  readonly #scales: Scales;
  readonly #addedBias: Float32Array | undefined;
  readonly #weights: PreparedWeights[] = [];
  readonly #patches: Patches | undefined;
  /** Of each group, where the kernel takes windows as they are. */
  readonly #convolutions: readonly Convolution[] = [];
  /** Whether operands are numbers of the operand format already. */
  readonly #isRounded: boolean = false;
  /** Pixels at a time. */
  readonly #block: number;
  readonly #operands: Float32Array;
  readonly #sums: Float32Array;

  /** @param hasFloatBias the bias is added in float32 to the rounded sum */
  constructor(step: Product & Step, arithmetic: Arithmetic, scales: Scales, hasFloatBias = false) {
    const { kernel, isCoded } = arithmetic;
    const { groups, rows, depth, weights, bias, windows } = step;
    if (arithmetic.takesPadding === false && windows?.pads.some((pad) => pad > 0) === true)
      throw new RequestError(
        `${step.op} '${step.name}': it pads with zeros, and its arithmetic has only +1 and -1; leave it to another design by --layers`,
      );
    this.#step = step;
    this.#arithmetic = arithmetic;
    this.#scales = scales;
    this.#addedBias = hasFloatBias ? bias : undefined;
    for (let group = 0; group < groups; group++) {
      const part = weights.subarray(group * rows * depth, (group + 1) * rows * depth);
      const ownBias = hasFloatBias ? undefined : bias?.subarray(group * rows, (group + 1) * rows);
      this.#weights.push(kernel.prepare(part, ownBias, { rows, depth }, scales));
    }
    this.#block = Math.max(1, Math.floor(blockFloats / depth));
    const convolution = kernel.convolution?.bind(kernel);
    if (windows !== undefined && convolution !== undefined) {
      const ofGroup = { ...windows, channels: windows.channels / groups };
      this.#convolutions = this.#weights.map((prepared) => convolution(prepared, ofGroup));
    }
    if (windows === undefined || convolution !== undefined) {
      this.#operands = this.#sums = new Float32Array(0);
      return;
    }
    const isSpread = windows.kernel[0] * windows.kernel[1] > 1;
    const round = (values: Float32Array): void => {
      kernel.round(values, scales.activations);
    };
    this.#isRounded = isCoded && isSpread;
    this.#patches = new Patches(windows, windows.channels / groups, this.#isRounded ? round : undefined);
    const most = Math.min(this.#block, step.positions);
    this.#operands = new Float32Array(most * depth);
    this.#sums = new Float32Array(most * rows);
  }

  terms(): ProductTerms {
    const { kernel } = this.#arithmetic;
    const { rows } = this.#step;
    const weights = this.#weights.map((group, at): RoundedWeights => {
      const rounded = kernel.rounded(group);
      const added = this.#addedBias?.subarray(at * rows, (at + 1) * rows);
      return added === undefined ? rounded : { ...rounded, bias: Float64Array.from(added) };
    });
    return { step: this.#step, kernel, scales: this.#scales, weights };
  }

  /**
   * A Conv by tiles, in the memory of a network's values; undefined: there is none. It returns false where `run` has to compute it.
   * @param images the most of a block
   * @param chain what else is computed of its results
   */
  tiles(values: Values, images: number, chain?: Chain): ((images: number) => boolean) | undefined {
    const { windows, sources } = this.#step;
    const [weights, ...others] = this.#weights;
    const [source] = sources;
    if (windows === undefined || weights === undefined || source === undefined) return undefined;
    if (others.length > 0 || this.#addedBias !== undefined) return undefined;
    const memory = { arena: values.arena, images };
    const convolve = this.#arithmetic.kernel.tiledConvolution?.(weights, windows, memory, chain?.finish);
    const target = chain?.target ?? this.#step.target;
    return convolve?.bind(null, values.addressOf(source), values.addressOf(target));
  }

  run(input: Float32Array, inputSize: number, output: Float32Array, images: number): void {
    this.#products(input, inputSize, output, images);
    if (this.#addedBias !== undefined) this.#addBias(this.#addedBias, output, images);
  }

  /** Each number of the result is one of a row: of a Conv, planes of them. */
  #addBias(bias: Float32Array, output: Float32Array, images: number): void {
    const { positions, windows } = this.#step;
    const inPlane = windows === undefined ? 1 : positions;
    for (let at = 0; at < images * positions * bias.length; at++)
      output[at] = (output[at] ?? 0) + (bias[Math.floor(at / inPlane) % bias.length] ?? 0);
  }

  #products(input: Float32Array, inputSize: number, output: Float32Array, images: number): void {
    const { positions, rows, groups } = this.#step;
    if (this.#convolutions.length > 0) {
      const ofGroup = inputSize / groups;
      for (let image = 0; image < images; image++)
        for (const [group, convolve] of this.#convolutions.entries()) {
          const at = image * groups + group;
          convolve(input, at * ofGroup, output, at * rows * positions);
        }
      return;
    }
    if (this.#patches === undefined) {
      this.#multiply(input, images * positions, 0, output);
      return;
    }
    for (let image = 0; image < images; image++)
      this.#convolve(
        this.#patches,
        input,
        image * inputSize,
        output,
        image * positions * rows * this.#step.groups,
      );
  }

  #convolve(patches: Patches, input: Float32Array, from: number, output: Float32Array, to: number): void {
    const { positions, rows, depth, groups, windows } = this.#step;
    const { source, base } = patches.open(input, from);
    const channels = (windows?.channels ?? 0) / groups;
    for (let group = 0; group < groups; group++)
      for (let first = 0; first < positions; first += this.#block) {
        const end = Math.min(first + this.#block, positions);
        patches.collect(source, base + patches.channel(group * channels), first, end, this.#operands, 0);
        const pixels = end - first;
        this.#multiply(this.#operands.subarray(0, pixels * depth), pixels, group, this.#sums);
        this.#place(pixels, output, to + group * rows * positions + first);
      }
  }

  /** Sums come pixel by pixel, and go to planes of a row of weights each. */
  #place(pixels: number, output: Float32Array, to: number): void {
    const { rows, positions } = this.#step;
    const sums = this.#sums;
    for (let row = 0; row < rows; row++) {
      const plane = to + row * positions;
      for (let pixel = 0, at = row; pixel < pixels; pixel++, at += rows)
        output[plane + pixel] = sums[at] ?? 0;
    }
  }

  #multiply(operands: Float32Array, m: number, group: number, out: Float32Array): void {
    const weights = this.#weights[group];
    if (weights === undefined) throw new RangeError(`there is no group ${group}`);
    this.#arithmetic.kernel.multiply(operands, m, weights, out, this.#isRounded);
  }
}
