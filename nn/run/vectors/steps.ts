import { vectorsFor } from "../../kernels/code/vector.js";
import type { Elementwise, Network, Operand, Pool, Scale, Step } from "../../network/steps.js";
import { windowsOfPlane } from "../pool-windows.js";
import { maximaOf } from "./run-maxima.js";
import type { VectorFunctions } from "./functions.js";

/** Computes a step of so many images; the first one's number is 0 by default. */
export type VectorStep = (images: number, first?: number) => void;

/** A network's values in a memory that WebAssembly computes in. */
export interface VectorMemory {
  readonly functions: VectorFunctions;
  /** Where a value begins. */
  addressOf(value: number): number;
  /** Keeps numbers that are the same for all images. @returns their address */
  keep(numbers: Float32Array | Int32Array): number;
}

/**
 * A step as calls of vector functions, or null where it is computed number by number: rarely, or by exact sums.
 * @param toOdd results are rounded to odd, not to the nearest float
 */
export function vectorStep(
  step: Step,
  { sizes }: Network,
  values: VectorMemory,
  toOdd: boolean,
): VectorStep | null {
  const { functions } = values;
  const [source = 0] = step.sources;
  const [from, to] = [values.addressOf(source), values.addressOf(step.target)];
  const [size, inputSize] = [sizes[step.target] ?? 0, sizes[source] ?? 0];
  switch (step.kind) {
    case "relu":
    case "sign":
      return (images, first = 0) =>
        functions[step.kind]?.(from + 4 * first * size, to + 4 * first * size, vectorsFor(images * size));
    case "clip": {
      const limits = values.keep(Float32Array.of(step.low, step.high));
      return (images, first = 0) =>
        functions.clip?.(from + 4 * first * size, to + 4 * first * size, vectorsFor(images * size), limits);
    }
    case "scale": {
      const table = values.keep(tableOf(step));
      const shape = [step.scale.length, vectorsFor(step.area), 4 * step.area] as const;
      return eachImage((image) =>
        functions.scale?.(from + 4 * image * size, to + 4 * image * size, table, ...shape),
      );
    }
    case "gather": {
      const table = values.keep(step.map.map((at) => (at < 0 ? -1 : 4 * at)));
      const fill = values.keep(Float32Array.of(step.fill));
      return eachImage((image) =>
        functions.gather?.(table, from + 4 * image * inputSize, to + 4 * image * size, size, fill),
      );
    }
    case "pool":
      return step.of === "maximum" ? maxima(step, values, { from, inputSize, to, size }) : null;
    case "elementwise":
      return pairs(step, sizes, values, to, toOdd);
    default:
      return null;
  }
}

const eachImage =
  (work: (image: number) => void): VectorStep =>
  (images, first = 0) => {
    for (let image = first; image < first + images; image++) work(image);
  };

/** Factors and summands in turn. */
function tableOf({ scale, shift }: Scale): Float32Array {
  const table = new Float32Array(2 * scale.length);
  for (let channel = 0; channel < scale.length; channel++)
    table.set([scale[channel] ?? 0, shift[channel] ?? 0], 2 * channel);
  return table;
}

function maxima(
  step: Pool,
  values: VectorMemory,
  { from, inputSize, to, size }: Readonly<Record<"from" | "inputSize" | "to" | "size", number>>,
): VectorStep {
  const { channels, strides } = step.windows;
  const run = maximaOf(windowsOfPlane(step), strides[1], values.functions, (table) => values.keep(table));
  return (images, first = 0) => {
    run(images * channels, from + 4 * first * inputSize, to + 4 * first * size);
  };
}

/** The functions whose results are rounded to odd; those to the nearest float are called like the step. */
const odd: Partial<Record<Elementwise["of"], string>> = {
  add: "addToOdd",
  subtract: "subtractToOdd",
  multiply: "multiplyToOdd",
  atLeast: "atLeast",
};

/** null: an operand is spread over the results in another way than number by number, or quotients are rounded to odd. */
function pairs(
  { of, size, operands, sources }: Step & Elementwise,
  sizes: readonly number[],
  values: VectorMemory,
  to: number,
  toOdd: boolean,
): VectorStep | null {
  const name = toOdd ? odd[of] : of;
  const isStraight = operands.every(({ constant, map }) => constant !== undefined || map === undefined);
  if (name === undefined || !isStraight || sources.some((source) => sizes[source] !== size)) return null;
  let used = 0;
  const [left, right] = operands.map(({ constant, map }: Operand) =>
    constant === undefined
      ? { at: values.addressOf(sources[used++] ?? 0), step: 4 * size }
      : { at: values.keep(spread(constant, map, size)), step: 0 },
  );
  if (left === undefined || right === undefined) return null;
  const run = values.functions[name];
  if (left.step === right.step)
    return (images, first = 0) => {
      const moved = 4 * first * size;
      run?.(left.at + moved, right.at + moved, to + moved, vectorsFor(images * size));
    };
  return eachImage((image) =>
    run?.(
      left.at + image * left.step,
      right.at + image * right.step,
      to + 4 * image * size,
      vectorsFor(size),
    ),
  );
}

const spread = (constant: Float32Array, map: Int32Array | undefined, size: number): Float32Array =>
  Float32Array.from({ length: size }, (_, at) => constant[map?.[at] ?? at] ?? 0);
