import type { Network, Scale, Step } from "../../network/steps.js";
import { normOf } from "../layers/batch-norm.js";
import { NetworkWriter, windowAttributes, type Numbers } from "../network-file.js";
import { levelsOf } from "./course.js";
import { rowTotals, type HardwareLayer, type HardwareNetwork } from "./hardware.js";
import { factorOf, largestTaken } from "./product.js";
import { floatThresholds } from "./thresholds.js";

/*
 * A network of few bits as ONNX. Weights are int8 tensors, thresholds int32, each cast to float32 where it is used:
 *
 *     both of one bit   (Pad −1) ─► Conv or Gemm, bias 1 − threshold ─► Sign
 *     else              Conv or Gemm ─► GreaterOrEqual thresholds ─► Cast ─► ReduceSum
 *
 * What stays float32 is written as the trainer computes it. Two operations behind a layer of few bits that no quantiser
 * follows: Mul by each channel's factor, Add of its bias.
 */

/** @param numbers the trained network's parameters and statistics */
export function integerFile(network: Network, hardware: HardwareNetwork, numbers: Numbers): Uint8Array {
  const writer = new IntegerWriter(network, hardware, numbers);
  for (const step of network.steps) writer.add(step);
  return writer.file();
}

class IntegerWriter {
  readonly #network: Network;
  readonly #hardware: HardwareNetwork;
  readonly #numbers: Numbers;
  readonly #file: NetworkWriter;
  /** Steps that another one's nodes stand for. */
  readonly #done = new Set<Step>();
  /** Whether activations are ±1. */
  readonly #isBinary: boolean;

  constructor(network: Network, hardware: HardwareNetwork, numbers: Numbers) {
    this.#network = network;
    this.#hardware = hardware;
    this.#numbers = numbers;
    this.#file = new NetworkWriter(network, numbers);
    this.#isBinary = hardware.layers.some(({ isBinary }) => isBinary);
  }

  file(): Uint8Array {
    return this.#file.file();
  }

  add(step: Step): void {
    if (this.#done.has(step)) return;
    const layer = this.#hardware.layers.find((one) => one.step === step);
    if (layer !== undefined) this.#layer(layer);
    else if (this.#hardware.places.quantisers.has(step)) this.#quantiser(step);
    else if (this.#isByteStep(step)) this.#file.value(step.target, "image", this.#network.input);
    else if (step.kind === "scale") this.#norm(step);
    else this.#file.add(step);
  }

  /** Bytes go as they are into a layer that takes them. */
  #isByteStep(step: Step): boolean {
    return this.#hardware.layers.some(
      ({ taken, step: { sources } }) => taken === "bytes" && sources[0] === step.target,
    );
  }

  #layer(layer: HardwareLayer): void {
    const { step, thresholds, folded, isBinary } = layer;
    for (const one of folded) this.#done.add(one);
    const last = folded.at(-1) ?? step;
    const shape = shapeOf(step);
    const sums = this.#sums(layer, thresholds !== undefined && isBinary ? this.#bias(layer, thresholds) : []);
    if (thresholds === undefined) this.#scaled(layer, sums);
    else if (isBinary) this.#file.value(last.target, this.#file.inner(last.name, "Sign", [sums]), shape);
    else {
      const levels = levelsOf(this.#hardware.bits);
      const channels = shape[0] ?? 1;
      const area = shape.slice(1).reduce((product, length) => product * length, 1);
      const tensor = { shape: [channels, levels, 1], values: thresholds, type: "int32" } as const;
      this.#file.value(step.target, sums, shape);
      const compared = this.#file.input(step.target, [channels, 1, area]);
      this.#count(last, compared, this.#cast(`${step.name}.thresholds`, tensor), [channels, area], 2);
      this.#reshaped(last, shape);
    }
  }

  /** A Conv or Gemm of integers. @returns its name */
  #sums({ step, weights, isBinary }: HardwareLayer, bias: readonly string[]): string {
    const { name, windows, groups, rows, depth, sources } = step;
    const [source = 0] = sources;
    const type = "int8";
    if (windows === undefined) {
      const tensor = { shape: [rows, depth], values: weights, type } as const;
      const inputs = [this.#file.input(source, [depth]), this.#cast(`${name}.weight`, tensor), ...bias];
      return this.#file.inner(name, "Gemm", inputs, { transB: 1 });
    }
    const { channels, height, width, kernel, pads } = windows;
    const tensor = { shape: [groups * rows, channels / groups, ...kernel], values: weights, type } as const;
    let image = this.#file.input(source, [channels, height, width]);
    const isPadded = isBinary && pads.some((pad) => pad > 0);
    if (isPadded) {
      const [top, left, below, right] = pads;
      const list = [0, 0, top, left, 0, 0, below, right];
      const around = this.#file.tensor(`${name}.pads`, { shape: [8], values: list, isInteger: true });
      const fill = this.#file.tensor(`${name}.padding`, { shape: [], values: [-1] });
      image = this.#file.inner(`${name}.padded`, "Pad", [image, around, fill]);
    }
    return this.#file.inner(name, "Conv", [image, this.#cast(`${name}.weight`, tensor), ...bias], {
      ...windowAttributes(isPadded ? { ...windows, pads: [0, 0, 0, 0] } : windows),
      group: groups,
    });
  }

  /** A sum that reaches its threshold becomes 1 or more, another −1 or less: sums of as many ±1 differ by 2. */
  #bias({ step: { name } }: HardwareLayer, thresholds: Int32Array): string[] {
    const values = thresholds.map((threshold) => 1 - threshold);
    return [this.#cast(`${name}.bias`, { shape: [values.length], values, type: "int32" })];
  }

  /** Sums as numbers, where float32 goes on. */
  #scaled({ step, steps, taken, isBinary, weights }: HardwareLayer, sums: string): void {
    const { name, depth, target } = step;
    const shape = shapeOf(step);
    const each = [shape[0] ?? 1, ...shape.slice(1).map(() => 1)];
    const largest = largestTaken(taken, this.#hardware.bits);
    let counted = sums;
    if (isBinary) {
      // Σ w q = (Σ w s + Σ w) / 2
      const values = rowTotals(weights, depth);
      const total = this.#file.tensor(`${name}.totals`, { shape: each, values });
      const half = this.#file.tensor(`${name}.half`, { shape: [], values: [0.5] });
      counted = this.#file.inner(`${name}.added`, "Add", [sums, total]);
      counted = this.#file.inner(`${name}.counted`, "Mul", [counted, half]);
    }
    const factors = steps.map((one) => factorOf(one, largest));
    const factor = this.#file.tensor(`${name}.factor`, { shape: each, values: factors });
    let result = this.#file.inner(`${name}.scaled`, "Mul", [counted, factor]);
    const bias = step.bias && this.#numbers.get(`${name}.bias`);
    if (bias !== undefined) {
      const summand = this.#file.tensor(`${name}.bias`, { shape: each, values: bias });
      result = this.#file.inner(`${name}.sum`, "Add", [result, summand]);
    }
    this.#file.value(target, result, shape);
  }

  /** A quantiser behind a layer that stays float32: thresholds are float32 numbers, the same for all channels. */
  #quantiser(step: Step): void {
    const [source = 0] = step.sources;
    const shape = this.#file.shapeOf(source);
    const size = shape.reduce((product, length) => product * length, 1);
    const levels = levelsOf(this.#hardware.bits);
    const from = this.#file.input(source, [1, size]);
    const values = floatThresholds(levels);
    const thresholds = this.#file.tensor(`${step.name}.thresholds`, { shape: [levels, 1], values });
    this.#count(step, from, thresholds, [size], 1);
    this.#reshaped(step, shape);
  }

  /** How many thresholds each number reaches; ±1 for 0 and 1 where the next layer takes them. */
  #count(step: Step, from: string, thresholds: string, shape: readonly number[], axis: number): void {
    const { name } = step;
    const reached = this.#file.inner(`${name}.reached`, "GreaterOrEqual", [from, thresholds]);
    const numbers = this.#file.inner(`${name}.numbers`, "Cast", [reached], { to: 1 });
    const axes = this.#file.tensor(`${name}.axis`, { shape: [1], values: [axis], isInteger: true });
    let count = this.#file.inner(`${name}.level`, "ReduceSum", [numbers, axes], { keepdims: 0 });
    if (this.#isBinary) {
      const two = this.#file.tensor(`${name}.two`, { shape: [], values: [2] });
      const one = this.#file.tensor(`${name}.one`, { shape: [], values: [1] });
      count = this.#file.inner(`${name}.twice`, "Mul", [count, two]);
      count = this.#file.inner(`${name}.sign`, "Sub", [count, one]);
    }
    this.#file.value(step.target, count, shape);
  }

  #reshaped(step: Step, shape: readonly number[]): void {
    this.#file.value(step.target, this.#file.input(step.target, shape), shape);
  }

  /** Batch norm as the trainer computes it: a factor and a summand for each channel, each operation rounded to float32. */
  #norm(step: Step & Scale): void {
    const [source = 0] = step.sources;
    const shape = this.#file.shapeOf(source);
    const each = [shape[0] ?? 1, ...shape.slice(1).map(() => 1)];
    const { scale, shift } = normOf(step, this.#numbers);
    const factor = this.#file.tensor(`${step.name}.factor`, { shape: each, values: scale });
    const summand = this.#file.tensor(`${step.name}.summand`, { shape: each, values: shift });
    const from = this.#file.input(source, shape);
    const scaled = this.#file.inner(`${step.name}.scaled`, "Mul", [from, factor]);
    this.#file.value(step.target, this.#file.inner(step.name, "Add", [scaled, summand]), shape);
  }

  /** An integer tensor as float32. @returns its name */
  #cast(name: string, tensor: Parameters<NetworkWriter["tensor"]>[1]): string {
    this.#file.tensor(name, tensor);
    return this.#file.inner(`${name}.float`, "Cast", [name], { to: 1 });
  }
}

/** Channels, and of a Conv rows and columns. */
const shapeOf = ({ windows, groups, rows }: HardwareLayer["step"]): readonly number[] =>
  windows === undefined ? [rows] : [groups * rows, windows.outHeight, windows.outWidth];
