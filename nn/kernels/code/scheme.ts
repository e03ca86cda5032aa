import type { FunctionCode, Local } from "./function-code.js";
import type { Code } from "./vector.js";

interface Steps {
  /** Adds the products of an activation, in every lane, with a vector of weights; sums are one vector or two. */
  readonly step: (f: FunctionCode, sums: readonly Local[], activation: Local, weights: Local) => void;
  /** What a sum of such steps stands for. */
  readonly settle: (f: FunctionCode, sum: Local) => Code;
}

interface QuickSteps extends Steps {
  /**
   * Zero's code, where quick steps give some products wrong: an activation whose code is above it, and below a limit that its
   * weights set, may have such products. Both without sign. See `Rare`.
   */
  readonly rareAbove?: number;
}

/**
 * One way to compute sums of products, as instructions. Activations are floats that become codes; weights are coded
 * beforehand.
 *
 *     activation ── round ── encode ──┐
 *                                     ├─ step: sum += product ── finish: bias, rounding ── result
 *     weight ────── round ── code ────┘
 */
export interface Scheme {
  /** Bytes of an operand's code: lanes of a vector are 16 / codeBytes. */
  readonly codeBytes: 4 | 8;
  /** Sums are floats or doubles. */
  readonly sum: "f32" | "f64";
  /** The bias is added as floats or doubles. */
  readonly bias: "f32" | "f64";
  /**
   * Whether a product of operands of different signs, neither of them zero, is one less than what `step` adds. The number of
   * such products is taken off the sums.
   */
  readonly lessBySigns?: boolean;
  /** Whether operands are floats as they are: unless they are scaled, they are neither rounded nor coded. */
  readonly isPlain?: boolean;
  /**
   * Pixels and vectors of weights whose sums are held in registers at the same time, with an operand of each: engines have
   * 15 of them. Narrower panels take more pixels.
   */
  readonly tile: { readonly pixels: number; readonly vectors: number };
  /** The numbers of the operand format nearest to four floats. */
  round(f: FunctionCode, x: Local): Code;
  /** The codes of four rounded floats: one vector of them, or two. */
  encode(f: FunctionCode, x: Local): readonly Code[];
  /** Adds the products of an activation, in every lane, with a vector of weights; sums are one vector or two. */
  readonly step: Steps["step"];
  /** A faster way from the same codes to the same sums, where operands are in a range that the plan knows. */
  readonly quick?: QuickSteps;
  /** Four results, not yet scaled: one vector of floats, or two of doubles that scaling rounds. */
  finish(f: FunctionCode, sums: readonly Local[], bias: readonly Code[]): readonly Code[];
}

/** Vectors of sums for each vector of codes. */
export const sumsPerCode = ({ codeBytes, sum }: Scheme): number => (codeBytes === 4 && sum === "f64" ? 2 : 1);

/** How sums are formed, and what one stands for. */
export const stepsOf = (scheme: Scheme, isQuick: boolean): Steps => {
  if (!isQuick) return { step: scheme.step, settle: (_, sum) => sum.get };
  if (scheme.quick === undefined) throw new RangeError("this scheme has no quick steps");
  return scheme.quick;
};

/** Whether steps are quick: no, and where there are such, yes. */
export const waysOf = ({ quick }: Scheme): boolean[] => (quick === undefined ? [false] : [false, true]);

/** Pixels that are computed together with a panel of so many vectors: 1, 2 or 4. */
export const pixelsOf = ({ tile }: Scheme, vectors: number): number =>
  Math.min((tile.pixels * tile.vectors) / vectors, 4);

/** Vectors that hold one number of each of four rows. */
export const vectorsOf = (type: "f32" | "f64"): 1 | 2 => (type === "f32" ? 1 : 2);

/** Where the beginning of the memory has what all functions share; 16 bytes each. */
export const header = {
  /** The largest pattern without sign among the activations that were coded. */
  largest: 0,
  /** The smallest that is not zero's, less one. */
  smallest: 16,
  /** Activations are multiplied by this before they are rounded, as floats. */
  activationScale: 32,
  /** Results are multiplied by this, as floats and as doubles. */
  floatScale: 48,
  doubleScale: 64,
  /** Where doubtful results are noted: not zero if there is one. */
  doubtful: 80,
  /** Sixteen rows' counts of signs, a byte each. */
  counts: 96,
  bytes: 128,
} as const;
