import { settlingTimes } from "../hdl/bits/delay.js";
import { expand, wordsIn } from "../hdl/bits/expand.js";
import { delayOf } from "../hdl/bits/local.js";
import type { Expression } from "../hdl/expression.js";
import type { Module } from "../hdl/module.js";
import type { Signal } from "../hdl/signal.js";

/** Bits of a signal, `high` down to `low`. */
interface Bits {
  readonly signal: Signal;
  readonly high: number;
  readonly low: number;
}

/** What the way from some bits to the last bit of a value takes, in FO4. */
export type WayDelay = (from: Bits) => number;

/**
 * Estimates the ways through a datapath. A way takes no longer than its expression takes by itself, of operands that are
 * there at the same time; nor than the value settles after the operand does in the whole datapath, where logic that goes
 * on from one wire to the next is put together.
 * @returns the ways to a value of `width` bits
 */
export function wayDelays(m: Module): (value: Expression, width: number) => WayDelay {
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
