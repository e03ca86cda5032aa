/**
 * A second model of an operator, fast enough for every operand: a loop of 32-bit arithmetic. It is shown
 * equal to the exact model, which stays the oracle.
 *
 * It fills `results` with the output words of consecutive input words, from the input word `first` on. A word
 * holds the inputs, or the outputs, side by side in at most 32 bits, the first one on top. `results.length`
 * is a power of 2 and `first` a multiple of it.
 */
export type FastModel = (first: number, results: Uint32Array) => void;
