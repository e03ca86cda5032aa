import type { Bits } from "./format.js";

/** A sum that grows by one operand at a time: how it starts, what it takes in, how it is read. */
export interface Accumulation<Sum> {
  readonly zero: Sum;
  /** The sum with what the inputs hold added to it. */
  take(sum: Sum, inputs: Bits): Sum;
  read(sum: Sum): Bits;
  /** The sum that registers hold, as the inputs name them; undefined where they do not. */
  loaded(inputs: Bits): Sum | undefined;
  /** What registers hold of a sum, by their names; nothing where that is left open. */
  held(sum: Sum): Bits;
}

/**
 * The accumulators' protocol as a machine, one call a clock cycle. `rst` makes the sum zero and takes nothing;
 * else `clear` makes it zero first, and `en` takes the operands in. After the cycle the outputs show the sum, and
 * `valid` whether it holds an operand taken in that cycle. A test may load a sum, which then is there after the cycle
 * instead.
 * @returns a maker of machines as they are after reset.
 */
export function accumulator<Sum>(kind: Accumulation<Sum>): () => (inputs: Bits) => Bits {
  return () => {
    let sum = kind.zero;
    return (inputs) => {
      const { rst, clear, en } = inputs;
      const takes = rst !== 1n && en === 1n;
      const start = rst === 1n || clear === 1n ? kind.zero : sum;
      sum = kind.loaded(inputs) ?? (takes ? kind.take(start, inputs) : start);
      return { ...kind.read(sum), ...kind.held(sum), valid: takes ? 1n : 0n };
    };
  };
}
