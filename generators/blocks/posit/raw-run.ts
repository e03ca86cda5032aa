import { v, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import type { Normalised } from "../normalise.js";
import { bitsFor } from "../widths.js";

/**
 * Counts and shifts out the bits that equal a regime's first bit, from the bits behind that one, which are not inverted:
 * each level drops the top 2^j bits if they are all like it. Zeros are shifted in.
 * Where all bits are like it, and are 0, the count is all ones; where they are 1, it is the number of bits.
 */
export function rawRun(m: Module, behind: Signal, regimeBit: Signal): Normalised {
  const { width } = behind;
  const levels = bitsFor(width);
  const counts: Signal[] = [];
  let current = behind;
  for (let level = levels - 1; level > 0; level--) {
    const distance = 2 ** level;
    const top = current.bits(width - 1, width - distance);
    const skip = m.wire(`skip${distance}`, 1, v`${regimeBit} ? (&${top}) : ~(|${top})`);
    counts.push(skip);
    const dropped = v`{${current.bits(width - 1 - distance, 0)}, ${distance}'b0}`;
    current = m.wire(`shift${distance}`, width, v`${skip} ? ${dropped} : ${current}`);
  }
  const last = m.wire("skip1", 1, v`~(${current.msb} ^ ${regimeBit})`);
  const rest = current.bits(width - 2, 0);
  const shifted = width === 1 ? rest : v`${last} ? {${current.bits(width - 3, 0)}, 1'b0} : ${rest}`;
  const count = m.wire("count", levels, concatenate([...counts, last]));
  return { count, rest: m.wire("rest", width - 1, shifted) };
}
