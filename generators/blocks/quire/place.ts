import { v, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import type { QuireProduct } from "./product.js";
import type { QuireSpan } from "./span.js";
import { shiftProduct } from "./shift.js";
import { sliceOf, type Slice } from "./slice.js";
import { gapsBetween, usedBits, wordOf, type QuirePlace } from "./words.js";

/** A product in its place in the quire. */
export interface Placed {
  /** Its bits up to that of maxpos², or fewer in a narrow quire. */
  readonly low: Signal;
  /** Every bit above: 1 for a negative product. */
  readonly above: Signal;
}

export interface PlaceOptions {
  /** Bits of the quire. */
  readonly width: number;
  /** Nothing is placed where this is 0. */
  readonly valid: Signal;
  /** Distance between two places, in bits, a power of two. */
  readonly step: number;
  readonly span: QuireSpan;
}

/**
 * Shifts a product into the quire in two steps. The low bits of the scale shift the narrow product.
 * The high bits are decoded and choose one of a few places, `step` bits apart.
 *
 *   scale = 37 = 2·16 + 5, step = 16:   shift by 5, then place 2
 *
 *   quire   │  word 3  │  word 2  │  word 1  │  word 0  │
 *   place 2 │ s s s s s│s s product bits     │ 0  …   0 │
 *
 * Above its place a product is copies of the sign, which is known before the product is.
 * Bits that can only be zero in a place are left out: far from 1 posits have short fractions.
 */
export function placeInQuire(m: Module, product: QuireProduct, options: PlaceOptions): Placed {
  const { width, valid, span } = options;
  const fine = Math.min(Math.log2(options.step), product.scale.width - 1);
  const step = 2 ** fine;

  m.section("The high bits of the scale, decoded, are the place; above it is copies of the sign");
  const negative = m.wire("negative", 1, v`${product.sign} & ${valid}`);
  const places = decodePlaces(m, product, { fine, span, valid, negative });

  m.section(
    "The product is shifted by the low bits of its scale; each word of the quire is of the places that reach it",
  );
  const size = Math.min(width, span.fraction + span.integer);
  const words = wordsOf(size, step, (places[0]?.offset ?? 0) % step);
  const shiftedWidth = product.significand.width + step - 1;
  const shifted = shiftProduct(m, product, fine, usedBits(words, places, shiftedWidth));
  const gaps = gapsBetween(words, places, shiftedWidth);
  if (gaps.length > 0) m.unused(concatenate(gaps.map((gap) => sliceOf(shifted, gap))));
  const bits = words.map((word, index) => {
    const value = wordOf(word, shifted, places, shiftedWidth);
    return m.wire(`word${index}`, word.high - word.low + 1, value);
  });
  return { low: m.wire("placed", size, concatenate(bits.toReversed())), above: negative };
}

interface Decoding {
  /** Low bits of the scale that do not choose the place. */
  readonly fine: number;
  readonly span: QuireSpan;
  readonly valid: Signal;
  /** The product is negative and valid. */
  readonly negative: Signal;
}

/** Every place that a product of two posits can have, from that of minpos² up. */
function decodePlaces(m: Module, product: QuireProduct, { fine, span, valid, negative }: Decoding) {
  const amount = product.scale.width;
  const step = 2 ** fine;
  // with its sign bit inverted the scale counts from 0
  const bias = 2 ** (amount - 1);
  const number = v`{~${product.scale.msb}, ${product.scale.bits(amount - 2, fine)}}`;
  // the least raw scale is that of (−minpos)²; without a cap (−2·−2)·2^(−2·top − 2)
  const first = Math.floor((2 * span.least + bias) / step);
  const last = Math.floor((span.integer - 1 + bias) / step);
  const places: QuirePlace[] = [];
  for (let index = first; index <= last; index++) {
    const chosen = m.wire(`place${index}`, 1, v`${valid} & ((${number}) == ${amount - fine}'d${index})`);
    const above = v`${negative} & ${chosen}`;
    const before = places.at(-1)?.fill;
    places.push({
      chosen,
      fill: m.wire(`fill${index}`, 1, before ? v`${before} | (${above})` : above),
      offset: bias + product.fraction - span.fraction - step * index,
      lowest: lowestBit(product, step * index - bias, step),
    });
  }
  return places;
}

/** The lowest bit that can be 1 in a product with a scale of `start` to `start` + `step` − 1, shifted by the rest. */
function lowestBit(product: QuireProduct, start: number, step: number): number {
  const zeros = Array.from({ length: step }, (_, shift) => shift + product.trailingZeros(start + shift));
  return Math.min(...zeros);
}

/** Cuts `size` bits of the quire where places begin, so that each place covers whole words. */
function wordsOf(size: number, step: number, phase: number): Slice[] {
  const words: Slice[] = [];
  for (let low = 0; low < size; low = (words.at(-1)?.high ?? 0) + 1)
    words.push({ high: Math.min(size, low + step - ((low + phase) % step)) - 1, low });
  return words;
}
