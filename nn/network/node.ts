import { RequestError } from "../../tools/errors.js";
import type { OnnxNode } from "./onnx-model.js";
import type { Work } from "./steps.js";
import { shapeText, type Tensor } from "./tensor.js";

/** What a node's input is: a value of each image, by its index, or the same numbers for all. */
export type Input =
  | { readonly kind: "value"; readonly index: number; readonly shape: readonly number[] }
  | { readonly kind: "constant"; readonly tensor: Tensor };

/** What a layer makes of a node: a step and the shape of its value, or the name of one that is there already. */
export type Made =
  | { readonly shape: readonly number[]; readonly work: Work; readonly sources: readonly number[] }
  | { readonly shape: readonly number[]; readonly same: number };

/** A node of the file with its inputs resolved. Every method that refuses says which node it is. */
export class Node {
  readonly op: string;
  readonly label: string;

  /**
   * @param opset the file's version of the operators, which decides some meanings
   * @param fixedImages the number of images that the file's shapes are written for; null: any
   */
  constructor(
    readonly onnx: OnnxNode,
    readonly inputs: readonly (Input | undefined)[],
    readonly opset: number,
    readonly fixedImages: number | null,
  ) {
    this.op = onnx.op;
    this.label = `${onnx.op} '${labelOf(onnx)}'`;
  }

  refuse(what: string): RequestError {
    return new RequestError(`${this.label}: ${what}`);
  }

  /** An input that every image has its own of. */
  value(at: number): Extract<Input, { kind: "value" }> {
    const input = this.inputs[at];
    if (input?.kind === "value") return input;
    throw this.refuse(input === undefined ? `input ${at} is missing` : `input ${at} is a constant`);
  }

  /** An input that is the same for all images; undefined where it is left out. */
  optional(at: number): Tensor | undefined {
    const input = this.inputs[at];
    if (input?.kind === "value") throw this.refuse(`input ${at} is computed; only constants are taken there`);
    return input?.tensor;
  }

  constant(at: number): Tensor {
    const tensor = this.optional(at);
    if (tensor === undefined) throw this.refuse(`input ${at} is missing`);
    return tensor;
  }

  /** A constant of float32 numbers, none of them NaN or infinite. */
  weights(at: number): Tensor & { readonly values: Float32Array } {
    const { shape, values } = this.constant(at);
    return { shape, values: this.finite(values) };
  }

  finite(values: Float32Array | Float64Array): Float32Array {
    const bad = values.find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw this.refuse(`its constants have ${bad}; all must be finite`);
    return values instanceof Float32Array ? values : Float32Array.from(values);
  }

  int(name: string, otherwise: number): number {
    return this.onnx.attributes.get(name)?.int ?? otherwise;
  }

  float(name: string, otherwise: number): number {
    return this.onnx.attributes.get(name)?.float ?? otherwise;
  }

  text(name: string, otherwise: string): string {
    return this.onnx.attributes.get(name)?.text ?? otherwise;
  }

  /** A list of integers; undefined where it is not given. */
  ints(name: string): readonly number[] | undefined {
    return this.onnx.attributes.get(name)?.ints;
  }

  /** The axis of a value's shape that the file's axis means: its axis 0 is that of the images. */
  axis(axis: number, shape: readonly number[]): number {
    const rank = shape.length + 1;
    const at = axis < 0 ? axis + rank : axis;
    if (!Number.isInteger(at) || at < 0 || at >= rank)
      throw this.refuse(`axis ${axis} of an input of ${rank} axes`);
    if (at === 0) throw this.refuse("works across images; each must be computed by itself");
    return at - 1;
  }

  /** A shape as the file has it, for messages. */
  shapeText(shape: readonly number[]): string {
    return shapeText(["N", ...shape] as unknown as number[]);
  }
}

export const labelOf = ({ name, outputs }: OnnxNode): string => (name === "" ? (outputs[0] ?? "") : name);
