import { v, type Expression, type Module, type Signal } from "../hdl/index.js";
import { concatenate } from "./concatenate.js";
import { bitsFor } from "./widths.js";

export interface Normalised {
  /** How many zeros led; saturates at all ones. */
  readonly count: Signal;
  /** What followed the leading one, left-aligned: one bit narrower than the value, `fill` shifted in. */
  readonly rest: Signal;
}

/**
 * Counts leading zeros and shifts them out, the count fused with the shift: each stage asks whether the top
 * 2^j bits are all zero, and if so drops them. The smallest such circuit; its stages wait for each other.
 *
 * Counts from 0 to the width of `value` are exact, a value that is all zero included where `fill` is one.
 */
export function normalise(m: Module, value: Signal, fill: Expression): Normalised {
  const width = value.width;
  const stages = bitsFor(width);
  let current = value;
  const counts: Signal[] = [];
  for (let stage = stages - 1; stage > 0; stage--) {
    const distance = 2 ** stage;
    const skip = m.wire(`skip${distance}`, 1, v`~(|${current.bits(width - 1, width - distance)})`);
    counts.push(skip);
    current = m.wire(
      `shift${distance}`,
      width,
      v`${skip} ? {${current.bits(width - 1 - distance, 0)}, {${distance}{${fill}}}} : ${current}`,
    );
  }
  const last = m.wire("skip1", 1, v`~${current.msb}`);
  const behind = current.bits(width - 2, 0);
  const rest = width === 1 ? behind : v`${last} ? {${current.bits(width - 3, 0)}, ${fill}} : ${behind}`;
  const count = m.wire("count", stages, concatenate([...counts, last]));
  return { count, rest: m.wire("rest", width - 1, rest) };
}
