import { RequestError } from "../../../tools/errors.js";
import type { Network, Step } from "../../network/steps.js";
import { normOf } from "../layers/batch-norm.js";
import type { Numbers } from "../network-file.js";
import { bitsName, lastBits, levelsOf, type Bits, type Course } from "./course.js";
import { placesOf, remedy, type Places, type ProductStep, type Taken } from "./places.js";
import { largestTaken } from "./product.js";
import { integerLayer, sumsOf } from "./thresholds.js";
import { fewBitWeights, largestWeight } from "./weights.js";

/** A layer of few bits as it is built. */
export interface HardwareLayer {
  readonly step: ProductStep;
  /** What its files and its module are called: its name in letters, digits and underscores. */
  readonly fileName: string;
  readonly taken: Taken;
  /** Activations are ±1 where the network counts 0 and 1: those of BinaryDot. */
  readonly isBinary: boolean;
  /** Integers, rows × depth. */
  readonly weights: Float32Array;
  /** Of each row's integers, what one is worth. */
  readonly steps: Float32Array;
  /** One a row; undefined: none. */
  readonly bias: Float32Array | undefined;
  /** For each row one for each activation given from 1 on, of the sum as the design has it; undefined: sums go on as numbers. */
  readonly thresholds: Int32Array | undefined;
  /** The steps that the thresholds stand for. */
  readonly folded: readonly Step[];
  /** What computes its sums: `BinaryDot lanes=54 acc=7`. */
  readonly design: string;
}

/** A network of few bits as it is built. */
export interface HardwareNetwork {
  readonly bits: Bits;
  readonly places: Places;
  readonly layers: readonly HardwareLayer[];
}

/** Thresholds are int32, and BinaryDot's signs double a sum's range. */
const mostSum = 2 ** 30;

/** Finds out, before anything is trained, whether the network can be built. @throws {RequestError} it cannot */
export function checkHardware(network: Network, course: Course): void {
  const bits = lastBits(course);
  for (const [step, taken] of placesOf(network, course).products) {
    const { depth } = step as ProductStep;
    if (depth * largestTaken(taken, bits) * largestWeight(bits.weights) <= mostSum) continue;
    throw new RequestError(
      `'${step.name}' cannot have ${bitsName(bits)}: sums of ${depth} products do not fit 32 bits; ${remedy}`,
    );
  }
}

/** @param numbers the trained network's parameters and statistics */
export function hardwareOf(network: Network, course: Course, numbers: Numbers): HardwareNetwork {
  const bits = lastBits(course);
  const places = placesOf(network, course);
  const fileNames = new Set<string>();
  const layers = network.steps.flatMap((step) => {
    const taken = places.products.get(step);
    if (taken === undefined) return [];
    const fileName = fileNameOf(step.name, fileNames);
    fileNames.add(fileName);
    return [{ ...layerOf(step as ProductStep, taken, { network, numbers, places, bits }), fileName }];
  });
  return { bits, places, layers };
}

/** `/features/0/Conv` becomes `features_0_Conv`. @param others names that are taken */
function fileNameOf(name: string, others: ReadonlySet<string>): string {
  const plain = name.replaceAll(/\W+/g, "_").replace(/^_+/, "");
  const whole = /^[a-z]/i.test(plain) ? plain : `layer_${plain}`;
  let found = whole;
  for (let number = 2; others.has(found); number++) found = `${whole}_${number}`;
  return found;
}

interface Whole {
  readonly network: Network;
  readonly numbers: Numbers;
  readonly places: Places;
  readonly bits: Bits;
}

function layerOf(
  step: ProductStep,
  taken: Taken,
  { network, numbers, places, bits }: Whole,
): Omit<HardwareLayer, "fileName"> {
  const { name, depth } = step;
  const largest = largestTaken(taken, bits);
  const float = numbers.get(`${name}.weight`) ?? step.weights;
  const { integers, steps } = fewBitWeights(float, depth, bits.weights);
  const bias = step.bias && (numbers.get(`${name}.bias`) ?? step.bias);
  const isBinary = isBinaryDot(taken, bits);
  const shared = { step, taken, isBinary, steps, bias };
  const folded = behind(step, network, places);
  if (folded === undefined) {
    const design = designOf(integers, depth, { taken, bits, isBinary });
    return { ...shared, weights: integers, thresholds: undefined, folded: [], design };
  }
  const scale = folded.find(({ kind }) => kind === "scale");
  const norm = scale?.kind === "scale" ? normOf(scale, numbers) : undefined;
  const found = integerLayer(integers, { depth, steps, bias, norm, largest, levels: levelsOf(bits) });
  const { weights } = found;
  // Of ±1 for 0 and 1: Σ w s = 2 Σ w q − Σ w.
  const totals = rowTotals(weights, depth);
  const thresholds = isBinary
    ? found.thresholds.map((threshold, row) => 2 * threshold - (totals[row] ?? 0))
    : found.thresholds;
  const design = designOf(weights, depth, { taken, bits, isBinary });
  return { ...shared, weights, thresholds, folded, design };
}

/** Lanes that have no product in the last word of a sum. */
export const idleLanes = (depth: number, lanes: number): number => Math.ceil(depth / lanes) * lanes - depth;

/** Σ w of each row. */
export const rowTotals = (weights: Float32Array, depth: number): number[] =>
  Array.from({ length: weights.length / depth }, (_, row) =>
    weights.subarray(row * depth, (row + 1) * depth).reduce((sum, weight) => sum + weight, 0),
  );

/** Whether both operands are one bit. */
const isBinaryDot = (taken: Taken, { weights, activations }: Bits): boolean =>
  taken === "levels" && weights === 1 && activations === 1;

/** Batch norm, if there is one, and the quantiser right behind a layer; undefined: there is none. */
function behind(step: Step, { steps }: Network, { quantisers }: Places): Step[] | undefined {
  const next = steps.find(({ sources }) => sources[0] === step.target);
  const last = next?.kind === "scale" ? steps.find(({ sources }) => sources[0] === next.target) : next;
  if (next === undefined || last === undefined || !quantisers.has(last)) return undefined;
  return next === last ? [last] : [next, last];
}

/** Lanes at most, where a layer's sums can be cut evenly. */
const usualLanes = 64;

/** The design with as many lanes as divide a sum evenly, and the narrowest accumulator for every sum and threshold. */
function designOf(
  weights: Float32Array,
  depth: number,
  { taken, bits, isBinary }: { readonly taken: Taken; readonly bits: Bits; readonly isBinary: boolean },
): string {
  const lanes = lanesFor(depth, isBinary ? 1024 : 256);
  // An idle lane gives −1.
  if (isBinary) return `BinaryDot lanes=${lanes} acc=${signedBits(depth + 2 + idleLanes(depth, lanes))}`;
  // Room for every sum in any order, and for a threshold beyond the largest.
  let most = 1;
  for (let from = 0; from < weights.length; from += depth) {
    const [least, largest] = sumsOf(weights.subarray(from, from + depth), largestTaken(taken, bits));
    most = Math.max(most, largest - least + 1);
  }
  const [xbits, wbits] = [taken === "bytes" ? 8 : bits.activations, Math.max(2, bits.weights)];
  // At least as wide as one dot product of any operands.
  const own = signedBits(lanes * (2 ** xbits - 1) * 2 ** (wbits - 1));
  const acc = Math.max(own, signedBits(most));
  return `LowBitDot lanes=${lanes} xbits=${xbits} wbits=${wbits} signs=mixed acc=${acc}`;
}

/** The most lanes, 64 or fewer, that divide a sum evenly; where these are few, all at once. */
function lanesFor(depth: number, most: number): number {
  for (let lanes = Math.min(usualLanes, depth); lanes >= 8; lanes--) if (depth % lanes === 0) return lanes;
  return depth <= most ? depth : usualLanes;
}

/** Bits of two's complement for −most … most. */
const signedBits = (most: number): number => Math.floor(Math.log2(most)) + 2;
