import type { Bits } from "./format.js";

/**
 * Among the inputs of a cycle: pulses of an asynchronous reset that end before the clock's next edge. Bit 0 is one before the
 * rising edge, while the clock is low; bit 1 is one after it, while the clock is high. The name has a space, so that no port has
 * it.
 */
export const resetPulse = "reset pulse";

/** Whether a cycle has a pulse before its edge, and one after. */
export function pulsesOf({ [resetPulse]: pulses = 0n }: Bits): {
  readonly before: boolean;
  readonly after: boolean;
} {
  return { before: (pulses & 1n) === 1n, after: (pulses & 2n) === 2n };
}

/**
 * A machine that also takes pulses of a reset which clears all that it remembers: after one it is as it was made.
 * @param make a machine in its state after reset; input `rst` resets it
 * @param state inputs that load registers, which a reset does not
 */
export function withPulses(
  make: () => (inputs: Bits) => Bits,
  state: readonly string[],
): () => (inputs: Bits) => Bits {
  return () => {
    let machine = make();
    return (inputs) => {
      const { before, after } = pulsesOf(inputs);
      if (before) machine = make();
      const outputs = machine(inputs);
      if (!after) return outputs;
      machine = make();
      const ports = Object.entries(inputs).filter(([name]) => !state.includes(name));
      return machine({ ...Object.fromEntries(ports), rst: 1n });
    };
  };
}

/** A machine whose reset is active low: input `rst_n` in place of `rst`. */
export function activeLow(make: () => (inputs: Bits) => Bits): () => (inputs: Bits) => Bits {
  return () => {
    const machine = make();
    return ({ rst_n: level = 1n, ...inputs }) => machine({ ...inputs, rst: 1n - level });
  };
}
