import type { Bits } from "./format.js";

/** A kind of sum, operand by operand. */
export interface Accumulation<Sum> {
  /** The sum of nothing. */
  readonly zero: Sum;
  /** The sum plus the operands among the inputs. */
  take(sum: Sum, inputs: Bits): Sum;
  /** The outputs that show a sum. */
  read(sum: Sum): Bits;
  /** The sum that a cycle loads, from the inputs named like registers; undefined if it loads none. */
  loaded(inputs: Bits): Sum | undefined;
  /** The registers of a sum by name; a register that is don't-care is left out. */
  held(sum: Sum): Bits;
}

/**
 * The accumulators' protocol as a machine (docs/sequential.md); one call is one clock cycle.
 *
 * Example: with en = 1 every cycle and operands 3, 4, 5 the outputs show 3, 7, 12.
 * rst makes the sum zero and takes no operand. Otherwise clear makes the sum zero first, and en takes the
 * operand.
 * After the cycle the outputs show the sum, and `valid` is 1 if the cycle took an operand.
 * A test may load a sum; it overrides the other inputs.
 * @returns a maker of machines, each in the state after reset.
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
