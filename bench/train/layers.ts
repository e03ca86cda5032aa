/** A layer of a network being trained, one image at a time. */
export interface Layer {
  readonly outputs: number;
  /** Weights and biases, each with the sum of its gradients. */
  readonly parameters: readonly Parameter[];
  /** @returns an array of the layer's own, overwritten by the next call */
  forward(input: Float32Array): Float32Array;
  /** Adds to the parameters' gradients. @returns the gradient of the input of the last `forward` */
  backward(gradient: Float32Array): Float32Array;
}

export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly gradients: Float32Array;
  /** Inputs of a sum, by which initial weights are scaled; 0: they begin at 0. */
  readonly fanIn: number;
}

export function parameter(name: string, shape: readonly number[], fanIn: number): Parameter {
  const size = shape.reduce((product, length) => product * length, 1);
  return { name, shape, values: new Float32Array(size), gradients: new Float32Array(size), fanIn };
}

export function relu(size: number): Layer {
  const output = new Float32Array(size);
  const back = new Float32Array(size);
  return {
    outputs: size,
    parameters: [],
    forward(input) {
      for (let at = 0; at < size; at++) output[at] = Math.max(0, input[at] ?? 0);
      return output;
    },
    backward(gradient) {
      for (let at = 0; at < size; at++) back[at] = (output[at] ?? 0) > 0 ? (gradient[at] ?? 0) : 0;
      return back;
    },
  };
}

/** The maximum of every 2 × 2 values. */
export function maxPool(channels: number, side: number): Layer {
  const half = side / 2;
  const output = new Float32Array(channels * half * half);
  const from = new Int32Array(output.length);
  const back = new Float32Array(channels * side * side);
  return {
    outputs: output.length,
    parameters: [],
    forward(input) {
      for (let at = 0, c = 0; c < channels; c++)
        for (let y = 0; y < half; y++)
          for (let x = 0; x < half; x++, at++) {
            const corner = (c * side + 2 * y) * side + 2 * x;
            let best = corner;
            for (const other of [corner + 1, corner + side, corner + side + 1])
              if ((input[other] ?? 0) > (input[best] ?? 0)) best = other;
            from[at] = best;
            output[at] = input[best] ?? 0;
          }
      return output;
    },
    backward(gradient) {
      back.fill(0);
      for (let at = 0; at < from.length; at++) back[from[at] ?? 0] = gradient[at] ?? 0;
      return back;
    },
  };
}

/** Fully connected. */
export function dense(name: string, inputs: number, outputs: number): Layer {
  const weight = parameter(`${name}.weight`, [outputs, inputs], inputs);
  const bias = parameter(`${name}.bias`, [outputs], 0);
  const output = new Float32Array(outputs);
  const back = new Float32Array(inputs);
  let last = new Float32Array(inputs);
  return {
    outputs,
    parameters: [weight, bias],
    forward(input) {
      last = input as Float32Array<ArrayBuffer>;
      for (let row = 0; row < outputs; row++) {
        let sum = bias.values[row] ?? 0;
        for (let k = 0, at = row * inputs; k < inputs; k++, at++)
          sum += (input[k] ?? 0) * (weight.values[at] ?? 0);
        output[row] = sum;
      }
      return output;
    },
    backward(gradient) {
      back.fill(0);
      for (let row = 0; row < outputs; row++) {
        const g = gradient[row] ?? 0;
        if (g === 0) continue;
        bias.gradients[row] = (bias.gradients[row] ?? 0) + g;
        for (let k = 0, at = row * inputs; k < inputs; k++, at++) {
          weight.gradients[at] = (weight.gradients[at] ?? 0) + g * (last[k] ?? 0);
          back[k] = (back[k] ?? 0) + g * (weight.values[at] ?? 0);
        }
      }
      return back;
    },
  };
}
