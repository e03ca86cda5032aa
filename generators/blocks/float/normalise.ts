import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { bitsFor } from "../widths.js";

export interface NormalisedWithin {
  /** The shift distance: the number of leading zeros or `room`, whichever is less. */
  readonly count: Signal;
  readonly bits: Signal;
}

/**
 * Shifts leading zeros out, but at most `room` (null: no limit), as an exponent at its lowest leaves a number
 * subnormal. The count of zero is don't-care.
 *
 * Each level drops 2^j zeros if there are as many and the room suffices. The room is not counted down.
 * Whether it suffices for all levels to come (`ample`) follows from its bits so far, and from a level that
 * dropped nothing.
 */
export function normaliseWithin(m: Module, value: Signal, room: Signal | null): NormalisedWithin {
  const { width } = value;
  const levels = bitsFor(width - 1);
  let ample = room && m.wire("ample", 1, v`|${room.bits(room.width - 1, Math.min(levels, room.width))}`);
  let current = value;
  const counts: Signal[] = [];
  for (let level = levels - 1; level >= 0; level--) {
    const distance = 2 ** level;
    const zeros = v`~(|${current.bits(width - 1, width - distance)})`;
    const bit: Expression = room && level < room.width ? room.bit(level) : v`1'b0`;
    const allowed = ample ? v`(${zeros}) & (${ample} | ${bit})` : zeros;
    const skip = m.wire(`skip${distance}`, 1, allowed);
    counts.push(skip);
    if (ample && level > 0) ample = m.wire(`ample${distance}`, 1, v`${ample} | (${bit} & ~${skip})`);
    const shifted = v`{${current.bits(width - 1 - distance, 0)}, ${distance}'b0}`;
    current = m.wire(`shift${distance}`, width, v`${skip} ? ${shifted} : ${current}`);
  }
  return { count: m.wire("count", levels, concatenate(counts)), bits: current };
}
