import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { bitsFor } from "../widths.js";

export interface NormalisedWithin {
  /** The shift distance: the number of leading zeros or `room`, whichever is less. */
  readonly count: Signal;
  /** The bits that are used, and only these. */
  readonly bits: Signal;
}

/** The bits of the shifted value that are used. */
interface Used {
  readonly high: number;
  readonly low: number;
}

/**
 * Shifts leading zeros out, but at most `room` (null: no limit), as an exponent at its lowest leaves a number
 * subnormal. The count of zero is don't-care.
 *
 * Bits that are not used are left out as soon as no level moves them up: of 8 bits of which the top 3 are used, 6 are
 * left once a shift by 3 at most is to come.
 *
 * Each level drops 2^j zeros if there are as many and the room suffices. The room is not counted down.
 * Whether it suffices for all levels to come (`ample`) follows from its bits so far, and from a level that
 * dropped nothing.
 */
export function normaliseWithin(
  m: Module,
  value: Signal,
  room: Signal | null,
  used: Used = { high: value.width - 1, low: 0 },
): NormalisedWithin {
  const levels = bitsFor(value.width - 1);
  let ample = room && m.wire("ample", 1, v`|${room.bits(room.width - 1, Math.min(levels, room.width))}`);
  let current = value;
  let low = 0;
  const counts: Signal[] = [];
  for (let level = levels - 1; level >= 0; level--) {
    const distance = 2 ** level;
    const top = current.width - 1;
    const zeros = v`~(|${current.bits(top, top + 1 - distance)})`;
    const bit: Expression = room && level < room.width ? room.bit(level) : v`1'b0`;
    const allowed = ample ? v`(${zeros}) & (${ample} | ${bit})` : zeros;
    const skip = m.wire(`skip${distance}`, 1, allowed);
    counts.push(skip);
    if (ample && level > 0) ample = m.wire(`ample${distance}`, 1, v`${ample} | (${bit} & ~${skip})`);
    // later levels move bits up by less than this one
    const cut = Math.max(0, used.low + 1 - distance - low);
    const high = level > 0 ? top : used.high - low;
    const zerosIn = Math.max(0, distance - cut);
    const shifted = v`{${current.bits(high - distance, cut + zerosIn - distance)}, ${zerosIn}'b0}`;
    current = m.wire(
      `shift${distance}`,
      high + 1 - cut,
      v`${skip} ? ${shifted} : ${current.bits(high, cut)}`,
    );
    low += cut;
  }
  // whatever the lower of two bits is, they are shifted by as much
  if (value.width === 2 && current.width === 0) m.unused(value.bit(0));
  return { count: m.wire("count", levels, concatenate(counts)), bits: current };
}
