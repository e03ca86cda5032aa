/** A number format of operands or sums. */
export type DotFormat =
  | {
      readonly kind: "posit";
      readonly n: number;
      readonly es: number;
      /** The most bits of a regime's run; no cap if left out. */
      readonly rs?: number | undefined;
    }
  | { readonly kind: "integer"; readonly bits: number; readonly signed: boolean }
  /** +1 and −1. */
  | { readonly kind: "bipolar" }
  | {
      readonly kind: "float";
      /** Bits of exponent and of fraction. */
      readonly wE: number;
      readonly wF: number;
      /** Whether the highest exponent is kept for infinities and NaNs, as in IEEE 754. */
      readonly infinities: boolean;
      /** Whether there are subnormal numbers; else they are zero. */
      readonly subnormals: boolean;
    };

export type DotProduct =
  | { readonly kind: "exact" }
  /**
   * Mitchell's, of significands cut to `kept` bits; of posits those are not cut. For integers they are of magnitudes, and
   * the product is an integer, cut. L-Mul of floats is one with all bits kept and a correction.
   */
  | {
      readonly kind: "mitchell";
      /** Significand bits kept, the leading one among them; all of them if left out. */
      readonly kept?: number;
      /** Whether the last bit kept is set. */
      readonly setLast?: boolean;
      /** Added to the logarithm of the product, in units of the last bit kept. */
      readonly correction?: number;
      /** Of integers: complement of a negative operand's magnitude, and of a negative product; none if unsigned. */
      readonly complement?: "ones" | "twos";
    };

export type DotSum =
  /** No sum is rounded or lost; modulo 2^bits, in units of the last bit of a product. A posit is rounded at the end. */
  | { readonly kind: "exact"; readonly bits: number }
  /** The `low` lower bits of each sum are OR-ed, and the uppermost of them carry; modulo 2^bits, in order, from 0. */
  | { readonly kind: "lowerOr"; readonly bits: number; readonly low: number }
  /** Each sum is rounded to a format, in order, from 0. */
  | { readonly kind: "rounded"; readonly format: DotFormat };

/**
 * What an operator makes of a sum of products, as data: matrix kernels are generated from it. It is shown equal to the
 * golden model, which stays the oracle.
 */
export interface DotModel {
  /** The format of both factors, or of the first one. */
  readonly operands: DotFormat;
  /** The format of the second factor, a weight, where it is another one. */
  readonly weights?: DotFormat;
  /** `golden`: as the golden model multiplies, with the addend 0; only a table of its products says it. */
  readonly product: DotProduct | "golden";
  /** Whether each product is rounded to the operands' format before it is added. */
  readonly roundsProduct: boolean;
  /** Left out by a multiplier: whoever adds up its products says how. */
  readonly sum?: DotSum;
}
