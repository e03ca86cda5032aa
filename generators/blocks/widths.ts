/** Bits to write every number from 0 to `largest`: bitsFor(8) = 4. */
export const bitsFor = (largest: number): number => Math.ceil(Math.log2(largest + 1));
