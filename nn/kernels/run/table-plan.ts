import { NotFinite } from "./not-finite.js";
import type { PreparedWeights } from "../kernel.js";

/** Sums of products that are looked up. */
export interface TablePlan {
  readonly description: string;
  /** Patterns of an activation and of a weight: 2^bits each. */
  readonly bits: { readonly x: number; readonly y: number };
  /** Pattern of the number of the operand format nearest to a value, and its value. */
  readonly xPattern: (value: number) => number;
  readonly yPattern: (value: number) => number;
  readonly xValue: (pattern: number) => number;
  readonly yValue: (pattern: number) => number;
  readonly product: (x: number, y: number) => number;
  /** Sums are floats, each rounded; or doubles, which must hold them exactly, as floats must the products. */
  readonly sum: "f32" | "f64";
  readonly roundBias: (bias: number) => number;
  /** The result of a sum, bias included. */
  readonly finish: (sum: number) => number;
}

/** Weights and bias of a layer, rounded. */
export interface TableWeights extends PreparedWeights {
  /** rows × depth. */
  readonly patterns: Uint16Array;
  readonly bias: Float64Array;
  readonly scales: { readonly activations: number; readonly weights: number };
}

/** @throws {NotFinite} it is infinite or NaN */
export function finiteNumber(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new NotFinite("a value");
}
