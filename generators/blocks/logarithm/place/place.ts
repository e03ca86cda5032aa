import { type Expression, type Module, type Signal } from "../../../hdl/index.js";
import { shiftLeft, type Steps } from "../../shift-left.js";
import type { Sign } from "../sign.js";
import type { Segmenter } from "../take-segment.js";
import { decodePlaces, type Overflow } from "./decode.js";
import { partsOf } from "./parts.js";
import { elsewhereOf, signedValue } from "./signed.js";

/** How the two shifters of an approximate multiplier are made. */
export interface Shifters {
  /** How the leading one is found and shifted out. */
  readonly normaliser: Segmenter;
  /** How the result is shifted to its place. */
  readonly steps: Steps;
}

export interface PlaceOptions {
  /** Bits of the result. */
  readonly width: number;
  /** The result is ⌊value · 2^amount / 2^drop⌋. */
  readonly drop: number;
  /** The largest amount that occurs. */
  readonly most: number;
  /** The result is 0 where this is 0; null where it never has to be. */
  readonly valid: Signal | null;
  /** 1 where the result is complemented or negated; only where `valid` is 1. */
  readonly negative: Signal | null;
  readonly sign: Sign;
  /** What replaces a result that is too large; it needs an amount of `most` or more. */
  readonly overflow?: Overflow | null;
  readonly steps: Steps;
}

/**
 * Shifts a result left to its place and gives it its sign. The low bits of the amount shift the narrow value.
 * The high bits are decoded and choose one of a few places.
 *
 *   amount = 13 = 1·8 + 5, places 8 bits apart:   shift by 5, then place 1
 *
 *   result bits        23 … 16 │ 15 …  8 │  7 …  0
 *   place 1            0 … 0 x │ x x x x │  0 … 0      x: the shifted value
 *
 * Bits that the chosen place does not reach are 0. They are 1 where the result is complemented, and above the
 * place where it is negated. So the sign needs no exclusive-or behind the shift.
 */
export function place(m: Module, value: Signal, amount: Signal, options: PlaceOptions): Expression {
  const { width, drop, most, overflow = null } = options;
  const fine = Math.max(0, Math.min(Math.log2(options.steps.distance), amount.width - 1));
  const step = 2 ** fine;
  const places = Math.floor(most / step) + 1;
  // bits that stay below the result even for the largest amount
  const lost = drop - step * places + 1;
  if (lost > 0) m.unused(value.bits(lost - 1, 0));
  const shifted = shiftLeft(m, value, amount, {
    bits: fine,
    needed: drop - step * (places - 1),
    atOnce: options.steps.atOnce,
  });
  const at = decodePlaces(m, amount, { ...options, overflow, fine, places });
  // bits of the shifted value that are below the result in place 0
  const below = drop - shifted.low;
  const signed = signedValue(m, shifted.signal, at, { ...options, step, below });
  const elsewhere = elsewhereOf(m, at, options);
  return partsOf(m, signed, at, { width, drop, step, below, overflow, elsewhere });
}
