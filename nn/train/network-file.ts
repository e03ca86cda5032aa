import type { Network, Product, Step, Windows } from "../network/steps.js";
import { writeOnnx, type Attribute, type WrittenNode, type WrittenTensor } from "../network/onnx-writer.js";
import { epsilon } from "./layers/batch-norm.js";

/** Numbers by name: `conv1.weight`, `bn1.mean`. */
export type Numbers = ReadonlyMap<string, Float32Array>;

/**
 * A trained network as an ONNX file.
 * @param numbers of its parameters and statistics
 */
export function networkFile(network: Network, numbers: Numbers): Uint8Array {
  const writer = new NetworkWriter(network, numbers);
  for (const step of network.steps) writer.add(step);
  return writer.file();
}

interface Value {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Writes steps as nodes, one after the other. Names of values are those of the steps that make them. */
export class NetworkWriter {
  readonly #nodes: WrittenNode[] = [];
  readonly #tensors: Record<string, WrittenTensor> = {};
  readonly #values = new Map<number, Value>();

  constructor(
    private readonly network: Network,
    private readonly numbers: Numbers,
  ) {
    this.#values.set(0, { name: "image", shape: network.input });
  }

  file(): Uint8Array {
    const { input, output, classes } = this.network;
    const last = this.#shaped(output, [classes]);
    return writeOnnx({
      input: { name: "image", shape: ["N", ...input] },
      output: { name: last, shape: ["N", Math.max(2, classes)] },
      nodes: this.#nodes,
      tensors: this.#tensors,
    });
  }

  add(step: Step): void {
    switch (step.kind) {
      case "product":
        this.#product(step);
        return;
      case "pool": {
        const { windows } = step;
        const from = this.#shaped(step.sources[0] ?? 0, [windows.channels, windows.height, windows.width]);
        const counts = { count_include_pad: step.countsPadding ? 1 : 0 };
        this.#node(step, step.of === "maximum" ? "MaxPool" : "AveragePool", [from], planes(windows), {
          ...windowAttributes(windows),
          ...(step.of === "mean" && counts),
        });
        return;
      }
      case "elementwise": {
        const inputs = step.operands.map(({ constant }, at) => {
          if (constant === undefined) return this.#value(step.sources[at] ?? step.sources[0] ?? 0).name;
          return this.#constant(`${step.name}.constant`, constant, step.operands[at]?.map);
        });
        this.#node(step, operators[step.of], inputs, this.#shapeOf(step));
        return;
      }
      case "scale": {
        const names = ["gamma", "beta", "mean", "variance"].map((what) => this.#number(step, what));
        const inputs = [this.#value(step.sources[0] ?? 0).name, ...names];
        this.#node(step, "BatchNormalization", inputs, this.#shapeOf(step), {
          epsilon: { floats: [epsilon] },
        });
        return;
      }
      case "clip":
        this.#tensors[`${step.name}.low`] = { shape: [], values: [step.low] };
        this.#tensors[`${step.name}.high`] = { shape: [], values: [step.high] };
        this.#node(
          step,
          "Clip",
          [this.#value(step.sources[0] ?? 0).name, `${step.name}.low`, `${step.name}.high`],
          this.#shapeOf(step),
        );
        return;
      case "fastSigmoid":
        this.#node(
          step,
          "PositSigmoid",
          [this.#value(step.sources[0] ?? 0).name],
          this.#shapeOf(step),
          {},
          "tapir",
        );
        return;
      default:
        this.#node(step, step.op, [this.#value(step.sources[0] ?? 0).name], this.#shapeOf(step));
    }
  }

  #product(step: Step & Product): void {
    const { windows, rows, depth, groups, positions } = step;
    const [source = 0] = step.sources;
    if (windows !== undefined) {
      const from = this.#shaped(source, [windows.channels, windows.height, windows.width]);
      const shape = [groups * rows, windows.channels / groups, ...windows.kernel];
      const names = [this.#number(step, "weight", shape), ...this.#biasOf(step)];
      const attributes = { ...windowAttributes(windows), group: groups };
      this.#node(step, "Conv", [from, ...names], planes(windows, groups * rows), attributes);
      return;
    }
    if (positions === 1) {
      const from = this.#shaped(source, [depth]);
      const isLogit = rows === 1 && step.target === this.network.output;
      const names = [this.#number(step, "weight", [rows, depth], isLogit), ...this.#biasOf(step, isLogit)];
      this.#node(step, "Gemm", [from, ...names], [rows], { transB: 1 });
      return;
    }
    // MatMul takes columns.
    const from = this.#shaped(source, [positions, depth]);
    const weights = this.numbers.get(`${step.name}.weight`) ?? step.weights;
    const turned = weights.map((_, at) => weights[(at % rows) * depth + Math.floor(at / rows)] ?? 0);
    this.#tensors[`${step.name}.weight`] = { shape: [depth, rows], values: turned };
    const product = step.bias === undefined ? step : { ...step, name: `${step.name}.product` };
    this.#node(product, "MatMul", [from, `${step.name}.weight`], [positions, rows]);
    if (step.bias !== undefined)
      this.#node(step, "Add", [product.name, ...this.#biasOf(step)], [positions, rows]);
  }

  #biasOf(step: Step & Product, isLogit = false): string[] {
    return step.bias === undefined ? [] : [this.#number(step, "bias", undefined, isLogit)];
  }

  /**
   * Puts a parameter into the file. A single logit gets a row of zeros before it: the logit of class 0.
   * @returns its name
   */
  #number(step: Step, what: string, shape?: readonly number[], isLogit = false): string {
    const name = `${step.name}.${what}`;
    const values = this.numbers.get(name);
    if (values === undefined) throw new RangeError(`there is no ${name}`);
    const [rows = values.length, ...rest] = shape ?? [];
    this.#tensors[name] = isLogit
      ? { shape: [2, ...rest], values: [...new Float32Array(values.length), ...values] }
      : { shape: [rows, ...rest], values };
    return name;
  }

  #constant(name: string, constant: Float32Array, map: Int32Array | undefined): string {
    const values = map === undefined ? constant : Float32Array.from(map, (at) => constant[at] ?? 0);
    const isOne = values.every((value) => value === values[0]);
    this.#tensors[name] = isOne
      ? { shape: [], values: values.subarray(0, 1) }
      : { shape: this.network.input, values };
    return name;
  }

  /** The name of a value as it has been written, in this shape. */
  input(index: number, shape: readonly number[]): string {
    return this.#shaped(index, shape);
  }

  shapeOf(index: number): readonly number[] {
    return this.#value(index).shape;
  }

  /** A node that makes no value of the network's own. @returns its output's name */
  inner(
    name: string,
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    this.#nodes.push({ op, inputs, output: name, attributes });
    return name;
  }

  /** @returns its name */
  tensor(name: string, tensor: WrittenTensor): string {
    this.#tensors[name] = tensor;
    return name;
  }

  /** Says which node's output a value of the network is. */
  value(index: number, name: string, shape: readonly number[]): void {
    this.#values.set(index, { name, shape });
  }

  #node(
    step: Pick<Step, "name" | "target">,
    op: string,
    inputs: readonly string[],
    shape: readonly number[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain?: string,
  ): void {
    this.#nodes.push({ op, inputs, output: step.name, attributes, ...(domain !== undefined && { domain }) });
    this.#values.set(step.target, { name: step.name, shape });
  }

  #value(index: number): Value {
    const found = this.#values.get(index);
    if (found === undefined) throw new RangeError(`value ${index} is made by no step`);
    return found;
  }

  /** Of a step that keeps its input's shape. */
  #shapeOf(step: Step): readonly number[] {
    return this.#value(step.sources[0] ?? 0).shape;
  }

  /** A value in another shape, if it has another. */
  #shaped(index: number, shape: readonly number[]): string {
    const value = this.#value(index);
    if (value.shape.join() === shape.join()) return value.name;
    const name = `${value.name}.${shape.join("x")}`;
    if (this.#nodes.some(({ output }) => output === name)) return name;
    if (shape.length === 1) this.#nodes.push({ op: "Flatten", inputs: [value.name], output: name });
    else {
      this.#tensors[`${name}.shape`] = { shape: [shape.length + 1], values: [-1, ...shape], isInteger: true };
      this.#nodes.push({ op: "Reshape", inputs: [value.name, `${name}.shape`], output: name });
    }
    return name;
  }
}

const operators = {
  add: "Add",
  subtract: "Sub",
  multiply: "Mul",
  divide: "Div",
  atLeast: "GreaterOrEqual",
} as const;

const planes = (windows: Windows, channels = windows.channels): number[] => [
  channels,
  windows.outHeight,
  windows.outWidth,
];

export const windowAttributes = ({
  kernel,
  strides,
  dilations,
  pads,
}: Windows): Record<string, Attribute> => ({
  kernel_shape: kernel,
  strides,
  dilations,
  pads,
});
