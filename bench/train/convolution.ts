import { parameter, type Layer } from "./layers.js";

const kernel = 5;
const taps = kernel * kernel;

/**
 * A convolution by 5 × 5 weights, with stride 1. The operands of each pixel are laid out first, one pixel after the other.
 * @param side of the input, in rows and columns
 * @param pad zeros around the input
 */
export function convolution(name: string, from: number, to: number, side: number, pad: number): Layer {
  const out = side + 2 * pad - kernel + 1;
  const pixels = out * out;
  const depth = from * taps;
  const weight = parameter(`${name}.weight`, [to, from, kernel, kernel], depth);
  const bias = parameter(`${name}.bias`, [to], 0);
  const source = sources(from, side, pad);
  const operands = new Float32Array(pixels * depth);
  const operandGradients = new Float32Array(operands.length);
  const output = new Float32Array(to * pixels);
  const back = new Float32Array(from * side * side);

  return {
    outputs: output.length,
    parameters: [weight, bias],
    forward(image) {
      for (let at = 0; at < source.length; at++) {
        const inside = source[at] ?? 0;
        operands[at] = inside < 0 ? 0 : (image[inside] ?? 0);
      }
      for (let o = 0; o < to; o++)
        for (let pixel = 0; pixel < pixels; pixel++)
          output[o * pixels + pixel] =
            (bias.values[o] ?? 0) + dot(weight.values, o * depth, operands, pixel * depth, depth);
      return output;
    },
    backward(gradient) {
      operandGradients.fill(0);
      for (let o = 0; o < to; o++)
        for (let pixel = 0; pixel < pixels; pixel++) {
          const g = gradient[o * pixels + pixel] ?? 0;
          // Three of four are zero: pooling took another pixel.
          if (g === 0) continue;
          bias.gradients[o] = (bias.gradients[o] ?? 0) + g;
          addScaled(weight.gradients, o * depth, operands, pixel * depth, g, depth);
          addScaled(operandGradients, pixel * depth, weight.values, o * depth, g, depth);
        }
      back.fill(0);
      for (let at = 0; at < source.length; at++) {
        const inside = source[at] ?? 0;
        if (inside >= 0) back[inside] = (back[inside] ?? 0) + (operandGradients[at] ?? 0);
      }
      return back;
    },
  };
}

/** Where in the image each operand stands; −1: in the padding. */
function sources(channels: number, side: number, pad: number): Int32Array {
  const out = side + 2 * pad - kernel + 1;
  const found: number[] = [];
  for (let y = 0; y < out; y++)
    for (let x = 0; x < out; x++)
      for (let c = 0; c < channels; c++)
        for (let tap = 0; tap < taps; tap++) {
          const row = y + Math.floor(tap / kernel) - pad;
          const column = x + (tap % kernel) - pad;
          const isInside = row >= 0 && row < side && column >= 0 && column < side;
          found.push(isInside ? (c * side + row) * side + column : -1);
        }
  return Int32Array.from(found);
}

function dot(a: Float32Array, fromA: number, b: Float32Array, fromB: number, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += (a[fromA + at] ?? 0) * (b[fromB + at] ?? 0);
  return sum;
}

function addScaled(
  out: Float32Array,
  to: number,
  values: Float32Array,
  from: number,
  factor: number,
  count: number,
): void {
  for (let at = 0; at < count; at++) out[to + at] = (out[to + at] ?? 0) + factor * (values[from + at] ?? 0);
}
