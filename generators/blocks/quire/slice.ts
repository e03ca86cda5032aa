import { v, type Expression, type Signal } from "../../hdl/index.js";

/** Bits `high` down to `low` of a number. */
export interface Slice {
  readonly high: number;
  readonly low: number;
}

/** A number of which only some bits are signals: above them are copies of the sign, below them zeros. */
export interface SparseNumber {
  readonly bits: Signal;
  /** The place of the lowest bit of `bits`. */
  readonly low: number;
  readonly sign: Signal;
}

/** Any bits of a sparse number. Example: `bits` of places 5 to 2, slice 7 to 1: {s, s, bits, 0}. */
export function sliceOf({ bits, low, sign }: SparseNumber, { high: to, low: from }: Slice): Expression {
  const [first, last] = [Math.max(from, low), Math.min(to, low + bits.width - 1)];
  const inside = last < first ? v`0'b0` : bits.bits(last - low, first - low);
  return v`{{${to - last}{${sign}}}, ${inside}, ${first - from}'b0}`;
}
