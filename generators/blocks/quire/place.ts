import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import type { QuireProduct } from "./product.js";

/** A product in its place in the quire. */
export interface Placed {
  /** Its bits up to that of maxpos², or fewer in a narrow quire. */
  readonly low: Signal;
  /** What every bit above is: 1 for a negative product. */
  readonly above: Signal;
}

export interface PlaceOptions {
  /** Bits of the quire. */
  readonly width: number;
  /** Nothing is placed where this is 0. */
  readonly valid: Signal;
  /** Distance between two places of the second step, a power of two. */
  readonly step: number;
}

/**
 * Shifts a product into the quire in two steps: by fewer than `step` bits while it is narrow, then to one of a few
 * places, whose number the high bits of the scale are decoded to. What lies above a place is copies of the sign,
 * which is known long before the product is. What can only be zero at a place is left out.
 */
export function placeInQuire(m: Module, product: QuireProduct, options: PlaceOptions): Placed {
  const { n, es } = product.widths;
  const { width, valid } = options;
  const top = 2 ** es * (n - 2);
  const amount = product.scale.width;
  const fine = Math.min(Math.log2(options.step), amount - 1);
  const step = 2 ** fine;

  m.section("The high bits of the scale, decoded, are the place; above it is copies of the sign");
  // With its sign bit inverted the scale counts from 0; minpos² raw is -2 times -2 times 2^(-2 top - 2).
  const zero = 2 ** (amount - 1);
  const [first, last] = [-2 * top - 2, 2 * top].map((scale) => Math.floor((scale + zero) / step)) as [
    number,
    number,
  ];
  const number = v`{~${product.scale.msb}, ${product.scale.bits(amount - 2, fine)}}`;
  const negative = m.wire("negative", 1, v`${product.sign} & ${valid}`);
  const places: PlaceInQuire[] = [];
  for (let index = first; index <= last; index++) {
    const chosen = m.wire(`place${index}`, 1, v`${valid} & ((${number}) == ${amount - fine}'d${index})`);
    const above = v`${negative} & ${chosen}`;
    const before = places.at(-1)?.fill;
    places.push({
      chosen,
      fill: m.wire(`fill${index}`, 1, before ? v`${before} | (${above})` : above),
      // The bit of the shifted product that falls on the last bit of the quire.
      offset: zero + product.fraction - 2 * top - step * index,
      lowest: lowestBit(product, step * index - zero, step),
    });
  }

  m.section(
    "The product is shifted by the low bits of its scale; each word of the quire is of the places that reach it",
  );
  const size = Math.min(width, 4 * top + 1);
  const phase = (zero + product.fraction - 2 * top) % step;
  const words: Slice[] = [];
  for (let low = 0; low < size; low = (words.at(-1)?.high ?? 0) + 1)
    words.push({ high: Math.min(size, low + step - ((low + phase) % step)) - 1, low });
  const shiftedWidth = product.significand.width + step - 1;
  const shifted = shiftLeft(m, product, fine, usedBits(words, places, shiftedWidth));
  const bits = words.map((word, index) => {
    const value = wordOf(word, shifted, places, shiftedWidth);
    return m.wire(`word${index}`, word.high - word.low + 1, value);
  });
  return { low: m.wire("placed", size, concatenate(bits.toReversed())), above: negative };
}

interface PlaceInQuire {
  readonly chosen: Signal;
  /** The product is negative and at this place or below. */
  readonly fill: Signal;
  readonly offset: number;
  /** The bits of the shifted product below this one are zero. */
  readonly lowest: number;
}

/** The bits `high` down to `low` of a number; above it is copies of its sign, below it zeros. */
interface Part {
  readonly bits: Signal;
  readonly low: number;
  readonly sign: Signal;
}

function sliceOf({ bits, low, sign }: Part, { high: to, low: from }: Slice): Expression {
  const [first, last] = [Math.max(from, low), Math.min(to, low + bits.width - 1)];
  const inside = last < first ? v`0'b0` : bits.bits(last - low, first - low);
  return v`{{${to - last}{${sign}}}, ${inside}, ${first - from}'b0}`;
}

/** Shifts left by the lowest `stages` bits of the scale, as far as the bits `used` of the result need. */
function shiftLeft(m: Module, { significand, scale, sign }: QuireProduct, stages: number, used: Slice): Part {
  // Of what each stage leaves, the bits that later ones need.
  const wanted = [used];
  for (let stage = stages - 1; stage >= 0; stage--) {
    const [first] = wanted;
    const widest = significand.width + 2 ** stage - 2;
    if (first === undefined) break;
    wanted.unshift({ high: Math.min(first.high, widest), low: Math.max(0, first.low - 2 ** stage) });
  }
  let part: Part = { bits: significand, low: 0, sign };
  wanted.slice(1).forEach(({ high, low }, stage) => {
    const distance = 2 ** stage;
    const far = sliceOf(part, { high: high - distance, low: low - distance });
    const near = sliceOf(part, { high, low });
    const bits = m.wire(`shifted${distance}`, high - low + 1, v`${scale.bit(stage)} ? ${far} : ${near}`);
    part = { bits, low, sign };
  });
  return part;
}

/** The lowest bit of the shifted product that can be 1 where the scale is `start` to `start` + `step` - 1. */
function lowestBit(product: QuireProduct, start: number, step: number): number {
  const zeros = Array.from({ length: step }, (_, shift) => shift + product.trailingZeros(start + shift));
  return Math.min(...zeros);
}

interface Slice {
  readonly high: number;
  readonly low: number;
}

/** What a place gives to one word of the quire, which is shifted by as many bits from it as any other. */
type Share = { readonly kind: "bits"; readonly slice: Slice } | { readonly kind: "sign" | "nothing" };

function shareOf(word: Slice, { offset, lowest }: PlaceInQuire, width: number): Share {
  const [low, high] = [word.low + offset, word.high + offset];
  if (low >= width - 1) return { kind: "sign" };
  if (high < lowest) return { kind: "nothing" };
  return { kind: "bits", slice: { high, low } };
}

/** The bits of the shifted product that some word has, `width` at most. */
function usedBits(words: readonly Slice[], places: readonly PlaceInQuire[], width: number): Slice {
  const ends = words.flatMap((word) =>
    places.flatMap((place): Slice[] => {
      const share = shareOf(word, place, width);
      if (share.kind !== "bits") return [];
      return [{ high: Math.min(share.slice.high, width - 2), low: Math.max(share.slice.low, place.lowest) }];
    }),
  );
  return { high: Math.max(...ends.map(({ high }) => high)), low: Math.min(...ends.map(({ low }) => low)) };
}

function wordOf(word: Slice, shifted: Part, places: readonly PlaceInQuire[], width: number): Expression {
  const size = word.high - word.low + 1;
  const terms: Expression[] = [];
  let above: Signal | null = null;
  for (const place of places) {
    const share = shareOf(word, place, width);
    if (share.kind === "sign") above = place.fill;
    if (share.kind !== "bits") continue;
    const { high, low } = share.slice;
    const zeros = Math.max(0, place.lowest - low);
    const bits = v`{${sliceOf(shifted, { high, low: low + zeros })}, ${zeros}'b0}`;
    terms.push(v`({${size}{${place.chosen}}} & ${bits})`);
  }
  if (above !== null) terms.push(v`{${size}{${above}}}`);
  return terms.length === 0 ? v`${size}'b0` : terms.reduce((sum, term) => v`${sum} | ${term}`);
}
