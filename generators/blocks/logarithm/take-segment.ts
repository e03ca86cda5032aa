import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { normaliserMeanings } from "../normalise.js";
import { firstOne, positionIn, selectBy } from "../one-hot.js";
import { bitsFor } from "../widths.js";

/** How the leading one is found and shifted out: as in `normalise`, or `staged`. */
export const segmenterMeanings = {
  ...normaliserMeanings,
  staged: "by blocks of four places, then in levels of multiplexers",
} as const;
export type Segmenter = keyof typeof segmenterMeanings;

export interface Candidates {
  /** The bits from which a segment is taken: those of the first place first, of the last place last. */
  readonly bits: Signal;
  /**
   * Places but the last. The last is taken where the others hold no one. Each begins with a bit of its own.
   */
  readonly tests: number;
  /** Whether the leading one is left out of the result. */
  readonly withoutFirst: boolean;
  /** The bits are complemented where this is 1. */
  readonly invert: Signal | null;
}

export interface Taken {
  /** From the leading one on; not yet complemented. */
  readonly bits: Signal;
  /** The number of the place; the last is 0. */
  readonly shift: Expression;
}

/** Ways to take the bits from the leading one on. */
export const takers: Readonly<Record<Segmenter, (m: Module, window: Candidates) => Taken>> = {
  chain: takeInLevels,
  blocks: takeAtOnce,
  select: takeAtOnce,
  staged: takeByNumber,
};

/** Whether there is a one among bits that are complemented where `invert` is 1. */
export const holdsOne = (bits: Expression, invert: Signal | null): Expression =>
  invert ? v`${invert} ? ~(&${bits}) : (|${bits})` : v`|${bits}`;

/** Halves the places level by level; their number is a power of two. */
function takeInLevels(m: Module, { bits: window, tests, withoutFirst, invert }: Candidates): Taken {
  let bits = window;
  let shift = v`0'b0`;
  for (let distance = (tests + 1) / 2; distance >= 1; distance /= 2) {
    const top = bits.width - 1;
    const far = m.wire(`far${distance}`, 1, holdsOne(bits.bits(top, top - distance + 1), invert));
    shift = v`{${shift}, ${far}}`;
    bits = halve(m, bits, far.all, { distance, drop: withoutFirst && distance === 1 });
  }
  return { bits, shift };
}

/** Halves the places by their number, which is found beside them. */
function takeByNumber(m: Module, window: Candidates): Taken {
  const { tests, withoutFirst } = window;
  const first = firstPlace(m, window);
  m.unused(first.bit(0));
  const place = m.wire("place", bitsFor(tests), positionIn(first, false));
  let bits = window.bits;
  for (let bit = place.width - 1; bit >= 0; bit--) {
    const drop = withoutFirst && bit === place.width - 1;
    bits = halve(m, bits, place.bit(bit), { distance: 2 ** bit, drop });
  }
  return { bits, shift: place.all };
}

/** Selects among all places side by side. */
function takeAtOnce(m: Module, window: Candidates): Taken {
  const { bits, tests, withoutFirst } = window;
  const first = firstPlace(m, window);
  const top = bits.width - 1 - (withoutFirst ? 1 : 0);
  const width = top + 1 - tests;
  const places = Array.from({ length: tests + 1 }, (_, place) =>
    bits.bits(top - place, top - place - width + 1),
  );
  return { bits: m.wire("taken", width, selectBy(first, places)), shift: positionIn(first, false) };
}

function firstPlace(m: Module, { bits, tests, invert }: Candidates): Signal {
  const tested = bits.bits(bits.width - 1, bits.width - tests);
  const looked = m.wire("looked", tests, invert ? v`${tested} ^ {${tests}{${invert}}}` : tested);
  return firstOne(m, "first", looked, tests);
}

/** The first or the second half of the places. `drop`: leave out the first bit everywhere. */
function halve(
  m: Module,
  bits: Signal,
  first: Expression,
  { distance, drop }: { readonly distance: number; readonly drop: boolean },
): Signal {
  const top = bits.width - 1 - (drop ? 1 : 0);
  const halves = v`${first} ? ${bits.bits(top, distance)} : ${bits.bits(top - distance, 0)}`;
  return m.wire(`near${distance}`, top + 1 - distance, halves);
}
