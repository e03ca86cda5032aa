import { settlingTimes } from "../hdl/bits/delay.js";
import { expand, wordsIn } from "../hdl/bits/expand.js";
import { delayOf } from "../hdl/bits/local.js";
import type { BitRange, Expression } from "../hdl/expression.js";
import type { Module } from "../hdl/module.js";

/** Delay of the path from some bits to the last bit of a value, in FO4. */
export type PathDelay = (from: BitRange) => number;

/**
 * Estimates the paths through a datapath. Two bounds hold for the path from an operand to a value, and the lower one is
 * taken. One is the delay of the value's expression by itself. The other is the value's arrival time less the operand's,
 * in the whole datapath: there the logic of one wire merges with that of the next.
 * @returns the path delays to a value of `width` bits
 */
export function pathDelays(m: Module): (value: Expression, width: number) => PathDelay {
  const { network, ends, values } = expand(m);
  const wordOf = wordsIn(network, values);
  const times = settlingTimes(network, ends);
  const settled = (bits: readonly number[]): number =>
    Math.max(0, ...bits.map((bit) => times[bit >> 1] ?? 0));
  return ({ node }, width) => {
    const end = settled(wordOf(node, width));
    const alone = delayOf(node, width);
    return ({ signal, high, low }) => {
      const begin = settled((values.get(signal) ?? []).slice(low, high + 1));
      return Math.min(alone, Math.max(0, end - begin));
    };
  };
}
