/** Bits that it takes to write every number from 0 to `largest`. */
export const bitsFor = (largest: number): number => Math.ceil(Math.log2(largest + 1));
