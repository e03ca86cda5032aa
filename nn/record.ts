import { factorPorts } from "../operands/factor-ports.js";
import type { OuterSum } from "../operands/layer-sum.js";
import { Random } from "../operands/random.js";
import { goldenResults, replayOf } from "../operands/recorded.js";
import type { Trace, TraceHeader, TraceSum } from "../operands/trace-file.js";
import { fromDouble } from "../golden/double.js";
import type { NumberFormat } from "../golden/format.js";
import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";
import { arithmeticOf } from "./arithmetic-of.js";
import { sizeOf, type LabelledImages } from "./data/images.js";
import { rowJobs } from "./infer.js";
import { runnerOf } from "./job.js";
import type { Choice } from "./layer-rules.js";
import { preprocessing } from "./network/preprocessing.js";
import type { Network, Product, Step } from "./network/steps.js";
import type { Scales } from "./run/arithmetic.js";
import { noScales } from "./run/runner.js";
import { Patches } from "./run/patches.js";

export type ProductStep = Step & Product;

export interface RecordRequest {
  readonly network: Network;
  /** As it is called. */
  readonly name: string;
  readonly images: LabelledImages;
  /** Where integers' ranges come from. */
  readonly calibration: LabelledImages;
  readonly choice: Choice;
  readonly floatBiases?: readonly number[] | undefined;
  readonly acc?: OuterSum | undefined;
  /** Of the draw: 0 to 2^32 − 1. */
  readonly seed: number;
}

/** A layer, and how many of its sums at most. */
export interface Wanted {
  readonly layer: ProductStep;
  readonly sums: number;
}

/** Sums that keep a design busy for so many clock cycles. */
export const sumsFor = (layer: ProductStep, design: Design, cycles: number): number =>
  Math.ceil(cycles / operationsOf(layer, design)) + 1;

/** Operations of a design that make one sum of a layer. A posit's bias is a product. */
export function operationsOf({ depth, bias }: Pick<ProductStep, "depth" | "bias">, design: Design): number {
  const { formats, lanes } = factorPorts(design);
  return Math.ceil((depth + (bias !== undefined && formats[0].regime !== undefined ? 1 : 0)) / lanes);
}

/** What the golden model has not seen yet. */
type UnjudgedSum = Omit<TraceSum, "r">;

/** Sums of a layer, and the design that they are for. */
interface Recording {
  readonly design: Design;
  readonly header: TraceHeader;
  readonly sums: readonly UnjudgedSum[];
}

/** Images that sums are drawn from, unless more are needed or there are fewer. */
const usualImages = 16;

/** Sums in a trace, and factors in all of them: fewer sums of a long layer. */
const usual = { sums: 1000, factors: 200_000 };

/** How many sums a trace has. */
export const usualSums = ({ depth }: ProductStep): number =>
  Math.min(usual.sums, Math.max(1, Math.floor(usual.factors / (depth + 1))));

/**
 * Runs a network, and records some of the sums of layers: what their designs are fed, as patterns, and what the layers made
 * of it. Operands are rounded by the golden model's formats, not by the kernel, so that a replay also judges the kernel's
 * rounding. Sums are drawn from images spread over the data, from all channels and pixels; the same for the same seed.
 * @throws {RequestError} a layer is float32, or its design takes no factors
 */
export function recordLayers(request: RecordRequest, wanted: readonly Wanted[]): Recording[] {
  const { network, images, choice, floatBiases = [], acc } = request;
  const [row] = rowJobs(network, request, [{ choice, floatBiases }]);
  if (row === undefined) throw new RangeError("there is no row");
  const layers = wanted.map((each) => {
    const { layer } = each;
    const at = network.steps.indexOf(layer);
    const design = choice[at] ?? null;
    if (design === null || preprocessing(network).has(layer))
      throw new RequestError(`${layer.name} is computed in float32, on no design`);
    const { bias, ...withoutBias } = layer;
    const isApart = bias !== undefined && floatBiases.includes(at);
    const coder = new Coder(design, isApart ? withoutBias : layer, row.scales[at] ?? noScales);
    const recording = { design, header: headerOf(request, design, coder), sums: [] as UnjudgedSum[] };
    return { layer, coder, recording, picks: drawn(request, each) };
  });
  const runner = runnerOf(network, { rows: [row], acc, block: 1 }, 0);
  const size = sizeOf(images.shape);
  const used = new Set(layers.flatMap(({ picks }) => [...picks.keys()]));
  for (const image of [...used].sort((a, b) => a - b)) {
    const input = Float32Array.from(images.values.subarray(image * size, (image + 1) * size));
    runner.run(input, 1, (step, [operands], _, output) => {
      for (const { layer, coder, recording, picks } of layers)
        if (step === layer && operands !== undefined)
          for (const index of picks.get(image) ?? [])
            recording.sums.push({ image, ...coder.sum(operands, output, index) });
    });
  }
  return layers.map(({ recording }) => recording);
}

/** One layer's sums, with what the golden model makes of them. @throws see `recordLayers` */
export function recordTrace(
  request: RecordRequest,
  wanted: Wanted,
): { readonly design: Design; readonly trace: Trace } {
  if (request.floatBiases?.includes(request.network.steps.indexOf(wanted.layer)) === true)
    throw new RequestError(
      `${wanted.layer.name}: its bias is added to the rounded sum in float32; a trace is of layers whose sums are the design's`,
    );
  const [recording] = recordLayers(request, [wanted]);
  if (recording === undefined) throw new RangeError("nothing is recorded");
  const { design, header, sums } = recording;
  const results = goldenResults(design, replayOf(design, sums));
  return {
    design,
    trace: { ...header, sums: sums.map((sum, index) => ({ ...sum, r: results[index] ?? [] })) },
  };
}

function headerOf(request: RecordRequest, design: Design, { layer, scales, bias }: Coder): TraceHeader {
  const { acc } = request;
  const [x, y] = factorPorts(design).formats;
  return {
    network: request.name,
    layer: layer.name,
    operator: layer.op,
    data: request.images.name,
    seed: request.seed,
    design: design.spec,
    arithmetic: arithmeticOf(design, acc).kernel.description,
    acc: acc ?? null,
    x: x.name,
    y: y.name,
    r: design.ports.r?.format.name ?? "",
    bias,
    scales,
  };
}

/** The sums of a layer that are recorded: by the image, their numbers. The images are spread over the data. */
function drawn({ images, seed }: RecordRequest, { layer, sums }: Wanted): ReadonlyMap<number, number[]> {
  const there = layer.groups * layer.rows * layer.positions;
  const count = Math.min(sums, there * images.count);
  const used = Math.min(images.count, count, Math.max(usualImages, Math.ceil(count / there)));
  const random = Random.seeded(seed);
  return new Map(
    Array.from({ length: used }, (_, at) => {
      const own = Math.floor(((at + 1) * count) / used) - Math.floor((at * count) / used);
      return [Math.floor((at * images.count) / used), some(random, there, own)];
    }),
  );
}

/** `count` numbers below `end`, each once, ascending. */
function some(random: Random, end: number, count: number): number[] {
  if (2 * count > end) {
    const all = Array.from({ length: end }, (_, index) => index);
    return random.some(all, count).sort((a, b) => a - b);
  }
  const found = new Set<number>();
  while (found.size < count) found.add(random.below(end));
  return [...found].sort((a, b) => a - b);
}

/** Codes the operands of a layer's sums as a design's patterns. */
class Coder {
  readonly bias: Trace["bias"];
  readonly #patches: Patches | undefined;
  readonly #window: Float32Array;
  readonly #x: (value: number) => bigint;
  readonly #y: (value: number) => bigint;

  constructor(
    private readonly design: Design,
    readonly layer: ProductStep,
    readonly scales: Scales,
  ) {
    const { windows, groups, depth } = layer;
    const [x, y] = factorPorts(design).formats;
    this.#x = coder(x);
    this.#y = coder(y);
    this.bias = layer.bias === undefined ? "none" : x.regime === undefined ? "added" : "term";
    this.#window = new Float32Array(depth);
    if (windows !== undefined) this.#patches = new Patches(windows, windows.channels / groups, undefined);
  }

  /** @param index group × rows × positions + row × positions + position */
  sum(input: Float32Array, output: Float32Array, index: number): Omit<UnjudgedSum, "image"> {
    const { rows, positions, depth, weights, windows, groups } = this.layer;
    const { scales } = this;
    const [channel, position] = [Math.floor(index / positions), index % positions];
    const operands = this.#operands(input, Math.floor(channel / rows), position);
    const own = weights.subarray(channel * depth, (channel + 1) * depth);
    const x = Array.from(operands, (value) => this.#x(value * 2 ** -scales.activations));
    const y = Array.from(own, (value) => this.#y(value * 2 ** -scales.weights));
    const bias = (this.layer.bias?.[channel] ?? 0) * 2 ** -(scales.activations + scales.weights);
    const at = windows === undefined ? position * rows * groups + channel : index;
    const isTerm = this.bias === "term";
    return {
      channel,
      position,
      x: isTerm ? [...x, this.#x(bias)] : x,
      y: isTerm ? [...y, this.#y(1)] : y,
      bias: isTerm ? 0 : this.#rounded(bias),
      value: output[at] ?? NaN,
    };
  }

  #operands(input: Float32Array, group: number, position: number): Float32Array {
    const { depth, groups, windows } = this.layer;
    if (this.#patches === undefined || windows === undefined)
      return input.subarray(position * depth, (position + 1) * depth);
    const { source, base } = this.#patches.open(input, 0);
    const first = base + this.#patches.channel((group * windows.channels) / groups);
    this.#patches.collect(source, first, position, position + 1, this.#window, 0);
    return this.#window;
  }

  /** A bias that is added to r: an integer, or a float32 as which dot products of narrow numbers and floats have it. */
  #rounded(bias: number): number {
    const { formats, isDot } = factorPorts(this.design);
    const isInteger =
      formats[0].ascendsAs !== undefined || this.design.ports.r?.format.ascendsAs !== undefined;
    return isInteger && !isDot ? Number(fromDouble(bias).roundHalfEven()) : Math.fround(bias);
  }
}

/** Patterns nearest to values, each found once. */
function coder(format: NumberFormat): (value: number) => bigint {
  const known = new Map<number, bigint>();
  return (value) => {
    const found = known.get(value) ?? format.nearest?.(fromDouble(value));
    if (found === undefined) throw new RequestError(`${format.name} rounds no numbers`);
    known.set(value, found);
    return found;
  };
}
