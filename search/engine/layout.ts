/** Vectors of 128 words of operands in a block. */
export const blockVectors = 16;

/** Words of operands in a block. */
export const blockWords = 128 * blockVectors;

/** Bytes of a plane: one bit for each word of a block. */
export const planeBytes = 16 * blockVectors;

/** Words of 32 bits in an instruction of a program: the gate, its target, four inputs. */
export const instructionWords = 6;

/** Words of operands whose errors are weighted alike: those of a byte of a plane. */
export const groupWords = 8;

/** Groups in a block. */
export const blockGroups = blockWords / groupWords;

/** Where things stand in the memory of the WebAssembly module, in bytes. */
export interface Layout {
  /** Where the planes of the result's bits are, from a region's beginning: 32 bits each. */
  readonly outputs: number;
  /** What `errors` finds: three sums in four floats each, then a flag in four words. */
  readonly found: number;
  readonly program: number;
  /** For each block the planes of the exact result's bits, then a float for each group's weight, then for its relative one. */
  readonly exact: number;
  readonly exactBytes: number;
  /** For each block two planes for each node: the parent's and the candidate's, in either order. */
  readonly regions: number;
  readonly regionBytes: number;
  readonly blocks: number;
  readonly bytes: number;
}

/** Blocks that all words of so many bits take. */
export const blocksOf = (inputBits: number): number => Math.max(1, 2 ** inputBits / blockWords);

/** @param resultBits of the result @param blocks of words that candidates are run on */
export function layoutFor(resultBits: number, room: number, blocks: number): Layout {
  const outputs = 0;
  const found = outputs + 4 * resultBits;
  const program = 16 * Math.ceil((found + 80) / 16);
  const exact = 16 * Math.ceil((program + room * instructionWords * 4) / 16);
  const exactBytes = resultBits * planeBytes + 8 * blockGroups;
  const regions = exact + blocks * exactBytes;
  const regionBytes = 2 * room * planeBytes;
  return {
    ...{
      outputs,
      found: 16 * Math.ceil(found / 16),
      program,
      exact,
      exactBytes,
      regions,
      regionBytes,
      blocks,
    },
    bytes: regions + blocks * regionBytes,
  };
}
