import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { bitsFor } from "../widths.js";

export interface NormalisedWithin {
  /** How far `bits` was shifted: the number of leading zeros or `room`, whichever is less. */
  readonly count: Signal;
  readonly bits: Signal;
}

/**
 * Shifts leading zeros out, but no further than `room` (null: as far as they go): a number whose exponent cannot
 * go lower stays subnormal. Of a value that is zero, `count` means nothing.
 *
 * Each stage drops 2^j zeros if there are as many and room for them. The room need not be counted down: that there
 * is room for all stages to come (`ample`) follows from its bits so far and from a stage that dropped nothing.
 */
export function normaliseWithin(m: Module, value: Signal, room: Signal | null): NormalisedWithin {
  const { width } = value;
  const stages = bitsFor(width - 1);
  let ample = room && m.wire("ample", 1, v`|${room.bits(room.width - 1, Math.min(stages, room.width))}`);
  let current = value;
  const counts: Signal[] = [];
  for (let stage = stages - 1; stage >= 0; stage--) {
    const distance = 2 ** stage;
    const zeros = v`~(|${current.bits(width - 1, width - distance)})`;
    const bit: Expression = room && stage < room.width ? room.bit(stage) : v`1'b0`;
    const allowed = ample ? v`(${zeros}) & (${ample} | ${bit})` : zeros;
    const skip = m.wire(`skip${distance}`, 1, allowed);
    counts.push(skip);
    if (ample && stage > 0) ample = m.wire(`ample${distance}`, 1, v`${ample} | (${bit} & ~${skip})`);
    const shifted = v`{${current.bits(width - 1 - distance, 0)}, ${distance}'b0}`;
    current = m.wire(`shift${distance}`, width, v`${skip} ? ${shifted} : ${current}`);
  }
  return { count: m.wire("count", stages, concatenate(counts)), bits: current };
}
