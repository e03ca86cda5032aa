import type { Scheme } from "../code/scheme.js";

/** Rounded weights and biases of a layer; scaled, so that products and sums are those of the operands' formats. */
export interface Layer {
  readonly rows: number;
  readonly depth: number;
  /** rows × depth. */
  readonly weights: Float32Array;
  /** One a row. */
  readonly bias: Float64Array;
}

/**
 * What is known of the sums of a block: they are right; each may be off by a bound, one a row; or they have to be
 * computed in another way.
 */
export type Trust = "right" | "wrong" | Float64Array;

/** Codes of operands, each as wide as its element. */
export type Codes = Float32Array | Float64Array | Int32Array | BigInt64Array;

/** Products that quick steps give wrong, so rarely that each is put right by itself. Sums must be exact, or have bounds. */
export interface Rare {
  /** The code, without sign, from which on an activation has no such product with a weight of this magnitude or more. */
  readonly limitOf: (weight: number) => number;
  /** The magnitude of weights from which on this activation has none. */
  readonly weightsBelow: (activation: number) => number;
  /** The right product less the one of quick steps. */
  readonly missing: (activation: number, weight: number) => number;
}

/** What is missing in a sum because of such a product. */
export interface Missing {
  readonly pixel: number;
  readonly row: number;
  readonly value: number;
}

/** Activations, and where their codes are. */
export interface Operands {
  readonly codesAt: number;
  readonly activations: Float32Array;
}

/** How a kernel computes: its instructions, and what JavaScript does beside them. */
export interface Plan {
  readonly description: string;
  readonly scheme: Scheme;
  /** Codes of rounded weights, `codeBytes` each. */
  readonly codeWeights: (weights: Float32Array) => Codes;
  /** The nearest weight, from one that is scaled. By default as activations are rounded. */
  readonly roundWeight?: (weight: number) => number;
  /** The nearest bias that the sum can take, from one that is scaled. By default as weights are rounded. */
  readonly roundBias?: (bias: number) => number;
  /** Whether infinities and NaNs are numbers of the format. */
  readonly takesNonFinite: boolean;
  /** Judges the sums of a layer, from the largest magnitude and the smallest but zero of a block's activations. */
  readonly judge?: (layer: Layer) => (largest: number, smallest: number) => Trust;
  /** Whether the scheme's quick steps give the same sums; of the same numbers. Left out where it has none. */
  readonly isQuick?: (layer: Layer) => (largest: number, smallest: number) => boolean;
  /** The products that quick steps give wrong; left out where there are none. */
  readonly rare?: Rare;
  /** One result from rounded operands, without doubt; slow. */
  readonly redo?: (activations: Float32Array, weights: Float32Array, bias: number) => number;
}

/** Whether sums are right as steps give them, with nothing to put right afterwards. */
export const areSumsPlain = ({ scheme, judge }: Plan): boolean =>
  judge === undefined && scheme.quick === undefined && scheme.lessBySigns !== true;

/** What counts the products of a layer whose operands have different signs. */
export interface Signs {
  readonly tableAt: number;
  /** Where the first activation of each group of products stands, from a pixel's first one. */
  readonly offsetsAt: number;
  readonly groups: number;
  /** Products of a group, at most. */
  readonly together: number;
  /** Floats from one activation of a group to the next. */
  readonly apart: number;
}

/** What counts signs of pixels whose operands are written out, one pixel after the other. */
export interface DenseSigns extends Signs {
  /** Where pixels begin, in bytes of codes. */
  readonly cornersAt: number;
}
