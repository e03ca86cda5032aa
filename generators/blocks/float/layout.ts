/** A floating-point format for a datapath: 1 + wE + wF bits, bias 2^(wE−1) − 1. */
export interface FloatLayout {
  readonly wE: number;
  readonly wF: number;
  /** Subnormals are kept; else subnormal operands and results are flushed to zero. */
  readonly subnormals: boolean;
  /** The highest exponent field holds infinities and NaNs; else only its last pattern is NaN. */
  readonly infinities: boolean;
  /** A result that is infinite or too large becomes the largest number of its sign. */
  readonly saturates: boolean;
}

export const biasOf = ({ wE }: FloatLayout): number => 2 ** (wE - 1) - 1;
