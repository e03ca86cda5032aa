import type { Network, Step } from "../../../nn/network/steps.js";

/*
 * A network's loss in double precision, by plain loops over ONNX's definitions: nothing here is the trainer's. Batch norm
 * takes the batch's own mean and variance.
 */

/** Numbers of a value: image, then its own. */
type Values = number[][];
type Of<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;

/** @param weights by name, as the trainer names them @returns the mean cross-entropy of the images */
export function referenceLoss(
  network: Network,
  weights: ReadonlyMap<string, ArrayLike<number>>,
  images: Values,
  labels: readonly number[],
): number {
  const values: Values[] = [images];
  for (const step of network.steps) {
    const inputs = step.sources.map((source) => values[source] ?? []);
    values[step.target] = outputsOf(step, inputs, weights);
  }
  const logits = values[network.output] ?? [];
  const losses = logits.map((all, image) => {
    const both = all.length === 1 ? [0, all[0] ?? 0] : all;
    const label = labels[image] ?? 0;
    return Math.log(both.reduce((sum, value) => sum + Math.exp(value - (both[label] ?? 0)), 0));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function outputsOf(
  step: Step,
  [first = [], second = []]: Values[],
  weights: ReadonlyMap<string, ArrayLike<number>>,
): Values {
  const numbers = (what: string): ArrayLike<number> => weights.get(`${step.name}.${what}`) ?? [];
  switch (step.kind) {
    case "product":
      return first.map((image) => productOf(step, image, numbers("weight"), numbers("bias")));
    case "relu":
      return first.map((image) => image.map((value) => Math.max(0, value)));
    case "sigmoid":
      return first.map((image) => image.map((value) => 1 / (1 + Math.exp(-value))));
    case "fastSigmoid":
      return first.map((image) =>
        image.map((value) => (2 + Math.sign(value) * patternOf(Math.abs(value))) / 4),
      );
    case "clip":
      return first.map((image) => image.map((value) => Math.min(Math.max(value, step.low), step.high)));
    case "elementwise":
      return first.map((image, at) => image.map((value, i) => value + (second[at]?.[i] ?? 0)));
    case "pool":
      return first.map((image) => poolOf(step, image));
    case "scale":
      return normOf(step, first, numbers("gamma"), numbers("beta"));
    default:
      throw new Error(`no reference for ${step.kind}`);
  }
}

/** The pattern of a posit without exponent bits, in units of that of 1: each power of two adds half of what is left to 2. */
function patternOf(magnitude: number): number {
  if (magnitude <= 1) return magnitude;
  let [low, pattern, room] = [1, 1, 1 / 2];
  while (magnitude > 2 * low) [low, pattern, room] = [2 * low, pattern + room, room / 2];
  return pattern + room * (magnitude / low - 1);
}

function productOf(step: Of<"product">, x: number[], w: ArrayLike<number>, b: ArrayLike<number>): number[] {
  const { windows, rows, depth, positions, groups } = step;
  if (windows === undefined)
    return Array.from({ length: positions * rows }, (_, at) => {
      const [position, row] = [Math.floor(at / rows), at % rows];
      let sum = b[row] ?? 0;
      for (let k = 0; k < depth; k++) sum += (x[position * depth + k] ?? 0) * (w[row * depth + k] ?? 0);
      return sum;
    });
  const { height, width, kernel, strides, dilations, pads, outHeight, outWidth, channels } = windows;
  const own = channels / groups;
  const out: number[] = [];
  for (let row = 0; row < rows * groups; row++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++) {
        let sum = b[row] ?? 0;
        for (let c = 0; c < own; c++)
          for (let ky = 0; ky < kernel[0]; ky++)
            for (let kx = 0; kx < kernel[1]; kx++) {
              const y = oy * strides[0] + ky * dilations[0] - pads[0];
              const at = ox * strides[1] + kx * dilations[1] - pads[1];
              if (y < 0 || y >= height || at < 0 || at >= width) continue;
              const channel = Math.floor(row / rows) * own + c;
              const weight = w[((row * own + c) * kernel[0] + ky) * kernel[1] + kx] ?? 0;
              sum += weight * (x[(channel * height + y) * width + at] ?? 0);
            }
        out.push(sum);
      }
  return out;
}

function poolOf({ of, windows, countsPadding }: Of<"pool">, x: number[]): number[] {
  const { channels, height, width, kernel, strides, pads, outHeight, outWidth } = windows;
  const out: number[] = [];
  for (let c = 0; c < channels; c++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++) {
        const seen: number[] = [];
        for (let ky = 0; ky < kernel[0]; ky++)
          for (let kx = 0; kx < kernel[1]; kx++) {
            const [y, at] = [oy * strides[0] + ky - pads[0], ox * strides[1] + kx - pads[1]];
            if (y >= 0 && y < height && at >= 0 && at < width)
              seen.push(x[(c * height + y) * width + at] ?? 0);
          }
        const count = countsPadding ? kernel[0] * kernel[1] : seen.length;
        out.push(of === "maximum" ? Math.max(...seen) : seen.reduce((sum, value) => sum + value, 0) / count);
      }
  return out;
}

function normOf(step: Of<"scale">, x: Values, gamma: ArrayLike<number>, beta: ArrayLike<number>): Values {
  const { area } = step;
  const out = x.map((image) => [...image]);
  for (let c = 0; c < step.scale.length; c++) {
    const all = x.flatMap((image) => image.slice(c * area, (c + 1) * area));
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
    for (const image of out)
      for (let at = c * area; at < (c + 1) * area; at++)
        image[at] =
          (((image[at] ?? 0) - mean) / Math.sqrt(variance + 1e-5)) * (gamma[c] ?? 0) + (beta[c] ?? 0);
  }
  return out;
}
