import { v, type Expression, type Signal } from "../../hdl/index.js";
import { sliceOf, type Slice, type SparseNumber } from "./slice.js";

/** One of the places that a shifted product may be put in; places are `step` bits apart. */
export interface QuirePlace {
  /** 1 where the product is put here. */
  readonly chosen: Signal;
  /** 1 where the product is negative and put here or lower: all bits above are ones. */
  readonly fill: Signal;
  /** The bit of the shifted product that falls on the quire's last bit. */
  readonly offset: number;
  /** The lowest bit of the shifted product that can be 1 here. */
  readonly lowest: number;
}

/** What a place contributes to one word of the quire: bits of the product, copies of its sign, or nothing. */
type Share = { readonly kind: "bits"; readonly slice: Slice } | { readonly kind: "sign" | "nothing" };

/** @param width bits of the shifted product */
function shareOf(word: Slice, { offset, lowest }: QuirePlace, width: number): Share {
  const [low, high] = [word.low + offset, word.high + offset];
  if (low >= width - 1) return { kind: "sign" };
  if (high < lowest) return { kind: "nothing" };
  return { kind: "bits", slice: { high, low } };
}

/** The bits of a shifted product, of `width` bits, that each word takes from each place. */
const takenBits = (words: readonly Slice[], places: readonly QuirePlace[], width: number): Slice[] =>
  words.flatMap((word) =>
    places.flatMap((place): Slice[] => {
      const share = shareOf(word, place, width);
      if (share.kind !== "bits") return [];
      return [{ high: Math.min(share.slice.high, width - 2), low: Math.max(share.slice.low, place.lowest) }];
    }),
  );

/** The bits of a shifted product, of `width` bits, from the lowest to the highest that some word takes from some place. */
export function usedBits(words: readonly Slice[], places: readonly QuirePlace[], width: number): Slice {
  const taken = takenBits(words, places, width);
  return { high: Math.max(...taken.map(({ high }) => high)), low: Math.min(...taken.map(({ low }) => low)) };
}

/** Bits between those that no word takes: of a quire so narrow that a place reaches one end of the product alone. */
export function gapsBetween(words: readonly Slice[], places: readonly QuirePlace[], width: number): Slice[] {
  const taken = takenBits(words, places, width).sort((a, b) => a.low - b.low);
  const gaps: Slice[] = [];
  let next = taken[0]?.low ?? 0;
  for (const { high, low } of taken) {
    if (low > next) gaps.push({ high: low - 1, low: next });
    next = Math.max(next, high + 1);
  }
  return gaps;
}

/** One word of the placed product: the or of what each place contributes. */
export function wordOf(
  word: Slice,
  shifted: SparseNumber,
  places: readonly QuirePlace[],
  width: number,
): Expression {
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
