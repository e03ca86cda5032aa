import { signed, unsigned, type Integer } from "./integer.js";
import { bipolar, packed } from "./packed.js";

/** Which of activations x and weights w are two's complement; `mixed`: unsigned x, signed w. */
type DotSigns = "unsigned" | "signed" | "mixed";

export interface DotShape {
  readonly lanes: number;
  /** Bits of an activation. */
  readonly xbits: number;
  /** Bits of a weight. */
  readonly wbits: number;
  readonly signs: DotSigns;
}

/** The formats of one activation and one weight. */
export function dotElements({ xbits, wbits, signs }: DotShape): { x: Integer; w: Integer } {
  return {
    x: signs === "signed" ? signed(xbits) : unsigned(xbits),
    w: signs === "unsigned" ? unsigned(wbits) : signed(wbits),
  };
}

/** The narrowest format that holds every dot product of the shape. */
export function dotResult(shape: DotShape): Integer {
  const { x, w } = dotElements(shape);
  const range = ({ width, isSigned }: Integer): bigint[] =>
    isSigned
      ? [-(1n << BigInt(width - 1)), (1n << BigInt(width - 1)) - 1n]
      : [0n, (1n << BigInt(width)) - 1n];
  const products = range(x).flatMap((a) => range(w).map((b) => a * b * BigInt(shape.lanes)));
  const isSigned = shape.signs !== "unsigned";
  let width = 1;
  const fits = (value: bigint): boolean =>
    (isSigned ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value)) === value;
  while (!products.every(fits)) width++;
  return isSigned ? signed(width) : unsigned(width);
}

/** Σ xᵢ·wᵢ of packed operands, as an integer. */
export function dot(shape: DotShape): (x: bigint, w: bigint) => bigint {
  const elements = dotElements(shape);
  const xs = packed(elements.x, shape.lanes);
  const ws = packed(elements.w, shape.lanes);
  return (x, w) => {
    const weights = ws.split(w);
    return xs
      .split(x)
      .reduce((sum, lane, i) => sum + elements.x.value(lane) * elements.w.value(weights[i] ?? 0n), 0n);
  };
}

/**
 * Σ xᵢ·wᵢ as an integer, where a bit of 1 is +1 and a bit of 0 is −1. For example 110 and 101 give 1 − 1 − 1
 * = −1.
 */
export function bipolarDot(lanes: number): (x: bigint, w: bigint) => bigint {
  const format = packed(bipolar, lanes);
  const value = (bit: bigint | undefined): bigint => (bit === 1n ? 1n : -1n);
  return (x, w) => {
    const weights = format.split(w);
    return format.split(x).reduce((sum, bit, lane) => sum + value(bit) * value(weights[lane]), 0n);
  };
}
