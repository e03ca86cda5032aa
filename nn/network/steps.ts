/**
 * A network to be run: steps in order, each computing one value of every image. Shapes are those of one image, without
 * the axis of images.
 */
export interface Network {
  /** The input's shape; its index in `sizes` is 0. */
  readonly input: readonly number[];
  /** Numbers in each value, by index. */
  readonly sizes: readonly number[];
  readonly steps: readonly Step[];
  /** Index of the value that has the logits, a number a class. */
  readonly output: number;
  readonly classes: number;
}

interface Common {
  /** As the file names it; else its output's name. */
  readonly name: string;
  /** The ONNX operator. */
  readonly op: string;
  /** Indices of the values that it reads, and of the one that it makes. */
  readonly sources: readonly number[];
  readonly target: number;
}

export type Step = Common & Work;
export type Work =
  | Product
  | Gather
  | Concat
  | Pool
  | Sum
  | Elementwise
  | Scale
  | Pointwise
  | { readonly kind: "softmax"; readonly groups: number };

/** Conv, Gemm or MatMul: sums of products of what an image has and of constant weights. */
export interface Product {
  readonly kind: "product";
  /** rows × depth for each group, one group after the other. Depth is in ONNX's order: channel, row, column. */
  readonly weights: Float32Array;
  /** One for each row of each group. */
  readonly bias?: Float32Array;
  readonly groups: number;
  /** Of a group. */
  readonly rows: number;
  readonly depth: number;
  /** Sums of each row in an image: pixels of a Conv. */
  readonly positions: number;
  /** Of a Conv: where its operands stand. Without one, they stand in order: positions × depth. */
  readonly windows?: Windows;
}

/** The windows of a convolution or pool over channels × height × width. */
export interface Windows {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** Above, left of, below, right of the input. */
  readonly pads: readonly [number, number, number, number];
  readonly outHeight: number;
  readonly outWidth: number;
}

/** out[i] = in[map[i]], or `fill` where the map has −1: Pad, Slice, Transpose. */
interface Gather {
  readonly kind: "gather";
  readonly map: Int32Array;
  readonly fill: number;
}

export interface Concat {
  readonly kind: "concat";
  /** Of each source: how many numbers in a row go to the output, `outer` times. */
  readonly lengths: readonly number[];
  readonly outer: number;
}

export interface Pool {
  readonly kind: "pool";
  readonly of: "maximum" | "mean";
  readonly windows: Windows;
  /** Of a mean: zeros of the padding count as numbers. */
  readonly countsPadding: boolean;
}

/** out[o][i] = Σ in[o][c][i] over `count` numbers: ReduceSum of one axis. */
export interface Sum {
  readonly kind: "sum";
  readonly count: number;
  readonly inner: number;
}

/** An operand of an elementwise step: a value of the image, or numbers that are the same for all. */
export interface Operand {
  readonly constant?: Float32Array;
  /** Where the operand of output i stands; left out: at i. */
  readonly map?: Int32Array;
}

export interface Elementwise {
  readonly kind: "elementwise";
  /** `atLeast`: 1 where the first is as large as the second or larger, else 0. */
  readonly of: "add" | "subtract" | "multiply" | "divide" | "atLeast";
  readonly size: number;
  /** Those without a constant are `sources`, in order. */
  readonly operands: readonly [Operand, Operand];
}

/** BatchNormalization: out = in × scale + shift, by channel. Both are kept in double, for folding. */
export interface Scale {
  readonly kind: "scale";
  readonly scale: Float64Array;
  readonly shift: Float64Array;
  /** Numbers in a channel. */
  readonly area: number;
  /** What both were computed from, by channel: training goes on from it. */
  readonly start?: NormNumbers;
}

/** (in − mean) / √variance × gamma + beta; the variance has its epsilon already. */
export type NormNumbers = Readonly<Record<"gamma" | "beta" | "mean" | "variance", Float32Array>>;

export type Pointwise =
  | { readonly kind: "relu" }
  | { readonly kind: "sign" }
  | { readonly kind: "sigmoid" }
  /** Gustafson's, as PositSigmoid computes it. */
  | { readonly kind: "fastSigmoid" }
  | { readonly kind: "clip"; readonly low: number; readonly high: number };
