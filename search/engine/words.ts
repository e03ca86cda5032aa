import { blockGroups, blockWords, blocksOf, groupWords, planeBytes } from "./layout.js";
import { likelihoodOf, type OperandWeights } from "./operand-weights.js";
import { exactResult, inputBits, productOf, type Shape } from "./shape.js";

/** Words of operands in the order in which they are run: all there are, or a sample. */
export interface Words {
  readonly blocks: number;
  /** Of each place, block by block. */
  readonly words: Uint32Array;
  /** The exact results, the low 32 bits of each. */
  readonly exact: Int32Array;
  /**
   * One for each group of 8 places: what an error of 1 counts in the sum of errors, and in the sum of relative ones. It is that of
   * the word which counts most, so that no sum is too small.
   */
  readonly weights: Float64Array;
  readonly relativeWeights: Float64Array;
  /** Whether a group's products are all 0. */
  readonly isZero: Uint8Array;
}

/** Room for the words of so many blocks. */
export function emptyWords(blocks: number): Words {
  const [words, groups] = [blocks * blockWords, blocks * blockGroups];
  return {
    blocks,
    words: new Uint32Array(words),
    exact: new Int32Array(words),
    weights: new Float64Array(groups),
    relativeWeights: new Float64Array(groups),
    isZero: new Uint8Array(groups),
  };
}

/** Where a group of words stands: blocks take groups in turn, so that each is a sample of all. */
export const placeOfGroup = (group: number, blocks: number): number =>
  (group % blocks) * blockGroups + Math.floor(group / blocks);

/**
 * The words of a byte of a plane share the weights of their errors: so they are as likely, and their exact results are nearly equal.
 * Of the groups, sorted, each block gets every so many-th: it is a sample of all.
 *
 * Of two factors, the zero products are 2^(n+1) − 1, one short of whole groups. The least product that is left over gives way to a
 * zero once more; whoever needs the last digit of an error looks at all words again.
 */
export function wordsOf(shape: Shape, operands?: OperandWeights): Words {
  const bits = inputBits(shape);
  const blocks = blocksOf(bits);
  const count = 2 ** bits;
  const copies = Math.max(1, blockWords / count);
  const isZero = Uint8Array.from({ length: count }, (_, word) => (productOf(shape, word) === 0 ? 1 : 0));
  const exact = Float64Array.from({ length: count }, (_, word) => exactResult(shape, word));
  const likely = Float64Array.from({ length: count }, (_, word) => likelihoodOf(operands, shape, word));
  const sorted = inGroups(isZero, exact, likely);
  if (copies === 1) {
    const firstBeyond = sorted.findIndex((word) => isZero[word] === 0);
    if (firstBeyond % groupWords !== 0) sorted[firstBeyond] = sorted[0] ?? 0;
  }
  const size = count * copies;
  const made = emptyWords(blocks);
  const counted = exact.reduce((sum, result, word) => sum + (result === 0 ? 0 : (likely[word] ?? 0)), 0);
  for (let at = 0; at < size; at++) {
    const word = sorted[Math.floor(at / copies)] ?? 0;
    const group = Math.floor(at / groupWords);
    const placed = placeOfGroup(group, blocks);
    const place = placed * groupWords + (at % groupWords);
    const result = exact[word] ?? 0;
    made.words[place] = word;
    made.exact[place] = result;
    const share = (likely[word] ?? 0) / copies;
    made.weights[placed] = Math.max(made.weights[placed] ?? 0, share);
    if (isZero[word] === 1) made.isZero[placed] = 1;
    else if (result !== 0) {
      const relative = share / Math.abs(result) / counted;
      made.relativeWeights[placed] = Math.max(made.relativeWeights[placed] ?? 0, relative);
    }
  }
  return made;
}

/** Words, those with product 0 first; then as likely ones, by octaves' quarters, together, and in them by exact result. */
function inGroups(isZero: Uint8Array, exact: Float64Array, likely: Float64Array): number[] {
  const bin = Array.from(likely, (probability) => Math.floor(4 * Math.log2(probability + 1e-12)));
  const size = exact.map(Math.abs);
  return Array.from({ length: exact.length }, (_, word) => word).sort(
    (one, other) =>
      (isZero[other] ?? 0) - (isZero[one] ?? 0) ||
      (bin[other] ?? 0) - (bin[one] ?? 0) ||
      (size[one] ?? 0) - (size[other] ?? 0) ||
      one - other,
  );
}

/** Bit `bit` of some numbers as a plane, the first one lowest. */
export function planeOf(values: Int32Array | Uint32Array, bit: number): Uint8Array {
  const plane = new Uint8Array(planeBytes);
  for (let place = 0; place < values.length; place++)
    plane[place >> 3] = (plane[place >> 3] ?? 0) | ((((values[place] ?? 0) >>> bit) & 1) << (place & 7));
  return plane;
}
