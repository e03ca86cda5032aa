import { RequestError } from "../../../tools/errors.js";
import { shapeText, sizeOf } from "../../data/images.js";
import type { Network, Step, Windows, Work } from "../../network/steps.js";
import type { LayerForm } from "./layers.js";

/** What prepares an image before the first layer: each number less `shift`, divided by `divisor`. */
export interface Preparation {
  readonly shift?: Float32Array;
  readonly divisor?: Float32Array;
}

/**
 * A network of described layers with all weights 0.
 * @param input an image's shape
 * @throws {RequestError} a layer does not fit the one before
 */
export function networkOf(
  layers: readonly LayerForm[],
  input: readonly number[],
  preparation: Preparation,
): Network {
  const built = new Building(input);
  const { shift, divisor } = preparation;
  if (shift !== undefined) built.prepare("subtract", "Sub", shift);
  if (divisor !== undefined) built.prepare("divide", "Div", divisor);
  layers.forEach((layer, at) => {
    built.add(layer, layers[at + 1]);
  });
  return built.network();
}

class Building {
  readonly #steps: Step[] = [];
  readonly #sizes: number[];
  readonly #counts = new Map<string, number>();
  #shape: readonly number[];

  constructor(private readonly input: readonly number[]) {
    this.#shape = input;
    this.#sizes = [sizeOf(input)];
  }

  network(): Network {
    const classes = sizeOf(this.#shape);
    if (!this.#steps.some(({ kind }) => kind === "product"))
      throw new RequestError("the network has no conv and no fc: there is nothing to train");
    if (this.#shape.length !== 1)
      throw new RequestError(`the network ends in ${shapeText(this.#shape)}; its last layer is fc: CLASSES`);
    return {
      input: this.input,
      sizes: this.#sizes,
      steps: this.#steps,
      output: this.#sizes.length - 1,
      classes,
    };
  }

  prepare(of: "subtract" | "divide", op: string, constant: Float32Array): void {
    const size = sizeOf(this.#shape);
    this.#push(op.toLowerCase(), op, { kind: "elementwise", of, size, operands: [{}, { constant }] });
  }

  add(layer: LayerForm, next: LayerForm | undefined): void {
    if (layer === "relu" || layer === "sigmoid") {
      this.#push(layer, layer === "relu" ? "Relu" : "Sigmoid", { kind: layer });
      return;
    }
    if (layer === "fast-sigmoid") {
      this.#push("sigmoid", "PositSigmoid", { kind: "fastSigmoid" });
      return;
    }
    if (layer === "bn") {
      const [channels = 0, ...space] = this.#shape;
      const scale = new Float64Array(channels).fill(1);
      const shift = new Float64Array(channels);
      this.#push("bn", "BatchNormalization", { kind: "scale", scale, shift, area: sizeOf(space) });
      return;
    }
    if (layer === "mean-pool") {
      const [channels, height, width] = this.#planes(layer);
      this.#pool("mean", [channels, 1, height * width], [1, height * width], [1, 1], "GlobalAveragePool");
      this.#shape = [channels, 1, 1];
      return;
    }
    if ("pool" in layer) {
      const stride = layer.stride ?? layer.pool;
      const op = layer.of === "maximum" ? "MaxPool" : "AveragePool";
      const size = [layer.pool, layer.pool] as const;
      this.#pool(layer.of, this.#planes("pool"), size, [stride, stride], op);
      return;
    }
    if ("fc" in layer) {
      const depth = sizeOf(this.#shape);
      const rows = layer.fc;
      this.#shape = [rows];
      const weights = new Float32Array(rows * depth);
      this.#push("fc", "Gemm", {
        ...{ kind: "product", weights, groups: 1, rows, depth, positions: 1 },
        ...(next === "bn" ? {} : { bias: new Float32Array(rows) }),
      });
      return;
    }
    this.#conv(layer, next === "bn");
  }

  #conv(layer: Extract<LayerForm, { conv: number }>, hasNorm: boolean): void {
    const [channels, height, width] = this.#planes("conv");
    const { conv, kernel, stride, pad, groups } = layer;
    if (channels % groups !== 0 || conv % groups !== 0)
      throw new RequestError(`conv: ${groups} groups do not divide ${channels} and ${conv} channels`);
    const windows = windowsOf([channels, height, width], [kernel, kernel], [stride, stride], pad, "conv");
    const depth = (channels / groups) * kernel * kernel;
    this.#shape = [conv, windows.outHeight, windows.outWidth];
    this.#push("conv", "Conv", {
      ...{ kind: "product", weights: new Float32Array(conv * depth), groups, rows: conv / groups, depth },
      ...{ positions: windows.outHeight * windows.outWidth, windows },
      ...(hasNorm ? {} : { bias: new Float32Array(conv) }),
    });
  }

  #pool(
    of: "maximum" | "mean",
    shape: readonly [number, number, number],
    kernel: readonly [number, number],
    strides: readonly [number, number],
    op: string,
  ): void {
    const windows = windowsOf(shape, kernel, strides, 0, "pool");
    this.#shape = [shape[0], windows.outHeight, windows.outWidth];
    this.#push("pool", op, { kind: "pool", of, windows, countsPadding: false });
  }

  #planes(what: string): readonly [number, number, number] {
    const [channels = 0, height = 0, width = 0] = this.#shape;
    if (this.#shape.length !== 3)
      throw new RequestError(`${what} needs channels, rows and columns, and gets ${shapeText(this.#shape)}`);
    return [channels, height, width];
  }

  #push(name: string, op: string, work: Work): void {
    const number = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, number);
    const source = this.#sizes.length - 1;
    this.#sizes.push(sizeOf(this.#shape));
    this.#steps.push({ name: `${name}${number}`, op, sources: [source], target: source + 1, ...work });
  }
}

/** @throws {RequestError} no window fits the input */
function windowsOf(
  [channels, height, width]: readonly [number, number, number],
  kernel: readonly [number, number],
  strides: readonly [number, number],
  pad: number,
  what: string,
): Windows {
  const out = (length: number, axis: 0 | 1): number =>
    Math.floor((length + 2 * pad - kernel[axis]) / strides[axis]) + 1;
  const [outHeight, outWidth] = [out(height, 0), out(width, 1)];
  if (outHeight < 1 || outWidth < 1)
    throw new RequestError(
      `${what}: a window of ${kernel.join("×")} does not fit ${shapeText([channels, height, width])}`,
    );
  return {
    ...{ channels, height, width, kernel, strides, dilations: [1, 1], pads: [pad, pad, pad, pad] },
    ...{ outHeight, outWidth },
  };
}
