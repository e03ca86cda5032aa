/**
 * A second model of an operator, for runs on every operand: as fast as a loop of 32-bit arithmetic, and shown equal
 * to the exact one, which stays the oracle.
 *
 * It fills `results` with the outputs words of as many inputs words in a row, from `first` on. A word holds the
 * inputs, or the outputs, side by side, the first one on top, at most 32 bits in all. `results.length` is a power
 * of 2 and `first` a multiple of it.
 */
export type FastModel = (first: number, results: Uint32Array) => void;
